import { erlangC, requiredAgents } from 'erlang-c';
import { agentsFor, placesOf } from './concurrency.ts';
import { impatientStaffing } from './impatientStaffing.ts';
import { type StaffingRules, targetsOf } from './staffingRules.ts';

/** What one interval has to carry, as if it lasted for ever. */
export interface StationaryLoad {
  /** First attempts per hour, load carried over included. */
  arrivalsPerHour: number;
  /** Of a contact handled alone. */
  ahtSeconds: number;
  /** null: callers wait as long as it takes. */
  patienceSeconds: number | null;
}

export interface StationaryAnswer {
  required: number;
  /** Share 0–1 of all attempts. */
  serviceLevel: number;
  asaSeconds: number;
  abandonment: number;
  occupancy: number;
  /** Attempts for each first one: 1 where nobody calls again. */
  attemptsPerFirst: number;
}

/** How intervals are staffed by these rules, one after the other; the rules are read once for all of them. */
export function stationaryStaffing(rules: StaffingRules): (load: StationaryLoad) => StationaryAnswer {
  const targets = targetsOf(rules);
  const { thresholdSeconds } = rules.target;
  const impatient = impatientStaffing(targets, thresholdSeconds, rules.redialProbability ?? 0);
  return (load) => {
    const places = placesOf(load.ahtSeconds, rules);
    const { ahtSeconds } = places;
    const { arrivalsPerHour } = load;
    if (rules.model !== 'erlang-c' && load.patienceSeconds !== null) {
      const served = { arrivalsPerHour, ahtSeconds, patienceSeconds: load.patienceSeconds };
      const { required, at } = impatient(served);
      const agents = agentsFor(required, places);
      const { attemptsPerFirst, figures } = at(agents * places.perAgent);
      const { serviceLevel, asaSeconds, occupancy, abandonment } = figures;
      return { required: agents, serviceLevel, asaSeconds, occupancy, abandonment, attemptsPerFirst };
    }
    const required = agentsFor(requiredAgents({ model: 'erlang-c', arrivalsPerHour, ahtSeconds, targets }), places);
    const agents = required * places.perAgent;
    const { serviceLevel, asaSeconds, occupancy } = erlangC({ arrivalsPerHour, ahtSeconds, agents, thresholdSeconds });
    return { required, serviceLevel, asaSeconds, occupancy, abandonment: 0, attemptsPerFirst: 1 };
  };
}
