/** Days ahead of which forecasts are judged. */
export const leads = [1, 7, 14, 28] as const;
export type Lead = (typeof leads)[number];

/** Weeks back to yesterday that can be asked for with one click. */
export const spans = [1, 4, 8, 13, 26] as const;
export type Span = (typeof spans)[number];

/** Dates on the centre's calendar, both included. */
export interface AccuracyRange {
  from: string;
  to: string;
}
