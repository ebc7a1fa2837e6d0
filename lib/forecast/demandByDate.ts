import type { ZoneId } from '@js-joda/core';
import { placeOf } from './calendar.ts';

/** What was seen in one 15-minute interval. Intervals in which nothing came may be absent. */
export interface DemandInterval {
  /** Epoch ms of the interval's start. */
  start: number;
  /** Contacts offered. */
  offered: number;
  /** Seconds of talk, hold and wrap-up together, of the contacts counted in `handled`. */
  handleSeconds: number;
  /** Contacts whose handling time is known. */
  handled: number;
}

/** A stretch that was not observed; what was counted in it is not the whole. */
export interface UnobservedSpan {
  from: number;
  to: number;
}

/** Sums of one wall-clock quarter of one date. */
export interface Slot {
  offered: number;
  handleSeconds: number;
  handled: number;
  /** The quarter was observed throughout. */
  whole: boolean;
}

/**
 * History by date and wall clock, never by row: a missing day shifts nothing. A date on which nothing at all was seen is
 * missing, not a day of zeros; on a date that was seen, an absent interval is 0.
 */
export interface DemandByDate {
  /** Undefined: nothing is known of the date. */
  day(date: string): ReadonlyMap<number, Slot> | undefined;
  /** The quarter's sums, or null when the date is missing or the quarter was not observed throughout. */
  slot(date: string, minuteOfDay: number): Slot | null;
  dates(): string[];
}

const quarterMs = 15 * 60_000;
const nothing: Slot = { offered: 0, handleSeconds: 0, handled: 0, whole: true };

export function demandByDate(
  history: Iterable<DemandInterval>,
  zone: ZoneId,
  unobserved: readonly UnobservedSpan[] = [],
): DemandByDate {
  const days = new Map<string, Map<number, Slot>>();
  const slotAt = (at: number): Slot => {
    const { date, minuteOfDay } = placeOf(at, zone);
    const day = days.get(date) ?? new Map<number, Slot>();
    const slot = day.get(minuteOfDay) ?? { ...nothing };
    days.set(date, day.set(minuteOfDay, slot));
    return slot;
  };
  for (const interval of history) {
    const slot = slotAt(interval.start);
    slot.offered += interval.offered;
    slot.handleSeconds += interval.handleSeconds;
    slot.handled += interval.handled;
  }
  const seen = new Set([...days].filter(([, slots]) => [...slots.values()].some((s) => s.offered > 0)).map(([d]) => d));
  for (const { from, to } of unobserved)
    for (let at = Math.floor(from / quarterMs) * quarterMs; at < to; at += quarterMs) slotAt(at).whole = false;
  return {
    day: (date) => (seen.has(date) ? days.get(date) : undefined),
    slot(date, minuteOfDay) {
      if (!seen.has(date)) return null;
      const slot = days.get(date)?.get(minuteOfDay) ?? nothing;
      return slot.whole ? slot : null;
    },
    dates: () => [...seen].sort(),
  };
}
