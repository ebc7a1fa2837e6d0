/** The languages of the screens. Turkish comes first: it is what a screen shows that was never asked. */
export const locales = ['tr', 'en'] as const;
export type Locale = (typeof locales)[number];

export const defaultLocale: Locale = 'tr';

/** The cookie that keeps the choice. */
export const localeCookie = 'locale';

/** The tag for Intl: numbers, dates, sorting and letter case follow it. */
export const languageTags: Record<Locale, string> = { tr: 'tr-TR', en: 'en-GB' };

/** The locale that a cookie's value names, or Turkish. */
export function localeOf(value: string | undefined): Locale {
  return locales.find((locale) => locale === value) ?? defaultLocale;
}
