import { type Contact, mergeContact } from '#lib/contact/contact.ts';
import { isOpen, type Visit } from '#lib/contact/visit.ts';
import { upsertLoggedContacts } from '#lib/database/contacts.ts';
import type { Database } from '#lib/database/database.ts';
import { importFileOf, writeImportFile } from '#lib/database/importFiles.ts';
import { fillObservationGaps, loggedUntil, writeLoggedSpan } from '#lib/database/loggedSpans.ts';
import { rollUpTouched } from '#lib/database/rollups.ts';
import { upsertVisits } from '#lib/database/visits.ts';
import { loggedContact } from './loggedContact.ts';
import { bareLine, parseQueueLogRow, QueueLogLineError, type QueueLogRow } from './queueLogRow.ts';
import { openQueueLogSource, type QueueLogSource } from './queueLogSource.ts';
import { longestCallSeconds, QueueLogVisits } from './queueLogVisits.ts';

export interface QueueLogImport {
  db: Database;
  exchange: string;
  /**
   * Plain or gzipped files, dumps of Asterisk's table, or the address of one; all that one exchange wrote, so that calls
   * which cross from one file to the next are whole.
   */
  files: readonly string[];
  /** IANA zone of the exchange's clock, for tables and dumps that tell its local time. Default Europe/Istanbul. */
  zone?: string;
  /** Contacts that began before (epoch ms) are left out, their visits are not. Default: none is. */
  contactsSince?: number;
  /** Default: oldest first. */
  newestFirst?: boolean;
  /** Rows written in one statement; fewer let other writers of the embedded database have their turn sooner. */
  batchVisits?: number;
  onProgress?: (progress: ImportProgress) => void;
  signal?: AbortSignal;
}

export interface ImportProgress {
  file: string;
  /** Bytes of all files as stored: read, and in all. */
  done: number;
  of: number;
  rows: number;
  visits: number;
}

export interface ImportResult {
  /** Files read now, and files of which nothing was new. */
  read: string[];
  skipped: string[];
  rows: number;
  visits: number;
  /** Visits that were new or now say more. */
  changed: number;
  /** Rows of calls whose entering was not in the files. */
  strayRows: number;
  badLines: number;
  /** The first few bad lines, one sentence each, naming file and line. */
  badLineSamples: string[];
}

const badLinesNamed = 10;
const intervalsAtOnce = 400;
/** Without a row for longer than this between two files, one may be missing. */
const rotationMs = 3_600_000;

/**
 * Imports queue_log files into visits and their rollups. Importing twice changes nothing; an import that was cut off goes
 * on where it stopped, and a file that has grown is read from its old end on.
 *
 * @throws Error in one sentence when a file cannot be read; the signal's reason when it is aborted
 */
