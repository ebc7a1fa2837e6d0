/** The screens that a board is looked at on, by their lines. */
export const previewScreens = {
  '720': { width: 1280, height: 720 },
  '1080': { width: 1920, height: 1080 },
  '2160': { width: 3840, height: 2160 },
} as const;
export type PreviewScreen = keyof typeof previewScreens;
export const previewScreenIds = Object.keys(previewScreens) as PreviewScreen[];

/** How the board is looked at: a choice of this browser, not of the board. */
export interface PreviewChoice {
  screen: PreviewScreen;
  /** 7 … 150. */
  diagonalInches: number;
  /** 1 … 40. */
  metres: number;
  /** null: as the page. */
  theme: 'dark' | 'light' | null;
}

export const usualPreview: PreviewChoice = { screen: '1080', diagonalInches: 55, metres: 10, theme: null };
