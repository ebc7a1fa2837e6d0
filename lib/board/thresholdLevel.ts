import type { Thresholds } from './board.ts';

/** How much a figure wants attention. Colour, a shape and words say so together. */
export type Level = 'none' | 'warn' | 'alarm';

/** Which side of a level is the worse one. */
export type WorseSide = 'high' | 'low';

/**
 * The level of a figure, from the one it had: entered when the figure is beyond a level, left when it is back at it by the
 * hysteresis or more, so that a figure on the edge does not flicker. Exactly at a level is still well.
 *
 * @param was the level until now; `none` of a figure that is new
 * @param value in the metric's unit; null: not known, which is no level
 */
export function thresholdLevel(was: Level, value: number | null, thresholds: Thresholds, worse: WorseSide): Level {
  if (value === null) return 'none';
  const sign = worse === 'high' ? 1 : -1;
  const beyond = (limit: number | null, held: boolean): boolean => {
    if (limit === null) return false;
    const over = sign * (value - limit);
    return over > 0 || (held && over > -thresholds.hysteresis + rounding);
  };
  if (beyond(thresholds.alarm, was === 'alarm')) return 'alarm';
  return beyond(thresholds.warn, was !== 'none') ? 'warn' : 'none';
}

/** Shares are fractions: 0.82 − 0.8 is a little less than 0.02. */
const rounding = 1e-9;

const rank: Record<Level, number> = { none: 0, warn: 1, alarm: 2 };

/** The worse of two. */
export function worseLevel(a: Level, b: Level): Level {
  return rank[a] >= rank[b] ? a : b;
}
