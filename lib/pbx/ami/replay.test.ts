import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { replayRecording } from './replay.ts';

const fixtures = resolve(import.meta.dirname, 'fixtures');

/** The queue_log's own figures, in the words of a replay. */
function truthOf(recording: string) {
  const { queues } = JSON.parse(readFileSync(resolve(fixtures, recording, 'truth.json'), 'utf8'));
  return Object.fromEntries(
    Object.entries<Record<string, number>>(queues).map(([queue, truth]) => [
      queue,
      {
        offered: truth.entered,
        answered: truth.answered,
        abandoned: truth.abandoned,
        timedOut: truth.timeout,
        leftByKey: truth.exit_key,
        leftEmpty: truth.exit_empty,
        withdrawn: truth.withdrawn,
        lostInOutage: truth.lost_waiting,
        unknown: 0,
        inProgress: 0,
        answeredWithin: { 20: truth.answered_in_sl },
        ringNoAnswer: truth.ring_no_answer,
        pauses: truth.pause,
      },
    ]),
  );
}
const files = (recording: string) => ({
  stream: resolve(fixtures, recording, 'stream.ami.gz'),
  chunks: resolve(fixtures, recording, 'chunks.jsonl.gz'),
  queueLog: resolve(fixtures, recording.split('/')[0] ?? '', 'queue_log.gz'),
});

test.each(['a-tidy', 'c-outcomes', 'd-restart'])(
  '%s: the stream alone gives the counts of its queue_log',
  async (name) => {
    const { stream, chunks } = files(name);
    const { queues } = await replayRecording(stream, { chunks });
    expect(queues).toMatchObject(truthOf(name));
  },
);

test.each(['a-tidy', 'c-outcomes', 'd-restart'])('%s: with its queue_log the counts are the same', async (name) => {
  const { stream, chunks, queueLog } = files(name);
  const notices: string[] = [];
  const { queues } = await replayRecording(stream, { chunks, queueLog, onNotice: (detail) => notices.push(detail) });
  expect(queues).toMatchObject(truthOf(name));
  expect(notices).toEqual([]);
});

test('waits and talks are those of the exchange, to the rounding of whole seconds', async () => {
  const { stream, chunks } = files('a-tidy');
  const { queues, gaps } = await replayRecording(stream, { chunks });
  expect(queues['153-ulasim']).toMatchObject({
    meanWaitSeconds: 1.83,
    meanWaitAnsweredSeconds: 2.2,
    maxWaitSeconds: 3,
    meanTalkSeconds: 4,
  });
  expect(gaps).toEqual([]);
});

test('an account without dialplan events counts what it cannot tell apart as unknown; the queue_log settles it', async () => {
  const truth = truthOf('c-outcomes');
  const { stream, chunks, queueLog } = files('c-outcomes/readonly');
  const alone = await replayRecording(stream, { chunks });
  for (const [queue, counts] of Object.entries(truth)) {
    const { timedOut = 0, leftEmpty = 0, withdrawn = 0 } = counts;
    const untold = { timedOut: 0, leftEmpty: 0, withdrawn: 0, unknown: timedOut + leftEmpty + withdrawn };
    expect(alone.queues[queue]).toMatchObject({ ...counts, ...untold });
  }
  const settled = await replayRecording(stream, { chunks, queueLog });
  expect(settled.queues).toMatchObject(truth);
});

test('outages are told with their spans', async () => {
  const { stream, chunks } = files('d-restart');
  const { gaps } = await replayRecording(stream, { chunks });
  expect(gaps.map(({ from, to }) => (Date.parse(to) - Date.parse(from)) / 1000)).toEqual([
    expect.closeTo(0.5, 0),
    expect.closeTo(4.6, 0),
  ]);
});

test('without arrival times the counts are the same', async () => {
  const { stream } = files('a-tidy');
  const { queues } = await replayRecording(stream, {});
  expect(queues).toMatchObject(truthOf('a-tidy'));
});

test('a stream that is not there is one sentence', async () => {
  await expect(replayRecording('yok.ami.gz')).rejects.toThrow(
    /^yok\.ami\.gz cannot be read \(ENOENT\): check the path\.$/,
  );
});

test('a file that is no AMI stream is one sentence', async () => {
  const queueLog = files('a-tidy').queueLog;
  await expect(replayRecording(queueLog)).rejects.toThrow(/queue_log\.gz holds no AMI message: give what/);
});
