import { z } from 'zod';

/** A date and time of the wall's own clock: 2026-11-25T08:30. */
const clockTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/, 'a time is written 2026-11-25T08:30');

export const pictureOptions = z.strictObject({
  /** Id of an uploaded picture; null: none is chosen yet. */
  picture: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,80}$/, 'a picture’s id is letters, digits, hyphens and underscores')
    .nullable()
    .default(null),
  caption: z.string().trim().max(160).default(''),
  /** `contain`: all of it is seen; `cover`: it fills the tile and is cut. */
  fit: z.enum(['contain', 'cover']).default('contain'),
  /** Shown from and until then, by the clock of the board's first centre; null: always. */
  from: clockTime.nullable().default(null),
  until: clockTime.nullable().default(null),
});
export type PictureOptions = z.infer<typeof pictureOptions>;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Is the picture to be shown now?
 *
 * @param now epoch ms
 * @param zone IANA zone whose clock `from` and `until` mean
 */
export function isPictureShown(
  { from, until }: Pick<PictureOptions, 'from' | 'until'>,
  now: number,
  zone: string,
): boolean {
  if (from === null && until === null) return true;
  const clock = clockOf(now, zone);
  return (from === null || from <= clock) && (until === null || clock < until);
}

/** What the zone's clock shows, written as the options write it, so that they compare as texts. */
function clockOf(now: number, zone: string): string {
  let format = formats.get(zone);
  if (!format) {
    const [two, numeric] = ['2-digit', 'numeric'] as const;
    format = new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone: zone, year: numeric, month: two, day: two, hour: two, minute: two, hourCycle: 'h23' },
    });
    formats.set(zone, format);
  }
  return format.format(now).replace(' ', 'T');
}
