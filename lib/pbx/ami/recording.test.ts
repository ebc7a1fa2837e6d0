import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AmiDecoder } from './decoder.ts';
import { type RecordingOptions, readRecording } from './recording.ts';

const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recording-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function read(stream: string, options: RecordingOptions = {}) {
  const notices: string[] = [];
  const malformed: string[] = [];
  const marks: string[] = [];
  const times: number[] = [];
  let messages = 0;
  const decoder = new AmiDecoder({ onMessage: () => messages++, onMalformed: ({ detail }) => malformed.push(detail) });
  for await (const one of readRecording(stream, { onNotice: (detail) => notices.push(detail), ...options })) {
    if (one.kind === 'bytes') {
      times.push(one.receivedAt);
      decoder.push(one.bytes);
    } else {
      marks.push(`${one.kind} ${one.connection}`);
      if (one.kind === 'close') decoder.end();
    }
  }
  return { messages, malformed, marks, times, notices, bytes: decoder.byteCount };
}

test('with the table of reads every read has its time', async () => {
  const got = await read(fixture('a-tidy/stream.ami.gz'), { chunks: fixture('a-tidy/chunks.jsonl.gz') });
  expect(got).toMatchObject({
    messages: 3511,
    bytes: 1_356_815,
    malformed: [],
    notices: [],
    marks: ['connect 1', 'close 1'],
  });
  expect(got.times).toHaveLength(302);
  expect(got.times).toEqual(got.times.toSorted((a, b) => a - b));
});

test('connections begin where they began, with the table and without', async () => {
  const stream = fixture('d-restart/stream.ami.gz');
  const timed = await read(stream, { chunks: fixture('d-restart/chunks.jsonl.gz') });
  const untimed = await read(stream, { baseTime: 5 });
  expect(timed.marks.filter((mark) => mark.startsWith('connect'))).toEqual(['connect 1', 'connect 2', 'connect 11']);
  expect(untimed.marks).toEqual(['connect 1', 'close 1', 'connect 2', 'close 2', 'connect 3', 'close 3']);
  expect(untimed.messages).toBe(timed.messages);
  expect(untimed.bytes).toBe(timed.bytes);
  expect(new Set(untimed.times)).toEqual(new Set([5]));
});

test('a banner that lies across two pieces begins a connection', async () => {
  const one = 'Asterisk Call Manager/11.0.0\r\nResponse: Success\r\n\r\n';
  for (const before of [64 * 1024 - 10, 64 * 1024, 64 * 1024 - 80, 64 * 1024 - 29]) {
    const first = `${one}Event: X\r\nA: ${'x'.repeat(before - one.length - 17)}\r\n\r\n`;
    const got = await read(await file('across.ami', first + one));
    expect(got.marks).toEqual(['connect 1', 'close 1', 'connect 2', 'close 2']);
    expect(got).toMatchObject({ messages: 3, malformed: [] });
  }
});

test('a cut recording is read as far as it goes, and said', async () => {
  const packed = await readFile(fixture('a-tidy/stream.ami.gz'));
  const chunks = fixture('a-tidy/chunks.jsonl.gz');
  const cut = await read(await file('cut.ami', gunzipSync(packed).subarray(0, 500_000)), { chunks });
  expect(cut.bytes).toBe(500_000);
  expect(cut.notices).toEqual([
    expect.stringMatching(/cut\.ami ends at byte 500000, within the read of .*chunks\.jsonl\.gz:\d+/),
  ]);
  expect(cut.malformed).toHaveLength(1);
  const cutGzip = await read(await file('cut.ami.gz', packed.subarray(0, 30_000)));
  expect(cutGzip.notices).toEqual([expect.stringContaining('its gzip data end early')]);
  expect(cutGzip.messages).toBeGreaterThan(1000);
});

test('bad input is named with file and line', async () => {
  const stream = await file('small.ami', 'Asterisk Call Manager/11.0.0\r\n');
  await expect(read(join(folder, 'none.ami'))).rejects.toThrow(/none\.ami cannot be read \(ENOENT\)/);
  const table = await file('table.jsonl', '{"t":1,"conn":1,"ev":"connect","off":0}\n{"t":1,"con\n');
  await expect(read(stream, { chunks: table })).rejects.toThrow(/table\.jsonl:2: not a row/);
  const other = await file('other.jsonl', '{"t":1,"conn":1,"off":10,"len":5}\n');
  await expect(read(stream, { chunks: other })).rejects.toThrow(/other\.jsonl:1: the read begins at byte 10/);
  const damaged = gzipSync('x'.repeat(9000)).fill(0, 10, 30);
  await expect(read(await file('damaged.ami.gz', damaged))).rejects.toThrow(/damaged\.ami\.gz is damaged gzip/);
  const longer = await file('longer.jsonl', '{"t":1,"conn":1,"off":0,"len":5}\n');
  expect((await read(stream, { chunks: longer })).notices).toEqual([expect.stringContaining('does not list')]);
});
