import type { CalendarDay } from './calendarTerms.ts';

/** A day on which less than the whole is worked: from this slot on it is off; null: none such. */
export function offFromSlot({ traits }: CalendarDay, slots: number): number | null {
  const { offFromMinute } = traits;
  return offFromMinute === null || offFromMinute === 0 ? null : Math.ceil((offFromMinute * slots) / 1440);
}

/** Half an eve's worth of trust in what was assumed. */
const assumed = 0.5;

/**
 * What comes after work has ended on an eve, as a share of what usually comes at that time, relative to before it.
 *
 * @param unseen what is assumed before one has been seen: 0 where days off are closed, else 1
 */
export function leftAfterHours(
  past: readonly CalendarDay[],
  taught: readonly Float64Array[],
  shares: (weekday: number) => Float64Array,
  unseen: number,
): number {
  let [days, before, after, usualBefore, usualAfter] = [0, 0, 0, 0, 0];
  for (const [row, day] of past.entries()) {
    const counts = taught[row] as Float64Array;
    const from = offFromSlot(day, counts.length);
    if (from === null) continue;
    const usual = shares(day.weekday);
    for (let slot = 0; slot < counts.length; slot++) {
      if (slot < from) {
        before += counts[slot] as number;
        usualBefore += usual[slot] as number;
      } else {
        after += counts[slot] as number;
        usualAfter += usual[slot] as number;
      }
    }
    days += 1;
  }
  if (days === 0 || before <= 0 || usualAfter <= 0 || usualBefore <= 0) return unseen;
  const seen = after / before / (usualAfter / usualBefore);
  return (days * seen + assumed * unseen) / (days + assumed);
}

/** The part of a usual day that is left, 0–1: all but what is off. */
export function partLeft(day: CalendarDay, usual: Float64Array, left: number): number {
  const from = offFromSlot(day, usual.length);
  if (from === null) return 1;
  let part = 0;
  for (let slot = 0; slot < usual.length; slot++) part += (usual[slot] as number) * (slot < from ? 1 : left);
  return part;
}

/** As many contacts as this, in a slot, outweigh what is usual there. */
const enough = 30;

/**
 * How days of a kind bend the day: for each slot what share of the day it brings on them, over what it usually brings. null:
 * no such day is known.
 *
 * @param fits is a past day of the kind?
 * @param used 1 for rows that teach
 */
export function courseRatio(
  past: readonly CalendarDay[],
  taught: readonly Float64Array[],
  used: ArrayLike<number>,
  shares: (weekday: number) => Float64Array,
  fits: (day: CalendarDay) => boolean,
): Float64Array | null {
  const slots = taught[0]?.length ?? 0;
  const seen = new Float64Array(slots);
  const usual = new Float64Array(slots);
  let days = 0;
  for (const [row, day] of past.entries()) {
    if (used[row] === 0 || !fits(day)) continue;
    const counts = taught[row] as Float64Array;
    const total = counts.reduce((a, b) => a + b, 0);
    const share = shares(day.weekday);
    for (let slot = 0; slot < slots; slot++) {
      seen[slot] = (seen[slot] as number) + (counts[slot] as number);
      usual[slot] = (usual[slot] as number) + total * (share[slot] as number);
    }
    days += 1;
  }
  if (days === 0) return null;
  return seen.map((count, slot) => (count + enough) / ((usual[slot] as number) + enough));
}
