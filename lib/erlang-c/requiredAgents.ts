import { leastAgents } from './leastAgents.ts';
import { type Load, offeredLoad } from './offeredLoad.ts';
import { checkedModel, type QueueModel } from './queueModel.ts';
import { questionOf } from './staffingQuestion.ts';
import { eachTarget, type Targets } from './targets.ts';

export interface RequiredAgentsInput extends Load, QueueModel {
  targets: Targets;
}

/**
 * The least number of agents that meets every target; never an approximation. The search strides from square-root
 * staffing, then halves. A queue that is asked about again and again with other loads is answered from what was learnt:
 * the loads at which the answer steps (StepTable), or the smooth function of load and handling time whose next whole
 * number it is (AgentsSurface); where those are not certain the formula itself decides. No arrivals need no agents.
 *
 * @throws RangeError naming the parameter and its value, or when `lines` are too few for the targets.
 * @example requiredAgents({ model: 'erlang-a', arrivalsPerHour: 100, ahtSeconds: 180, patienceSeconds: 180,
 *   targets: { serviceLevel: { ratio: 0.8, thresholdSeconds: 20 } } }) // 7
 */
export function requiredAgents(asked: RequiredAgentsInput): number {
  const erlangs = offeredLoad(asked);
  const input = checkedModel(asked);
  const { arrivalsPerHour, ahtSeconds } = input;
  let most = 0;
  eachTarget(input.targets, (kind, bound, thresholdSeconds) => {
    if (erlangs === 0) return;
    const question = questionOf(input, kind, bound, thresholdSeconds);
    const least =
      question === null
        ? leastAgents(input, { kind, bound, thresholdSeconds }, arrivalsPerHour, erlangs)
        : question.required(arrivalsPerHour, ahtSeconds, erlangs);
    if (least > most) most = least;
  });
  if (most === Number.POSITIVE_INFINITY)
    throw new RangeError(`lines must be enough for the targets; ${input.lines} are too few at any number of agents`);
  return most;
}
