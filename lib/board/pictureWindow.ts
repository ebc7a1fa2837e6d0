export interface PictureOptions {
  /** Id of an uploaded picture; null: none is chosen yet. */
  picture: string | null;
  caption: string;
  /** `contain`: all of it is seen; `cover`: it fills the tile and is cut. */
  fit: 'contain' | 'cover';
  /** Shown from and until then, by the clock of the board's first centre, as 2026-11-25T08:30; null: always. */
  from: string | null;
  until: string | null;
}

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
