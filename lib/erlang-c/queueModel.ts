import { count, patience, share } from './parameters.ts';

/** Everything about a queue but its load and its agents. */
export interface QueueModel {
  /** `erlang-c`: callers wait as long as it takes; `erlang-a`: they hang up when their patience ends. */
  model: 'erlang-c' | 'erlang-a';
  /** Mean handling time in seconds, above 0. */
  ahtSeconds: number;
  /** Mean patience in seconds, above 0; for `erlang-a`, which needs it. Infinity is Erlang C. */
  patienceSeconds?: number;
  /** Lines in all, talking and waiting; absent: without limit. */
  lines?: number;
  /** Chance that one who hung up dials again, 0 or more and below 1; for `erlang-a`; default 0. */
  redialProbability?: number;
}

/** The queue as it is reckoned: Erlang A with callers who never hang up is Erlang C. @throws RangeError naming the parameter and its value. */
export function checkedModel<T extends QueueModel>(queue: T): T {
  if (queue.lines !== undefined) count('lines', queue.lines);
  if (queue.model === 'erlang-a') {
    share('redialProbability', queue.redialProbability ?? 0);
    if (patience(queue.patienceSeconds as number) === Number.POSITIVE_INFINITY) return { ...queue, model: 'erlang-c' };
  } else if (queue.model !== 'erlang-c')
    throw new RangeError(`model must be 'erlang-c' or 'erlang-a', not ${String(queue.model)}`);
  return queue;
}
