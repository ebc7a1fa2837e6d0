import { type ErlangAResult, figuresA } from './erlangA.ts';
import { type ErlangCResult, figuresC } from './erlangC.ts';
import { count, positive, share } from './parameters.ts';
import type { Target } from './targets.ts';

/** Everything about a queue but its load and its agents. */
export interface QueueModel {
  /** `erlang-c`: callers wait as long as it takes; `erlang-a`: they hang up when their patience ends. */
  model: 'erlang-c' | 'erlang-a';
  /** Mean handling time in seconds, above 0. */
  ahtSeconds: number;
  /** Mean patience in seconds, above 0; for `erlang-a`, which needs it. */
  patienceSeconds?: number;
  /** Lines in all, talking and waiting; absent: without limit. */
  lines?: number;
  /** Chance that one who hung up dials again, 0 or more and below 1; for `erlang-a`; default 0. */
  redialProbability?: number;
}

/** @throws RangeError naming the parameter and its value. */
export function checkModel(queue: QueueModel): void {
  if (queue.model === 'erlang-a') {
    positive('patienceSeconds', queue.patienceSeconds as number);
    share('redialProbability', queue.redialProbability ?? 0);
  } else if (queue.model !== 'erlang-c')
    throw new RangeError(`model must be 'erlang-c' or 'erlang-a', not ${String(queue.model)}`);
  if (queue.lines !== undefined) count('lines', queue.lines);
}

/**
 * How much better than the target a number of agents does: 0 or more when it is met. For waits, of 1/wait, which is
 * finite also for a queue that grows without end.
 *
 * @param arrivalsPerHour above 0
 */
export function margin(queue: QueueModel, target: Target, agents: number, arrivalsPerHour: number): number {
  const load = { arrivalsPerHour, ahtSeconds: queue.ahtSeconds };
  const { kind, bound, thresholdSeconds } = target;
  const figures: Omit<ErlangCResult, 'erlangs'> & Partial<ErlangAResult> =
    queue.model === 'erlang-a'
      ? figuresA(
          load,
          agents,
          queue.patienceSeconds as number,
          thresholdSeconds,
          queue.lines,
          queue.redialProbability ?? 0,
        )
      : figuresC(load, agents, thresholdSeconds, queue.lines);
  if (kind === 'serviceLevel') return figures.serviceLevel - bound;
  if (kind === 'occupancy') return bound - figures.occupancy;
  if (kind === 'abandonment') return bound - (figures.abandonment ?? (figures.asaSeconds < Infinity ? 0 : 1));
  return figures.asaSeconds <= bound
    ? figures.asaSeconds > 0
      ? 1 / figures.asaSeconds - 1 / bound
      : Infinity
    : Math.min(-Number.MIN_VALUE, 1 / figures.asaSeconds - 1 / bound);
}
