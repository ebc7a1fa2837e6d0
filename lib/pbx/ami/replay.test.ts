import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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

test.each(['a-tidy', 'c-outcomes', 'd-restart'])(
  '%s: without arrival times the counts are the same, and it is said',
  async (name) => {
    const { stream, queueLog } = files(name);
    const notices: string[] = [];
    const { queues, times } = await replayRecording(stream, { onNotice: (sentence) => notices.push(sentence) });
    expect(queues).toMatchObject(truthOf(name));
    expect(times).toBe('call_ids');
    expect(notices.filter((sentence) => sentence.includes('no times of arrival'))).toHaveLength(1);
    expect((await replayRecording(stream, { queueLog })).queues).toMatchObject(truthOf(name));
  },
);

describe('odd recordings', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'odd-recording-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  async function file(name: string, content: Uint8Array | string): Promise<string> {
    await writeFile(join(folder, name), content);
    return join(folder, name);
  }
  const unpacked = (name: string) => gunzipSync(readFileSync(files(name).stream));
  const rowsOf = (name: string) =>
    gunzipSync(readFileSync(files(name).chunks))
      .toString('utf8')
      .trim()
      .split('\n');

  test('a stream without banner and sign-in, begun in the middle of a connection', async () => {
    const whole = unpacked('a-tidy');
    const { queues } = await replayRecording(await file('middle.ami', whole.subarray(whole.indexOf('\nEvent: ') + 1)));
    expect(queues).toMatchObject(truthOf('a-tidy'));
  });

  test('the exchange’s own stamps date a stream without arrival times', async () => {
    const at = 1_795_280_117;
    let nth = 0;
    const stamped = unpacked('a-tidy')
      .toString('latin1')
      .replace(/^Privilege: .*$/gm, (line) => `${line}\r\nTimestamp: ${at + nth++ / 100}`.replace('\r\r', '\r'))
      .replaceAll('\r\r\n', '\r\n');
    const { queues, times } = await replayRecording(await file('stamped.ami', Buffer.from(stamped, 'latin1')));
    expect(times).toBe('timestamps');
    expect(queues).toMatchObject(truthOf('a-tidy'));
  });

  test('a table of reads that ends early, even within a line: the rest is read all the same', async () => {
    const { stream, chunks } = files('d-restart');
    const rows = rowsOf('d-restart');
    const short = await file('short.jsonl', rows.slice(0, Math.floor(rows.length / 3)).join('\n'));
    const packed = readFileSync(chunks);
    const cut = await file('cut.jsonl.gz', packed.subarray(0, Math.floor(packed.length / 2)));
    for (const table of [short, cut]) {
      const notices: string[] = [];
      const { queues } = await replayRecording(stream, { chunks: table, onNotice: (one) => notices.push(one) });
      expect(queues).toMatchObject(truthOf('d-restart'));
      expect(notices.join('\n')).toContain('read without times of arrival');
    }
  });

  test('a lost connection that the table does not mark, or only as an error, is one', async () => {
    const { stream } = files('d-restart');
    const rows = rowsOf('d-restart').map((row) => row.replace('"ev":"close"', '"ev":"error"'));
    const unmarked = rows.filter((row) => !row.includes('"ev":"error"'));
    for (const table of [rows, unmarked]) {
      const { queues, gaps } = await replayRecording(stream, { chunks: await file('marks.jsonl', table.join('\n')) });
      expect(queues).toMatchObject(truthOf('d-restart'));
      expect(gaps).toHaveLength(2);
    }
  });

  test('a cut stream counts what it tells and says that it is cut; its queue_log completes it', async () => {
    const { stream, chunks, queueLog } = files('c-outcomes');
    const packed = readFileSync(stream);
    const cut = await file('cut.ami.gz', packed.subarray(0, Math.floor(packed.length * 0.6)));
    const notices: string[] = [];
    const onNotice = (sentence: string) => notices.push(sentence);
    const alone = await replayRecording(cut, { chunks, onNotice });
    expect(notices).toEqual([
      expect.stringContaining('gzip data end early'),
      expect.stringContaining('it is cut'),
      expect.stringContaining('ended within a message'),
    ]);
    const truth = truthOf('c-outcomes');
    for (const [queue, counts] of Object.entries(alone.queues))
      expect(counts.offered).toBeLessThan(truth[queue]?.offered ?? 0);
    expect((await replayRecording(cut, { chunks, queueLog })).queues).toMatchObject(truth);
  });

  test('two recordings one behind the other are two connections', async () => {
    const twice = Buffer.concat([unpacked('a-tidy'), unpacked('d-restart')]);
    const { queues, gaps } = await replayRecording(await file('twice.ami', twice));
    const sum = (queue: string) =>
      (truthOf('a-tidy')[queue]?.offered ?? 0) + (truthOf('d-restart')[queue]?.offered ?? 0);
    for (const queue of Object.keys(truthOf('a-tidy'))) expect(queues[queue]?.offered).toBe(sum(queue));
    expect(gaps).toHaveLength(3);
  });
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
