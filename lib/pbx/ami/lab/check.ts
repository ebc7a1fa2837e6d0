import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { replayRecording } from '../replay.ts';
import { differences } from './differences.ts';
import { logTruth } from './logTruth.ts';

/** Replays each folder of a recording, and says where a count is not that of its queue_log. */
let wrong = 0;
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
      const found = differences(truth, queues, account === 'readonly' && queueLog === null);
      wrong += found.length;
      const way = `${account || 'full'}${queueLog === null ? '' : ' with queue_log'}`;
      const took = ((performance.now() - startedAt) / 1000).toFixed(1);
      process.stdout.write(`  ${way}: ${found.length === 0 ? 'equal' : found.join('; ')} (${took} s)\n`);
    }
}
process.exitCode = wrong === 0 ? 0 : 1;
