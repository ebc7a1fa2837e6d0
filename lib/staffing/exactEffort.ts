import type { IntervalLoad } from './carriedDemand.ts';
import { ratesOf } from './requiredThroughDay.ts';
import type { StaffingRow } from './staffIntervals.ts';
import type { StaffingRules } from './staffingRules.ts';

/** With more places than these at once the exact equations differ little from the stationary ones, and take long. */
const mostPlaces = 4000;
/** Changes of probabilities in all: about half a minute on one core. */
const mostEffort = 4e8;

/**
 * Which unbroken stretches the exact equations can follow through their days while somebody waits for the answer: those
 * that are not too large, if they are not too long all together.
 *
 * @param rows with the agents to begin with
 */
export function exactStretches<Stretch extends { rows: readonly StaffingRow[]; loads: readonly IntervalLoad[] }>(
  stretches: readonly Stretch[],
  rules: StaffingRules,
): Stretch[] {
  const small = stretches.filter(({ rows, loads }) =>
    rows.every((row, i) => ratesOf(loads[i] as IntervalLoad, staffedBy(row), rules).agents <= mostPlaces),
  );
  const effort = small.reduce((sum, { rows, loads }) => sum + effortOf(rows, loads, rules), 0);
  return effort <= mostEffort ? small : [];
}

/** States that are likely × steps in time, by the number of trials. */
function effortOf(rows: readonly StaffingRow[], loads: readonly IntervalLoad[], rules: StaffingRules): number {
  const trials = (rules.redialProbability ?? 0) > 0 && rules.model !== 'erlang-c' ? 3 : 1;
  return rows.reduce((sum, row, i) => {
    const load = loads[i] as IntervalLoad;
    const { agents, service, abandonment } = ratesOf(load, staffedBy(row), rules);
    const states = 14 * Math.sqrt(agents) + 20;
    // Without patience lines are long, and steps short.
    const steps = load.minutes * 60 * (abandonment > 0 ? Math.max(service, abandonment / 1.25) : 6 * service);
    const calls = agents * service * Math.min(rules.target.thresholdSeconds, load.minutes * 60);
    return sum + trials * states * (2 + steps + 0.3 * (calls + 6 * Math.sqrt(calls)));
  }, 0);
}

function staffedBy({ required }: StaffingRow) {
  return { required: required ?? 0, attemptsPerFirst: 1 };
}
