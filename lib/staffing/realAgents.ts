import { erlangA, requiredAgents } from 'erlang-c';
import { placesOf } from './concurrency.ts';
import { type StaffingRules, targetsOf } from './staffingRules.ts';
import type { StationaryLoad } from './stationaryStaffing.ts';

/** Callers who wait so long wait as long as it takes. */
const endlessSeconds = 1e9;
/** How closely agents are told: a hundredth of one. */
const precision = 0.01;

/**
 * Agents that just meet every promise, as a real number: what a lever saves would else be 0 or 1 by the chance of rounding.
 * The Erlang formulas are continued between whole agents by their integrals (Jagers and Van Doorn 1986).
 *
 * @returns at most the whole number that staffIntervals asks for, and more than one agent fewer never
 */
export function realAgents(rules: StaffingRules): (load: StationaryLoad) => number {
  const targets = targetsOf(rules);
  const { thresholdSeconds } = rules.target;
  const redialProbability = rules.redialProbability ?? 0;
  return (load) => {
    if (load.arrivalsPerHour === 0) return 0;
    const { ahtSeconds, perAgent } = placesOf(load.ahtSeconds, rules);
    const { arrivalsPerHour } = load;
    const patient = rules.model === 'erlang-c' || load.patienceSeconds === null;
    const patienceSeconds = patient ? endlessSeconds : (load.patienceSeconds as number);
    const served = { arrivalsPerHour, ahtSeconds, patienceSeconds, thresholdSeconds };
    const met = (agents: number) => {
      const answer = erlangA({ ...served, agents, redialProbability: patient ? 0 : redialProbability });
      return (
        answer.serviceLevel >= (targets.serviceLevel?.ratio ?? 0) &&
        answer.asaSeconds <= (targets.asaSeconds ?? Number.POSITIVE_INFINITY) &&
        answer.abandonment <= (targets.abandonment ?? 1) &&
        answer.occupancy <= (targets.occupancy ?? 1)
      );
    };
    let enough = patient
      ? requiredAgents({ model: 'erlang-c', arrivalsPerHour, ahtSeconds, targets })
      : requiredAgents({ model: 'erlang-a', arrivalsPerHour, ahtSeconds, patienceSeconds, redialProbability, targets });
    let few = Math.max(0, enough - 1);
    while (enough - few > precision) {
      const middle = (few + enough) / 2;
      if (met(middle)) enough = middle;
      else few = middle;
    }
    return enough / perAgent;
  };
}
