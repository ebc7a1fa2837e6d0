import { greatestLoad } from './greatestLoad.ts';
import { checkedLines, notNegative, positive } from './parameters.ts';
import { checkedModel, type QueueModel } from './queueModel.ts';
import { eachTarget, type Targets } from './targets.ts';

export interface MaximumArrivalsInput extends QueueModel {
  /** Agents at work, 0 or more: any real number, with `lines` a whole one. */
  agents: number;
  targets: Targets;
}

/**
 * The most arrivals per hour that a number of agents can carry with every target met: the inverse of requiredAgents.
 * Infinity when no load is too much for the targets.
 *
 * @throws RangeError naming the parameter and its value; also for an abandonment target with lines, since the share of
 * arrivals that hang up falls again where most are blocked.
 * @example maximumArrivals({ model: 'erlang-c', agents: 8, ahtSeconds: 180,
 *   targets: { serviceLevel: { ratio: 0.8, thresholdSeconds: 20 } } })
 */
export function maximumArrivals(asked: MaximumArrivalsInput): number {
  positive('ahtSeconds', asked.ahtSeconds);
  const input = checkedModel(asked);
  const agents = notNegative('agents', input.agents);
  checkedLines(input.lines, agents);
  if (input.lines !== undefined && input.targets?.abandonment !== undefined)
    throw new RangeError(
      `targets.abandonment (${input.targets.abandonment}) has no greatest load where lines are given: who is blocked does not hang up`,
    );
  let least = Number.POSITIVE_INFINITY;
  eachTarget(input.targets, (kind, bound, thresholdSeconds) => {
    least = Math.min(least, greatestLoad(input, { kind, bound, thresholdSeconds }, agents));
  });
  return least;
}
