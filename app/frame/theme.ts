/** Dark is what a screen shows that was never asked: the hall's televisions are dark. */
export type Theme = 'dark' | 'light';

/** The cookie that keeps the choice. */
export const themeCookie = 'theme';

export function themeOf(value: string | undefined): Theme {
  return value === 'light' ? 'light' : 'dark';
}
