import type { IntervalLoad } from './carriedDemand.ts';
import { keeps } from './keptPromises.ts';
import { ratesOf, requiredThroughDay, type StaffedThroughDay } from './requiredThroughDay.ts';
import { scheduledAgents } from './scheduledAgents.ts';
import type { StaffingRow } from './staffIntervals.ts';
import { type StaffingRules, targetsOf } from './staffingRules.ts';
import { type TransientQueue, transientQueue } from './transientQueue.ts';

/** So closely the attempts of who calls again are known. */
const precision = 5e-6;
const mostRounds = 30;

/**
 * The rows of an unbroken stretch with the agents that keep every promise in every interval, and the figures that these
 * truly give: who waits when an interval ends still waits in the next one, and a queue does not reach its steady state at
 * once. Where the agents of the next interval spoil the last seconds of one, it gets another agent.
 *
 * @param rows as a stationary formula staffs them
 * @param loads of the same intervals
 */
export function promisedFigures(
  rows: readonly StaffingRow[],
  loads: readonly IntervalLoad[],
  rules: StaffingRules,
): StaffingRow[] {
  const targets = targetsOf(rules);
  const redialProbability = rules.redialProbability ?? 0;
  const guesses = rows.map(({ required, attempts }, i) => {
    const { own, minutes } = loads[i] as IntervalLoad;
    return { required: required ?? 0, attemptsPerFirst: own === 0 ? 1 : ((attempts ?? 0) * 60) / (own * minutes) };
  });
  const staffed = requiredThroughDay(loads, rules, guesses);
  let day = followed(loads, staffed, rules);
  for (let round = 0, settled = false; !settled && round < mostRounds; round++) {
    settled = true;
    for (const [i, { own }] of loads.entries()) {
      const one = staffed[i] as StaffedThroughDay;
      const figures = day.intervals[i] as TransientQueue['intervals'][number];
      if (own === 0) continue;
      const attemptsPerFirst = 1 / (1 - redialProbability * (figures.abandonment ?? 0));
      const again = Math.abs(attemptsPerFirst - one.attemptsPerFirst) > precision;
      const short = !keeps(figures, targets);
      if (!again && !short) continue;
      staffed[i] = { required: one.required + (short ? 1 : 0), attemptsPerFirst };
      settled = false;
    }
    if (!settled) day = followed(loads, staffed, rules);
  }
  return rows.map((row, i) => {
    const { own, minutes } = loads[i] as IntervalLoad;
    if (own === 0) return row;
    const { required, attemptsPerFirst } = staffed[i] as StaffedThroughDay;
    const { serviceLevel, asaSeconds, abandonment, occupancy } = day.intervals[
      i
    ] as TransientQueue['intervals'][number];
    return {
      ...row,
      attempts: (own * attemptsPerFirst * minutes) / 60,
      required,
      scheduled: scheduledAgents(required, rules.shrinkage),
      serviceLevel,
      asaSeconds,
      abandonment,
      occupancy,
    };
  });
}

function followed(loads: readonly IntervalLoad[], staffed: readonly StaffedThroughDay[], rules: StaffingRules) {
  return transientQueue({
    intervals: loads.map((load, i) => {
      const rates = ratesOf(load, staffed[i] as StaffedThroughDay, rules);
      return {
        arrivalsPerHour: rates.arrivals * 3600,
        ahtSeconds: 1 / rates.service,
        minutes: load.minutes,
        agents: rates.agents,
        patienceSeconds: rates.abandonment === 0 ? null : 1 / rates.abandonment,
      };
    }),
    patienceSeconds: null,
    thresholdSeconds: rules.target.thresholdSeconds,
  });
}
