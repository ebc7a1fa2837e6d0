import type { IntervalLoad } from './carriedDemand.ts';
import { placesOf } from './concurrency.ts';
import type { StaffingRow } from './staffIntervals.ts';
import type { StaffingRules } from './staffingRules.ts';

/** With more places than these at once, or more intervals in a row, exact figures would keep people waiting. */
export const mostPlacesExact = 4000;
export const mostIntervalsExact = 40_000;

/** Whether the exact equations can follow an unbroken stretch through its days while somebody waits for the answer. */
export function exactIsQuickEnough(
  rows: readonly StaffingRow[],
  loads: readonly IntervalLoad[],
  rules: StaffingRules,
): boolean {
  return (
    rows.length <= mostIntervalsExact &&
    rows.every(({ required }, i) => {
      const { perAgent } = placesOf((loads[i] as IntervalLoad).ahtSeconds, rules);
      return (required ?? 0) * perAgent <= mostPlacesExact;
    })
  );
}
