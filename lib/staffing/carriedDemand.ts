import { placesOf } from './concurrency.ts';
import { effectiveArrivals } from './effectiveLoad.ts';
import { firstAttempts } from './firstAttempts.ts';
import type { OfferedInterval } from './staffIntervals.ts';
import { checkPatience, type StaffingRules } from './staffingRules.ts';

/** What one interval has to carry: its own contacts, and what is left of those before. */
export interface IntervalLoad {
  /** First attempts per hour of its own. */
  own: number;
  /** Per hour with which a stationary formula is to staff it. */
  arrivalsPerHour: number;
  /** Of a contact handled alone; where the interval has none, that before it. */
  ahtSeconds: number;
  patienceSeconds: number | null;
  minutes: number;
}

/**
 * The load of each interval; null where demand or handling time is not known. Load is carried over from an interval to the
 * one that begins when it ends; before a gap and after it nothing is assumed but that things were as they are.
 *
 * @throws RangeError naming the figure and its value
 */
export function carriedDemand(
  intervals: readonly OfferedInterval[],
  intervalMinutes: number,
  rules: StaffingRules,
): (IntervalLoad | null)[] {
  const loads = intervals.map((interval) => ownLoad(interval, intervalMinutes, rules));
  if (rules.carryOver === false) return loads;
  for (const { from, to } of unbroken(intervals, loads)) carryOver(loads.slice(from, to) as IntervalLoad[], rules);
  return loads;
}

function ownLoad(interval: OfferedInterval, intervalMinutes: number, rules: StaffingRules): IntervalLoad | null {
  const { offered, ahtSeconds, pastAbandonment = null } = interval;
  if (offered === null || (ahtSeconds === null && offered > 0)) return null;
  if (!(offered >= 0 && Number.isFinite(offered))) throw new RangeError(`offered must be 0 or more, not ${offered}`);
  if (ahtSeconds !== null && !(ahtSeconds > 0 && Number.isFinite(ahtSeconds)))
    throw new RangeError(`ahtSeconds must be above 0, or null where it is not known, not ${ahtSeconds}`);
  const minutes = interval.minutes ?? intervalMinutes;
  if (!(minutes > 0 && Number.isFinite(minutes)))
    throw new RangeError(`minutes must be above 0 and finite, not ${minutes}`);
  if (!Number.isFinite(interval.start)) throw new RangeError(`start must be epoch milliseconds, not ${interval.start}`);
  const patienceSeconds = interval.patienceSeconds === undefined ? rules.patienceSeconds : interval.patienceSeconds;
  if (patienceSeconds !== undefined) checkPatience(patienceSeconds);
  const own = (firstAttempts(offered, rules.redialProbability ?? 0, pastAbandonment) * 60) / minutes;
  return {
    own,
    arrivalsPerHour: own,
    ahtSeconds: ahtSeconds ?? 0,
    patienceSeconds: patienceSeconds ?? null,
    minutes,
  };
}

/** Stretches of known intervals, each of which begins when that before it ends. */
export function unbroken(
  intervals: readonly OfferedInterval[],
  loads: readonly (Pick<IntervalLoad, 'minutes'> | null)[],
): { from: number; to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  let end = Number.NaN;
  for (const [i, load] of loads.entries()) {
    const start = (intervals[i] as OfferedInterval).start;
    const last = stretches.at(-1);
    if (load === null) end = Number.NaN;
    else {
      if (last && start === end) last.to = i + 1;
      else stretches.push({ from: i, to: i + 1 });
      end = start + load.minutes * 60_000;
    }
  }
  return stretches;
}

function carryOver(loads: readonly IntervalLoad[], rules: StaffingRules): void {
  const effective = effectiveArrivals(
    loads.map(({ own, ahtSeconds, minutes }) => ({
      arrivalsPerHour: own,
      ahtSeconds: ahtSeconds > 0 ? placesOf(ahtSeconds, rules).ahtSeconds : 0,
      minutes,
    })),
  );
  let ahtSeconds = 0;
  let patienceSeconds: number | null = null;
  for (const [i, load] of loads.entries()) {
    if (load.ahtSeconds > 0) ahtSeconds = load.ahtSeconds;
    else load.ahtSeconds = ahtSeconds;
    if (load.own > 0) patienceSeconds = load.patienceSeconds;
    else load.patienceSeconds = patienceSeconds;
    const carried = effective[i] as number;
    // Where demand is flat no rounding error may ask for another agent.
    if (load.own === 0 || Math.abs(carried / load.own - 1) > 1e-9) load.arrivalsPerHour = carried;
  }
}
