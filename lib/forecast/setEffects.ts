import type { ZoneId } from '@js-joda/core';
import type { DemandInterval, UnobservedSpan } from './demandByDate.ts';
import { holds } from './holidays/schoolTerms.ts';
import { dateOf, wallClock } from './openDays.ts';
import { type SpecialDay, setEffect } from './specialDays.ts';

const quarterMs = 15 * 60_000;

/**
 * History as it would have been without the special days whose effect is set by hand; what was set to nothing teaches nothing.
 */
export function withoutSetEffects(
  history: readonly DemandInterval[],
  days: readonly SpecialDay[],
  zone: ZoneId,
): { history: readonly DemandInterval[]; unobserved: UnobservedSpan[] } {
  const effectAt = effects(days, zone);
  if (effectAt === null) return { history, unobserved: [] };
  const unobserved: UnobservedSpan[] = [];
  const usual = history.flatMap((interval) => {
    const effect = effectAt(interval.start);
    if (effect === null) return [interval];
    if (effect > 0) return [{ ...interval, offered: interval.offered / effect }];
    unobserved.push({ from: interval.start, to: interval.start + quarterMs });
    return [];
  });
  return { history: usual, unobserved };
}

/** A forecast of usual demand with the effects that are set by hand. */
export function withSetEffects<
  T extends { start: number; mean: number | null; p10: number | null; p90: number | null },
>(intervals: readonly T[], days: readonly SpecialDay[], zone: ZoneId): T[] {
  const effectAt = effects(days, zone);
  const times = (value: number | null, effect: number) => (value === null ? null : value * effect);
  return intervals.map((interval) => {
    const effect = effectAt?.(interval.start) ?? null;
    if (effect === null) return interval;
    const { mean, p10, p90 } = interval;
    return { ...interval, mean: times(mean, effect), p10: times(p10, effect), p90: times(p90, effect) };
  });
}

/** The effect set at an instant; null where none is, and altogether where no day has any. */
function effects(days: readonly SpecialDay[], zone: ZoneId): ((at: number) => number | null) | null {
  const set = days.filter(({ ratio }) => ratio !== null);
  if (set.length === 0) return null;
  const clock = wallClock(zone, 15);
  const known = new Map<number, SpecialDay[]>();
  return (at) => {
    const { day, slot } = clock(at);
    const date = dateOf(day);
    let of = known.get(day);
    if (!of) {
      of = set.filter(({ dates }) => dates.some((span) => holds(span, date)));
      known.set(day, of);
    }
    return of.length === 0 ? null : setEffect(of, date, slot * 15);
  };
}
