import type { ScreenSettings } from '../board/screenAssignment.ts';

const clocks = new Map<string, Intl.DateTimeFormat>();

/**
 * How bright a screen is at an instant, 0.1 … 1: as told for the night between its two times of the day, which may lie on
 * either side of midnight; 1 by day, and always when both times are the same.
 *
 * @param now epoch ms
 * @param zone whose time of the day counts
 */
export function brightnessAt(night: ScreenSettings['night'], now: number, zone: string): number {
  if (night === null) return 1;
  const { from, to, brightness } = night;
  const time = timeOfDay(now, zone);
  const within = from <= to ? from <= time && time < to : from <= time || time < to;
  return within ? brightness : 1;
}

/** `HH:MM`, so that times compare as text. */
function timeOfDay(now: number, zone: string): string {
  let clock = clocks.get(zone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', {
      ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone },
    });
    clocks.set(zone, clock);
  }
  return clock.format(now);
}