export async function importQueueLog(options: QueueLogImport): Promise<ImportResult> {
  const files = await openSources(options);
  try {
    return await importSources(options, files);
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
}

async function openSources({ files, zone = 'Europe/Istanbul' }: QueueLogImport): Promise<QueueLogSource[]> {
  const opened = await Promise.allSettled(files.map((file) => openQueueLogSource(file, zone)));
  const sources = opened.filter((one) => one.status === 'fulfilled').map(({ value }) => value);
  const failed = opened.find((one) => one.status === 'rejected');
  if (failed === undefined) return sources;
  await Promise.all(sources.map((source) => source.close()));
  throw failed.reason;
}

async function importSources(options: QueueLogImport, files: QueueLogSource[]): Promise<ImportResult> {
  const { db, exchange, signal } = options;
  files.sort((a, b) => (a.firstAt ?? 0) - (b.firstAt ?? 0));
  const result: ImportResult = {
    read: [],
    skipped: [],
    rows: 0,
    visits: 0,
    changed: 0,
    strayRows: 0,
    badLines: 0,
    badLineSamples: [],
  };
  const of = files.reduce((sum, file) => sum + file.size, 0);
  let done = 0;
  /** Epoch seconds of the last row of each file that was read. */
  const lastAt = new Map<QueueLogSource, number>();
  for (const file of options.newestFirst ? files.toReversed() : files) {
    const known = await importFileOf(db, { exchange, headHash: file.headHash });
    if (known?.finished && known.size === file.size) {
      result.skipped.push(file.path);
    } else {
      const before = files.slice(0, files.indexOf(file));
      const last = await importFile(file, before, known?.bytesDone ?? 0, options, result, (read) =>
        options.onProgress?.({ file: file.path, done: done + read, of, rows: result.rows, visits: result.visits }),
      );
      lastAt.set(file, last);
      result.read.push(file.path);
    }
    done += file.size;
    options.onProgress?.({ file: file.path, done, of, rows: result.rows, visits: result.visits });
  }
  await noteSpans(options, files, lastAt);
  // Fewer than asked for: what else is touched by now belongs to others at work.
  while ((await rollUpTouched(db, intervalsAtOnce)) === intervalsAtOnce) signal?.throwIfAborted();
  return result;
}

async function importFile(
  file: QueueLogSource,
  before: QueueLogSource[],
  from: number,
  { db, exchange, batchVisits = 2000, contactsSince = Number.NEGATIVE_INFINITY, signal }: QueueLogImport,
  result: ImportResult,
  onRead: (storedBytes: number) => void,
): Promise<number> {
  const reducer = new QueueLogVisits(exchange);
  if (from === 0) await readBefore(reducer, file, before, signal);

  const told = new Set<Visit>();
  const contacts = new Map<string, Contact>();
  const tell = (contact: Contact) => {
    if (contact.startedAt < contactsSince) return;
    const known = contacts.get(contact.contactId);
    contacts.set(contact.contactId, known === undefined ? contact : mergeContact(known, contact));
  };
  // Where a later import may begin and still know every call that goes on: a block of half a day ago.
  const resumePoints: { at: number; offset: number }[] = [];
  let lineNumber = from === 0 ? 0 : null;
  let writing: Promise<unknown> = Promise.resolve();
  let lastAt = 0;
  const start = { rows: result.rows, bad: result.badLines };

  const progressRow = (finished: boolean) => ({
    exchange,
    name: file.name,
    headHash: file.headHash,
    size: file.size,
    bytesDone: resumePoints[0]?.offset ?? from,
    rows: result.rows - start.rows,
    badRows: result.badLines - start.bad,
    finished,
  });

  /** Hands rows over while the next ones are read; one statement at a time. */
  const write = async (visits: Visit[], finished: boolean) => {
    await writing;
    const progress = progressRow(finished);
    result.visits += visits.length;
    for (const visit of visits) tell(reducer.contactOf(visit));
    const batch = [...contacts.values()];
    contacts.clear();
    writing = (async () => {
      for (let i = 0; i < visits.length; i += batchVisits)
        result.changed += (await upsertVisits(db, visits.slice(i, i + batchVisits))).changed;
      for (let i = 0; i < batch.length; i += batchVisits)
        await upsertLoggedContacts(db, exchange, batch.slice(i, i + batchVisits));
      await writeImportFile(db, progress);
    })();
    writing.catch(() => undefined); // awaited before the next write
  };

  try {
    for await (const block of file.blocks(from, signal)) {
      let first = true;
      for (const line of block.lines) {
        if (lineNumber !== null) lineNumber++;
        const row = rowOf(line, file, lineNumber, result);
        if (row === null) continue;
        result.rows++;
        lastAt = Math.max(lastAt, row.at);
        if (first) {
          resumePoints.push({ at: row.at, offset: block.start });
          first = false;
        }
        for (const visit of reducer.push(row)) told.add(visit);
        const contact = loggedContact(exchange, row);
        if (contact !== null) tell(contact);
      }
      // The lines of a block end with the empty rest behind its last line end.
      if (lineNumber !== null && block.lines.at(-1) === '') lineNumber--;
      while (resumePoints[1] && resumePoints[1].at <= lastAt - longestCallSeconds) resumePoints.shift();
      onRead(block.storedRead);
      if (told.size >= batchVisits || contacts.size >= batchVisits) await write(ended(told), false);
    }
    await write([...told, ...reducer.open()], true);
  } finally {
    await writing; // nothing goes on behind the caller's back, stopped or not
  }
  result.strayRows += reducer.strayRows;
  return lastAt;
}

/**
 * Notes what has been read, so that gaps in the observation close. One file follows another where a rotation lies between
 * them, not where a file is missing.
 */
async function noteSpans(
  { db, exchange }: QueueLogImport,
  files: readonly QueueLogSource[],
  lastAt: ReadonlyMap<QueueLogSource, number>,
): Promise<void> {
  const now = Date.now();
  let before: number | null = null;
  for (const file of files) {
    if (file.firstAt === null) continue;
    const source = file.headHash;
    const startedAt = file.firstAt * 1000;
    if (before !== null && before < startedAt && startedAt - before <= rotationMs)
      await writeLoggedSpan(db, { exchange, source, startedAt: before, endedAt: startedAt });
    const last = lastAt.get(file);
    const endedAt: number | null =
      last === undefined ? await loggedUntil(db, exchange, source) : Math.min(last * 1000, now);
    if (last !== undefined && endedAt !== null && endedAt >= startedAt)
      await writeLoggedSpan(db, { exchange, source, startedAt, endedAt });
    before = endedAt;
  }
  await fillObservationGaps(db, exchange);
}

/** Takes out those that have ended; the others come again when they do. */
function ended(told: Set<Visit>): Visit[] {
  const visits: Visit[] = [];
  for (const visit of told) if (!isOpen(visit)) visits.push(visit);
  told.clear();
  return visits;
}

/** Reads the end of the files before, so that calls which began there are known; their visits are theirs to write. */
async function readBefore(
  reducer: QueueLogVisits,
  file: QueueLogSource,
  before: QueueLogSource[],
  signal: AbortSignal | undefined,
): Promise<void> {
  if (file.firstAt === null) return;
  const since = file.firstAt - longestCallSeconds;
  const last = before.findLastIndex((other) => (other.firstAt ?? 0) <= since);
  for (const other of before.slice(Math.max(0, last)))
    for await (const block of other.blocks(0, signal))
      for (const line of block.lines) {
        if (other.plain && Number.parseInt(line, 10) < since) continue;
        const row = rowOf(line, other, null, null);
        if (row && row.at >= since) reducer.push(row);
      }
  reducer.strayRows = 0;
  reducer.counts.clear();
}

function rowOf(
  line: string,
  file: QueueLogSource,
  lineNumber: number | null,
  result: ImportResult | null,
): QueueLogRow | null {
  const text = bareLine(line);
  if (text === null) return null;
  try {
    const row = file.line(text);
    return row === null ? null : parseQueueLogRow(row);
  } catch (error) {
    if (!(error instanceof QueueLogLineError)) throw error;
    if (result && ++result.badLines <= badLinesNamed)
      result.badLineSamples.push(
        `${file.path}${lineNumber === null ? '' : ` line ${lineNumber}`}: the line ${error.message}`,
      );
    return null;
  }
}
