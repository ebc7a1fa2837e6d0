import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type Visit, visitKey } from '#lib/contact/visit.ts';
import { LogTail } from './logTail.ts';
import { inspectQueueLog, queueLogBlocks } from './queueLogFile.ts';
import { parseQueueLogRow, QueueLogLineError } from './queueLogRow.ts';
import { QueueLogVisits } from './queueLogVisits.ts';

const folder = mkdtempSync(join(tmpdir(), 'santral-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true }));
const logs = ['c-outcomes', 'd-restart'].map((name) =>
  gunzipSync(readFileSync(new URL(`../ami/fixtures/${name}/queue_log.gz`, import.meta.url))),
);

interface Reading {
  visits: Map<string, Visit>;
  rows: number;
  bad: string[];
}

async function read(lines: AsyncIterable<string[]>): Promise<Reading> {
  const reducer = new QueueLogVisits('153');
  const reading: Reading = { visits: new Map(), rows: 0, bad: [] };
  for await (const block of lines)
    for (const line of block) {
      if (line.trim() === '') continue;
      try {
        for (const visit of reducer.push(parseQueueLogRow(line))) reading.visits.set(visitKey(visit), { ...visit });
        reading.rows++;
      } catch (error) {
        if (!(error instanceof QueueLogLineError)) throw error;
        reading.bad.push(error.message);
      }
    }
  for (const visit of reducer.open()) reading.visits.set(visitKey(visit), { ...visit });
  return reading;
}

async function* imported(path: string): AsyncGenerator<string[]> {
  for await (const { lines } of queueLogBlocks(await inspectQueueLog(path))) yield lines;
}

async function* followed(path: string): AsyncGenerator<string[]> {
  const tail = await LogTail.open(path, 0);
  yield* tail.lines();
  yield await tail.rest();
  await tail.close();
}

/** As both the import and the follower read it. */
async function readBoth(bytes: Buffer): Promise<Reading> {
  const path = join(folder, 'queue_log');
  writeFileSync(path, bytes);
  const one = await read(imported(path));
  expect(await read(followed(path))).toEqual(one);
  return one;
}

const at = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
/** What happens to a log: bits turn, bytes go, lines run into each other, pieces of it or of nothing get in. */
const harm = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('cut' as const), at, length: fc.nat(300) }),
  fc.record({ kind: fc.constant('join' as const), at }),
  fc.record({ kind: fc.constant('nuls' as const), at, length: fc.nat(5000) }),
  fc.record({ kind: fc.constant('noise' as const), at, bytes: fc.uint8Array({ maxLength: 300 }) }),
  fc.record({ kind: fc.constant('repeat' as const), at, length: fc.nat(400) }),
  fc.record({ kind: fc.constant('huge' as const), at, length: fc.integer({ min: 60_000, max: 400_000 }) }),
);

type Harm = typeof harm extends fc.Arbitrary<infer T> ? T : never;

function harmed(log: Buffer, harms: readonly Harm[]): Buffer {
  let bytes = Buffer.from(log);
  const put = (place: number, piece: Uint8Array, instead = 0) => {
    bytes = Buffer.concat([bytes.subarray(0, place), piece, bytes.subarray(place + instead)]);
  };
  for (const one of harms) {
    const place = Math.floor(one.at * bytes.length);
    if (one.kind === 'flip') bytes[place] = (bytes[place] ?? 0) ^ (1 << one.bit);
    else if (one.kind === 'cut') put(place, Buffer.alloc(0), one.length);
    else if (one.kind === 'join') put(Math.max(0, bytes.indexOf(10, place)), Buffer.alloc(0), 1);
    else if (one.kind === 'nuls') put(place, Buffer.alloc(one.length));
    else if (one.kind === 'noise') put(place, one.bytes);
    else if (one.kind === 'repeat') put(place, Buffer.from(bytes.subarray(place, place + one.length)));
    else put(place, Buffer.alloc(one.length, '7|'));
  }
  return bytes;
}

test('however a log is harmed, it is read to its end, and the import and the follower read the same', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...logs), fc.array(harm, { minLength: 1, maxLength: 12 }), async (log, harms) => {
      const reading = await readBoth(harmed(log, harms));
      // each harm spoils a few lines: the other rows are there
      expect(reading.rows).toBeGreaterThan(log.toString('latin1').trimEnd().split('\n').length - 20 * harms.length);
      for (const visit of reading.visits.values()) {
        expect(visit.waitSeconds ?? 0).toBeGreaterThanOrEqual(0);
        expect(visit.talkSeconds ?? 0).toBeGreaterThanOrEqual(0);
      }
    }),
    { seed: 20261121, numRuns: 60 },
  );
});

test('lines that are none, between the others, leave every visit as it was', async () => {
  const [log = Buffer.alloc(0)] = logs;
  const whole = await readBoth(log);
  const junk = fc.oneof(
    fc.string({ minLength: 1, maxLength: 200 }).map((text) => `x${text.replaceAll('\n', ' ')}`),
    fc.constant('\0\0\0 nothing'),
    fc.constant('1795282399|c.1|153-genel|NONE|CONNECT'),
    fc.integer({ min: 70_000, max: 300_000 }).map((length) => '9'.repeat(length)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(at, junk), { minLength: 1, maxLength: 8 }), async (pieces) => {
      const lines = log.toString('utf8').trimEnd().split('\n');
      for (const [place, piece] of pieces) lines.splice(Math.floor(place * lines.length), 0, piece);
      const reading = await readBoth(Buffer.from(`${lines.join('\n')}\n`));
      expect(reading.bad).toHaveLength(pieces.length);
      expect(reading.visits).toEqual(whole.visits);
    }),
    { seed: 20261121, numRuns: 40 },
  );
});

test.each([
  ['a line of 10 MB', (log: Buffer) => Buffer.concat([log, Buffer.alloc(10e6, 'x|'), Buffer.from('\n'), log]), 1],
  ['no line end at all', () => Buffer.alloc(10e6, '1795282399|c.1|genel|'), 1],
  ['nothing but NULs', () => Buffer.alloc(10e6), 1],
  ['a line of 10 MB at its end', (log: Buffer) => Buffer.concat([log, Buffer.alloc(10e6, 'x')]), 1],
])('%s: one bad line, and memory for no more than a block', async (_, make, bad) => {
  const [log = Buffer.alloc(0)] = logs;
  const bytes = make(log);
  const reading = await readBoth(bytes);
  expect(reading.bad).toEqual(Array(bad).fill('is longer than 64 KB'));
  let longest = 0;
  for await (const lines of imported(join(folder, 'queue_log')))
    longest = Math.max(
      longest,
      lines.reduce((sum, line) => sum + line.length, 0),
    );
  for await (const lines of followed(join(folder, 'queue_log')))
    longest = Math.max(
      longest,
      lines.reduce((sum, line) => sum + line.length, 0),
    );
  expect(longest).toBeLessThan(512 * 1024);
});

test('gzip that expands a thousandfold is read in blocks too', async () => {
  const path = join(folder, 'queue_log.gz');
  writeFileSync(path, gzipSync(Buffer.alloc(50e6, 'x')));
  expect((await read(imported(path))).bad).toEqual(['is longer than 64 KB']);
});
