import { LocalDate, type ZoneId } from '@js-joda/core';
import { dayStart, placeOf, plusDays } from './calendar.ts';
import type { DemandInterval, UnobservedSpan } from './demandByDate.ts';

/** A date on which something was seen, by the wall clock. */
export interface OpenDay {
  /** Days since 1970-01-01: what days are ordered and reckoned by. */
  day: number;
  date: string;
  /** 0 Monday … 6 Sunday. */
  weekday: number;
  /** Contacts in each slot of the wall clock's day; NaN: not observed, or not on the clock that day. */
  counts: Float64Array;
}

export interface OpenDaysInput {
  history: Iterable<DemandInterval>;
  zone: ZoneId;
  /** Length of a slot; divides a day. */
  minutes: number;
  /** Nothing at or after this instant is taken. */
  before?: number;
  unobserved?: readonly UnobservedSpan[];
  /** What an interval means that is not in the history of a day that is: nothing came, or nobody counted. */
  absent?: 'nothing_came' | 'not_observed';
}

export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 86_400_000;
}

export function dateOf(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** 0 Monday … 6 Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/**
 * History by date and wall clock, oldest first. A date with nothing at all is left out: a closure, not a day of zeros. Where
 * the clock shows a slot twice its mean counts; a slot that it skips is NaN.
 *
 * @throws RangeError on a count below 0 or not finite
 */
export function openDays(input: OpenDaysInput): OpenDay[] {
  const { zone, minutes, before = Number.POSITIVE_INFINITY, absent = 'nothing_came' } = input;
  const slots = 1440 / minutes;
  const clock = wallClock(zone, minutes);
  const days = new Map<number, { sums: Float64Array; rows: Uint16Array }>();
  for (const { start, offered } of input.history) {
    if (start >= before) continue;
    if (!(offered >= 0 && offered < Number.POSITIVE_INFINITY))
      throw new RangeError(
        `history must hold counts of 0 or more; at ${new Date(start).toISOString()} it has ${offered}`,
      );
    const { day, slot } = clock(start);
    let seen = days.get(day);
    if (!seen) {
      seen = { sums: new Float64Array(slots), rows: new Uint16Array(slots) };
      days.set(day, seen);
    }
    seen.sums[slot] = (seen.sums[slot] as number) + offered;
    seen.rows[slot] = (seen.rows[slot] as number) + 1;
  }
  const hidden = hiddenSlots(input.unobserved ?? [], clock, minutes);
  const result: OpenDay[] = [];
  for (const [day, { sums, rows }] of [...days].sort(([a], [b]) => a - b)) {
    if (!sums.some((sum) => sum > 0)) continue;
    const date = dateOf(day);
    const counts = Float64Array.from(sums, (sum, slot) =>
      absent === 'not_observed' && rows[slot] === 0 ? Number.NaN : sum,
    );
    const hours = (dayStart(plusDays(date, 1), zone) - dayStart(date, zone)) / 3_600_000;
    if (hours !== 24) foldClockChange(counts, date, zone, minutes);
    for (const slot of hidden.get(day) ?? []) counts[slot] = Number.NaN;
    if (counts.some((count) => count > 0)) result.push({ day, date, weekday: weekdayOf(day), counts });
  }
  return result;
}

/** Instant → day and slot; reckons by the day's start, asks the zone's rules once a day and on days of 23 or 25 hours. */
export function wallClock(zone: ZoneId, minutes: number): (at: number) => { day: number; slot: number } {
  let from = 0;
  let to = 0;
  let day = 0;
  return (at) => {
    if (at < from || at >= to) {
      const { date } = placeOf(at, zone);
      from = dayStart(date, zone);
      to = dayStart(plusDays(date, 1), zone);
      day = dayNumber(date);
    }
    const minute = to - from === 86_400_000 ? (at - from) / 60_000 : placeOf(at, zone).minuteOfDay;
    return { day, slot: Math.floor(minute / minutes) };
  };
}

/** How many minutes of the slot the clock showed that day, over what it usually shows: 1, 0 or 2, or a part. */
export function timesOnClock(date: string, zone: ZoneId, minutes: number): Float64Array {
  const shown = new Float64Array(1440 / minutes);
  const quarter = 15;
  const end = dayStart(plusDays(date, 1), zone);
  for (let at = dayStart(date, zone); at < end; at += quarter * 60_000) {
    const slot = Math.floor(placeOf(at, zone).minuteOfDay / minutes);
    shown[slot] = (shown[slot] as number) + quarter / minutes;
  }
  return shown;
}

function foldClockChange(counts: Float64Array, date: string, zone: ZoneId, minutes: number): void {
  const shown = timesOnClock(date, zone, minutes);
  for (let slot = 0; slot < counts.length; slot++) {
    const times = shown[slot] as number;
    counts[slot] = times > 0 ? (counts[slot] as number) / times : Number.NaN;
  }
}

function hiddenSlots(
  spans: readonly UnobservedSpan[],
  clock: (at: number) => { day: number; slot: number },
  minutes: number,
): Map<number, number[]> {
  const hidden = new Map<number, number[]>();
  const step = Math.min(minutes, 15) * 60_000;
  for (const { from, to } of spans)
    for (let at = Math.floor(from / step) * step; at < to; at += step) {
      const { day, slot } = clock(at);
      const slots = hidden.get(day);
      if (!slots) hidden.set(day, [slot]);
      else if (slots.at(-1) !== slot) slots.push(slot);
    }
  return hidden;
}

/** 0.5 / days of the month … : where in its month a date lies, above 0 and below 1. */
export function positionInMonth(date: string): number {
  const local = LocalDate.parse(date);
  return (local.dayOfMonth() - 0.5) / local.lengthOfMonth();
}
