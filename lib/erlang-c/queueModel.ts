import { count, positive, share } from './parameters.ts';

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
