import type { DayTraits } from '../dayTraits.ts';

/** One day off, or half of one. */
export interface HolidayDay {
  /** ISO date. */
  date: string;
  /** Stable across years: `eid_al_fitr_1` is the feast's first day whenever it falls. */
  id: string;
  kind: NonNullable<DayTraits['kind']>;
  /** Minutes on the wall clock from which on it is off: 0 a whole day, 780 from 13:00. */
  offFromMinute: number;
}

/** First the day off that weighs most on demand: the longer one, and of two whole days the feast. */
export function byWeight(a: HolidayDay, b: HolidayDay): number {
  const rank = { religious: 0, national: 1, eve: 2 };
  return a.offFromMinute - b.offFromMinute || rank[a.kind] - rank[b.kind];
}
