import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { QueueCounts } from '../../../ledger/queueCounts.ts';
import { replayRecording } from '../replay.ts';
import { type LogTruth, logTruth } from './logTruth.ts';

/** Replays each folder of a recording, and says where a count is not that of its queue_log. */
let differences = 0;
for (const folder of process.argv.slice(2)) {
  const truth = logTruth(readFileSync(join(folder, 'queue_log'), 'utf8'));
  const offered = Object.values(truth).reduce((sum, { offered }) => sum + offered, 0);
  process.stdout.write(`${folder}: ${offered} visits\n`);
  for (const account of ['', 'readonly'])
    for (const queueLog of [null, join(folder, 'queue_log')]) {
      const stream = join(folder, account, 'stream.ami');
      if (!existsSync(stream)) continue;
      const startedAt = performance.now();
      const { queues } = await replayRecording(stream, {
        chunks: join(folder, account, 'chunks.jsonl'),
        queueLog,
        onNotice: (sentence) => process.stdout.write(`  ${sentence}\n`),
      });
      const found = compared(truth, queues, account === 'readonly' && queueLog === null);
      differences += found.length;
      const way = `${account || 'full'}${queueLog === null ? '' : ' with queue_log'}`;
      const took = ((performance.now() - startedAt) / 1000).toFixed(1);
      process.stdout.write(`  ${way}: ${found.length === 0 ? 'equal' : found.join('; ')} (${took} s)\n`);
    }
}
process.exitCode = differences === 0 ? 0 : 1;

/** The counts that differ; `limited`: of an account without dialplan events, some ends may be unknown. */
function compared(truth: Record<string, LogTruth>, queues: Record<string, QueueCounts>, limited: boolean): string[] {
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
