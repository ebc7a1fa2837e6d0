import { type IntervalLoad, unbroken } from './carriedDemand.ts';
import { placesOf } from './concurrency.ts';
import type { OfferedInterval, StaffingRow } from './staffIntervals.ts';
import type { StaffingRules } from './staffingRules.ts';
import { transientQueue } from './transientQueue.ts';

/** With more places than these at once the stationary figures stay: the exact ones would take too long, and differ little. */
export const mostPlacesExact = 4000;

/**
 * The rows with the figures that their agents truly give, one interval after the other: who waits when an interval ends
 * still waits in the next one, and a queue does not reach its steady state at once. Each unbroken stretch by itself.
 */
export function promisedFigures(
  rows: readonly StaffingRow[],
  intervals: readonly OfferedInterval[],
  loads: readonly (IntervalLoad | null)[],
  rules: StaffingRules,
): StaffingRow[] {
  const promised = [...rows];
  for (const { from, to } of unbroken(intervals, loads)) {
    const own = loads.slice(from, to) as IntervalLoad[];
    const staffed = own.map((load, i) => {
      const { attempts, required } = rows[from + i] as StaffingRow;
      const places = placesOf(load.ahtSeconds, rules);
      return {
        arrivalsPerHour: ((attempts ?? 0) * 60) / load.minutes,
        ahtSeconds: places.ahtSeconds,
        minutes: load.minutes,
        agents: (required ?? 0) * places.perAgent,
        patienceSeconds: rules.model === 'erlang-c' ? null : load.patienceSeconds,
      };
    });
    if (staffed.every(({ arrivalsPerHour }) => arrivalsPerHour === 0)) continue;
    if (staffed.some(({ agents }) => agents > mostPlacesExact)) continue;
    const { intervals: figures } = transientQueue({
      intervals: staffed,
      patienceSeconds: meanPatience(staffed),
      thresholdSeconds: rules.target.thresholdSeconds,
    });
    for (const [i, { serviceLevel, asaSeconds, abandonment, occupancy }] of figures.entries())
      promised[from + i] = {
        ...(rows[from + i] as StaffingRow),
        ...{ serviceLevel, asaSeconds, abandonment, occupancy },
      };
  }
  return promised;
}

/** One patience for the stretch: rates of giving up weighted by contacts; null where nobody gives up. */
function meanPatience(
  intervals: readonly { arrivalsPerHour: number; minutes: number; patienceSeconds: number | null }[],
): number | null {
  let contacts = 0;
  let rate = 0;
  for (const { arrivalsPerHour, minutes, patienceSeconds } of intervals) {
    contacts += arrivalsPerHour * minutes;
    if (patienceSeconds !== null) rate += (arrivalsPerHour * minutes) / patienceSeconds;
  }
  return rate === 0 ? null : contacts / rate;
}
