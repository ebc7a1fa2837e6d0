import { erlangA, erlangC, requiredAgents, type Targets } from 'erlang-c';
import { agentsFor, placesOf } from './concurrency.ts';
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

/** How intervals are staffed by these rules; the rules are read once for all of them. */
export function stationaryStaffing(rules: StaffingRules): (load: StationaryLoad) => StationaryAnswer {
  const targets = targetsOf(rules);
  const { thresholdSeconds } = rules.target;
  const redialProbability = rules.redialProbability ?? 0;
  return (load) => {
    const places = placesOf(load.ahtSeconds, rules);
    const { ahtSeconds } = places;
    const { arrivalsPerHour } = load;
    const patienceSeconds = rules.model === 'erlang-c' ? null : load.patienceSeconds;
    const required = agentsFor(
      placesRequired(arrivalsPerHour, ahtSeconds, patienceSeconds, redialProbability, targets),
      places,
    );
    const agents = required * places.perAgent;
    if (patienceSeconds === null) {
      const { serviceLevel, asaSeconds, occupancy } = erlangC({
        arrivalsPerHour,
        ahtSeconds,
        agents,
        thresholdSeconds,
      });
      return { required, serviceLevel, asaSeconds, occupancy, abandonment: 0, attemptsPerFirst: 1 };
    }
    const patient = { arrivalsPerHour, ahtSeconds, agents, thresholdSeconds, patienceSeconds, redialProbability };
    const { serviceLevel, asaSeconds, occupancy, abandonment } = erlangA(patient);
    const attemptsPerFirst = 1 / (1 - redialProbability * abandonment);
    return { required, serviceLevel, asaSeconds, occupancy, abandonment, attemptsPerFirst };
  };
}

function placesRequired(
  arrivalsPerHour: number,
  ahtSeconds: number,
  patienceSeconds: number | null,
  redialProbability: number,
  targets: Targets,
): number {
  if (patienceSeconds === null) return requiredAgents({ model: 'erlang-c', arrivalsPerHour, ahtSeconds, targets });
  const patient = { arrivalsPerHour, ahtSeconds, patienceSeconds, redialProbability, targets };
  return requiredAgents({ model: 'erlang-a', ...patient });
}
