import type { ForecastDays } from './forecastDays.ts';
import type { OpenDay } from './openDays.ts';

/** With so many days of its own a queue's own forecast counts as much as a borrowed one. */
const evenly = 14;
/** With so many days of its own its band rests on its own errors. */
export const ownBandFrom = 21;
/** With more days than these nothing is borrowed. */
export const borrowsUntil = 56;

export interface Borrowed {
  /** How much of the forecast is the other queue's, 0–1. */
  weight: number;
  /** The queue's contacts ÷ the other's. */
  ratio: number;
}

/**
 * How far a new queue leans on another's forecast, and by what its counts are multiplied: by the contacts of both on the
 * dates that both have, else of their mean days.
 *
 * @param size taken for the ratio while the queue has no days at all
 */
export function borrowed(own: readonly OpenDay[], others: readonly OpenDay[], size: number): Borrowed {
  if (own.length === 0) return { weight: 1, ratio: size };
  const totals = new Map(others.map(({ day, counts }) => [day, totalOf(counts)]));
  let [mine, theirs] = [0, 0];
  for (const { day, counts } of own) {
    const other = totals.get(day);
    if (other === undefined) continue;
    mine += totalOf(counts);
    theirs += other;
  }
  if (theirs === 0) {
    mine = own.reduce((sum, { counts }) => sum + totalOf(counts), 0) / own.length;
    theirs = [...totals.values()].reduce((a, b) => a + b, 0) / Math.max(1, totals.size);
  }
  return { weight: evenly / (evenly + own.length), ratio: theirs > 0 ? mine / theirs : size };
}

/** The day that comes of both; undefined: neither is open. */
export function joinedDay(
  own: ForecastDays,
  others: ForecastDays,
  day: number,
  { weight, ratio }: Borrowed,
): Float64Array | undefined {
  const theirs = others.days.get(day)?.map((count) => count * ratio);
  const mine = own.days.get(day);
  if (!mine || !theirs) return weight === 1 ? theirs : (mine ?? theirs?.map((count) => count * weight));
  return mine.map((count, slot) => (1 - weight) * count + weight * (theirs[slot] as number));
}

function totalOf(counts: Float64Array): number {
  return counts.reduce((sum, count) => sum + (Number.isNaN(count) ? 0 : count), 0);
}
