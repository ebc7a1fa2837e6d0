// In a browser a zone's rules are those of Intl: the library that the server reckons days with brings its own, half a megabyte.

const dayMs = 86_400_000;

/** What a zone's clocks show at an instant (epoch ms), as a field of date and time takes it: `2026-11-22T14:30`. */
export function localTime(at: number, zone: string): string {
  // Swedes write dates and times so
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return clock.format(at).replace(' ', 'T');
}

/** The instant (epoch ms) at which a zone's clocks show `2026-11-22T14:30`; null: that is no time. */
export function instantOf(local: string, zone: string): number | null {
  const shown = Date.parse(`${local}Z`);
  if (Number.isNaN(shown)) return null;
  const aheadAt = (at: number) => Date.parse(`${localTime(at, zone)}Z`) - at;
  // near a change of the clocks the first look may be on its other side
  return shown - aheadAt(shown - aheadAt(shown));
}

/** The end of the zone's day that holds an instant, epoch ms. */
export function dayEndIn(zone: string, at: number): number {
  const today = Date.parse(localTime(at, zone).slice(0, 10));
  return instantOf(new Date(today + dayMs).toISOString().slice(0, 16), zone) ?? at + dayMs;
}
