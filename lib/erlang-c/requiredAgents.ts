import { type Load, offeredLoad } from './offeredLoad.ts';
import { checkModel, type QueueModel } from './queueModel.ts';
import { leastAgents } from './stepTable.ts';
import { stepTableOf } from './stepTables.ts';
import { eachTarget, type Targets } from './targets.ts';

export interface RequiredAgentsInput extends Load, QueueModel {
  targets: Targets;
}

/**
 * The least number of agents that meets every target; never an approximation. The search strides from square-root
 * staffing (Halfin & Whitt 1981; Garnett, Mandelbaum & Reiman 2002), then halves. For a queue that is asked about again
 * and again with other loads, the loads at which the answer steps are kept and looked up (see StepTable).
 * No arrivals need no agents.
 *
 * @throws RangeError naming the parameter and its value, or when `lines` are too few for the targets.
 * @example requiredAgents({ model: 'erlang-a', arrivalsPerHour: 100, ahtSeconds: 180, patienceSeconds: 180,
 *   targets: { serviceLevel: { ratio: 0.8, thresholdSeconds: 20 } } }) // 7
 */
export function requiredAgents(input: RequiredAgentsInput): number {
  const erlangs = offeredLoad(input);
  checkModel(input);
  let most = 0;
  eachTarget(input.targets, (kind, bound, threshold) => {
    if (erlangs === 0) return;
    const table = stepTableOf(input, kind, bound, threshold);
    const least = table
      ? table.required(input.arrivalsPerHour, erlangs)
      : leastAgents(input, { kind, bound, thresholdSeconds: threshold }, input.arrivalsPerHour, erlangs);
    if (least > most) most = least;
  });
  if (most === Number.POSITIVE_INFINITY)
    throw new RangeError(`lines must be enough for the targets; ${input.lines} are too few at any number of agents`);
  return most;
}
