import type { QueueCounts } from '../../../ledger/queueCounts.ts';
import type { LogTruth } from './logTruth.ts';

/**
 * The counts of a replay that are not those of the queue_log, one sentence each.
 * @param limited the account reads no dialplan events: ends that need them may be unknown
 */
export function differences(
  truth: Record<string, LogTruth>,
  queues: Record<string, QueueCounts>,
  limited: boolean,
): string[] {
  const found: string[] = [];
  for (const queue of new Set([...Object.keys(truth), ...Object.keys(queues)])) {
    const expected = truth[queue];
    const counts = queues[queue];
    if (expected === undefined || counts === undefined) {
      const quiet = expected ? expected.offered + expected.pauses === 0 : counts?.offered === 0;
      if (!quiet) found.push(`${queue} is ${expected ? 'missing' : 'extra'}`);
      continue;
    }
    const { answeredWithin20, ...outcomes } = expected;
    const told = { ...outcomes, unknown: 0, inProgress: 0 };
    const got = { ...counts };
    if (limited) {
      // what cannot be told apart is counted as unknown, and never as anything else
      for (const figure of ['abandoned', 'timedOut', 'leftEmpty', 'withdrawn'] as const) {
        if (got[figure] < told[figure]) got.unknown -= told[figure] - got[figure];
        if (got[figure] < told[figure]) got[figure] = told[figure];
      }
    }
    for (const [figure, count] of Object.entries(told)) {
      const one = got[figure as keyof typeof told];
      if (one !== count) found.push(`${queue} ${figure} ${one} ≠ ${count}`);
    }
    const within = counts.answeredWithin[20];
    if (within !== answeredWithin20) found.push(`${queue} answered in 20 s ${within} ≠ ${answeredWithin20}`);
  }
  return found;
}
