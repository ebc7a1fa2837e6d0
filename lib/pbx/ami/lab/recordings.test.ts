import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { replayRecording } from '../replay.ts';
import { differences } from './differences.ts';
import { logTruth } from './logTruth.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures');

/** What the account of the README heard of an Asterisk of the laboratory, and the queue_log of the same run. */
describe.each([
  ['mix-16', 'Asterisk 16.28: every outcome and every act'],
  ['rare-22', 'announcements, member gosub, pick-up, parking, ringall, emptied queues, a queue entered twice'],
  ['encodings-22', 'names and reasons that are no UTF-8, reloads in the middle of calls, events with Timestamp'],
])('%s: %s', (name) => {
  const stream = resolve(fixtures, name, 'stream.ami.gz');
  const chunks = resolve(fixtures, name, 'chunks.jsonl.gz');
  const queueLog = resolve(fixtures, name, 'queue_log.gz');
  const truth = logTruth(gunzipSync(readFileSync(queueLog)).toString());

  test('the stream alone gives the counts of its queue_log', async () => {
    const { queues } = await replayRecording(stream, { chunks });
    expect(differences(truth, queues, false)).toEqual([]);
  });

  test('with its queue_log they are the same, and nothing is amiss', async () => {
    const notices: string[] = [];
    const { queues } = await replayRecording(stream, { chunks, queueLog, onNotice: (one) => notices.push(one) });
    expect(differences(truth, queues, false)).toEqual([]);
    expect(notices).toEqual([]);
  });
});
