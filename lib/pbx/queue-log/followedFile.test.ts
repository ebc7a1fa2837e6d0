import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { type Visit, visitKey } from '#lib/contact/visit.ts';
import { type FilePosition, FollowedFile } from './followedFile.ts';
import { parseQueueLogRow, QueueLogLineError } from './queueLogRow.ts';
import { QueueLogVisits } from './queueLogVisits.ts';

const top = mkdtempSync(join(tmpdir(), 'santral-follow-'));
afterAll(() => rmSync(top, { recursive: true }));
const { signal } = new AbortController();
const log = gunzipSync(readFileSync(new URL('../ami/fixtures/c-outcomes/queue_log.gz', import.meta.url)));

/** An exchange that writes its queue_log, logrotate beside it, and a follower that may be killed at any time. */
function scene(text: Buffer = log, start = 0) {
  const folder = mkdtempSync(join(top, 'scene-'));
  const path = join(folder, 'queue_log');
  /** What the exchange has open; it follows a renamed file until it is told to open anew. */
  let open = path;
  let written = start;
  let rotations = 0;
  const notices: string[] = [];
  const told = new Map<string, Visit>();
  let kept: FilePosition | null = { files: [], done: [], lastAt: Number.parseInt(text.toString(), 10) };
  let followed = new FollowedFile({ path, kept, onNotice: (notice) => notices.push(notice) });
  let reducer = new QueueLogVisits('153');
  let bad = 0;
  let newLines = 0;

  const take = (line: string, known: boolean) => {
    if (line === '') return;
    if (!known) newLines++;
    try {
      for (const visit of reducer.push(parseQueueLogRow(line))) if (!known) told.set(visitKey(visit), { ...visit });
    } catch (error) {
      if (!(error instanceof QueueLogLineError)) throw error;
      if (!known) bad++;
    }
  };
  return {
    path,
    folder,
    notices,
    get followed() {
      return followed;
    },
    get bad() {
      return bad;
    },
    get newLines() {
      return newLines;
    },
    told,
    write(bytes: number) {
      appendFileSync(open, text.subarray(written, written + bytes));
      written = Math.min(text.length, written + bytes);
    },
    writeRest() {
      this.write(text.length);
    },
    /** By rename; `create`: logrotate makes the new file itself. The exchange writes on into the old one until `reopen`. */
    rename(create: boolean) {
      if (!existsSync(path) || statSync(path).size === 0) return; // logrotate's notifempty
      const to = `${path}-2026112${++rotations}`;
      renameSync(path, to);
      if (open === path) open = to;
      if (create) writeFileSync(path, '');
    },
    /** Rows may be seen half written, but each goes into one file. */
    endRow() {
      const end = text.indexOf(10, written) + 1;
      if (written > 0 && text[written - 1] !== 10) this.write((end || text.length) - written);
    },
    reopen() {
      this.endRow();
      open = path;
    },
    copyTruncate(compress: boolean) {
      if (!existsSync(path) || open !== path) return;
      this.endRow();
      const to = `${path}.${++rotations}`;
      if (compress) writeFileSync(`${to}.gz`, gzipSync(readFileSync(path)));
      else copyFileSync(path, to);
      truncateSync(path);
    },
    compress() {
      const to = `${path}-2026112${rotations}`;
      if (!existsSync(to) || open === to) return;
      writeFileSync(`${to}.gz`, gzipSync(readFileSync(to)));
      rmSync(to);
    },
    async read() {
      for await (const { lines, known } of followed.read(signal)) for (const line of lines) take(line, known);
    },
    keep() {
      kept = JSON.parse(JSON.stringify(followed.position())) as FilePosition;
    },
    /** It goes on from what was kept last. */
    async killed() {
      await followed.close();
      followed = new FollowedFile({ path, kept, onNotice: (notice) => notices.push(notice) });
      reducer = new QueueLogVisits('153');
    },
    close: () => followed.close(),
  };
}

function visitsOf(text: Buffer): Map<string, Visit> {
  const reducer = new QueueLogVisits('153');
  const visits = new Map<string, Visit>();
  for (const line of text.toString('utf8').trimEnd().split('\n'))
    for (const visit of reducer.push(parseQueueLogRow(line))) visits.set(visitKey(visit), { ...visit });
  return visits;
}

/** As all accounts of a visit tell: rows of one second may come in another order across files, visits may not. */
const sorted = (visits: Map<string, Visit>) => [...visits.entries()].sort(([a], [b]) => a.localeCompare(b));

type Step = { what: string; bytes?: number };
const stepsOf = (rotations: string[]) =>
  fc.array(
    fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record<Step>({ what: fc.constant('write'), bytes: fc.integer({ min: 1, max: 9000 }) }),
      },
      { weight: 5, arbitrary: fc.constant<Step>({ what: 'read' }) },
      { weight: 2, arbitrary: fc.record<Step>({ what: fc.constantFrom('keep', 'killed') }) },
      { weight: 3, arbitrary: fc.record<Step>({ what: fc.constantFrom(...rotations) }) },
    ),
    { minLength: 10, maxLength: 60 },
  );

test.each([
  ['moved away', ['rename', 'renameCreate', 'reopen', 'compress']],
  ['copied and cut short', ['copyTruncate', 'copyCompress']],
])('every row is read once, however the log is %s, and whenever the follower dies', async (_, rotations) => {
  const expected = sorted(visitsOf(log));
  await fc.assert(
    fc.asyncProperty(stepsOf(rotations), async (steps) => {
      const x = scene();
      x.write(1);
      x.endRow();
      await x.read();
      x.keep();
      for (const one of steps) {
        if (one.what === 'write') {
          x.write(one.bytes ?? 0);
          if (rotations.includes('copyTruncate')) x.endRow();
        } else if (one.what === 'read') {
          await x.read();
          x.keep();
        } else if (one.what === 'rename') x.rename(false);
        else if (one.what === 'renameCreate') x.rename(true);
        // a copy that is made between two looks at a file that was not read yet is what a rotation leaves
        else if (one.what === 'copyTruncate' || one.what === 'copyCompress') {
          await x.read();
          x.copyTruncate(one.what === 'copyCompress');
        } else if (one.what === 'killed') await x.killed();
        else if (one.what === 'reopen') x.reopen();
        else if (one.what === 'compress') x.compress();
      }
      x.reopen();
      x.writeRest();
      appendFileSync(x.path, '\n');
      await x.read();
      await x.read();
      expect(x.bad).toBe(0);
      expect(sorted(x.told)).toEqual(expected);
      await x.close();
      rmSync(x.folder, { recursive: true });
    }),
    { seed: 20261121, numRuns: 60 },
  );
});
