import { createHash } from 'node:crypto';
import { type LogTable, openLogTable, type PlacedRow, pagesOf, placedRowKey } from './logTable.ts';
import { inspectQueueLog, type QueueLogBlock, type QueueLogFile, queueLogBlocks } from './queueLogFile.ts';
import { QueueLogLineError } from './queueLogRow.ts';
import { isTableAddress, tableAddress } from './tableAddress.ts';
import { TableClock } from './tableClock.ts';
import { dumpReader, tableDumpOf } from './tableDump.ts';
import { lineOrText } from './tableRow.ts';

/** What an import reads: a queue_log file, a dump of Asterisk's table, or the table itself. */
export interface QueueLogSource extends Omit<QueueLogFile, 'gzipped' | 'firstLine'> {
  /** Its lines are those of a queue_log and begin with epoch seconds. */
  plain: boolean;
  /** Its lines in blocks from a `start` of before; 0: from the first. */
  blocks(from: number, signal?: AbortSignal): AsyncGenerator<QueueLogBlock>;
  /**
   * A line as a queue_log file would hold it; null when it is no row, as a header.
   * @throws QueueLogLineError when it cannot be one
   */
  line(text: string): string | null;
  close(): Promise<void>;
}

/**
 * Looks at the place of a queue_log.
 *
 * @param zone IANA name of the zone that the exchange's clock shows, for tables
 * @throws Error in one sentence when it cannot be read
 */
export async function openQueueLogSource(place: string, zone: string): Promise<QueueLogSource> {
  if (isTableAddress(place)) return tableSource(place, zone);
  const file = await inspectQueueLog(place);
  const dump = tableDumpOf(file.firstLine);
  const read = dump === null ? null : dumpReader(dump, zone);
  const firstAt = dump === null ? file.firstAt : await firstTimeOf(file, dumpReader(dump, zone));
  return {
    ...file,
    firstAt,
    plain: dump === null,
    blocks: (from, signal) => queueLogBlocks(file, from, signal),
    line: (text) => (read === null ? text : text === file.firstLine ? null : read(text)),
    close: () => Promise.resolve(),
  };
}

async function firstTimeOf(file: QueueLogFile, read: (line: string) => string): Promise<number | null> {
  for await (const { lines } of queueLogBlocks(file)) {
    for (const line of lines) {
      try {
        if (line !== '') return Number.parseFloat(read(line.replace(/\r$/, '')));
      } catch (error) {
        if (!(error instanceof QueueLogLineError)) throw error; // the header is no row
      }
    }
    return null;
  }
  return null;
}

const pageRows = 20_000;

async function tableSource(place: string, zone: string): Promise<QueueLogSource> {
  const address = tableAddress(place);
  const table = await openLogTable(address, zone);
  const [first] = await table.rows(null, 1);
  const last = await table.last();
  const at = (row: PlacedRow | null | undefined) =>
    row ? new TableClock(table.zone).seconds(row.time ?? '', row.callid ?? '') : null;
  // ids, or where there are none seconds, stand for the bytes of a file
  const base = table.byId ? Number(first?.mark ?? 0) : (at(first) ?? 0);
  const end = table.byId ? Number(last?.mark ?? 0) + 1 : (at(last) ?? 0) + 1;
  return {
    path: address.name,
    name: address.name,
    size: first === undefined ? 0 : Math.ceil(end - base),
    headHash: createHash('sha256').update(`${address.kind} ${address.name}`).digest('hex'),
    firstAt: at(first),
    plain: true,
    blocks: (from, signal) => tableBlocks(table, base, from, signal),
    line: (text) => text,
    close: () => table.close(),
  };
}

async function* tableBlocks(
  table: LogTable,
  base: number,
  from: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<QueueLogBlock> {
  const clock = new TableClock(table.zone);
  const placeOf = (row: PlacedRow, line: string) =>
    Math.max(0, table.byId ? Number(row.mark) - base : Math.floor(Number.parseFloat(line) - base) || 0);
  const mark = from === 0 ? null : table.byId ? String(base + from) : await table.markOfTime(base + from);
  let seen = new Set<string>();
  for await (const rows of pagesOf(table, mark, pageRows)) {
    signal?.throwIfAborted();
    // the last rows of the page before come again
    const fresh = rows.filter((row) => !seen.has(placedRowKey(row)));
    const lines = fresh.map((row) => lineOrText(row, clock));
    const [first] = fresh;
    const last = fresh.at(-1);
    if (first !== undefined && last !== undefined) {
      const start = placeOf(first, lines[0] ?? '');
      const end = placeOf(last, lines.at(-1) ?? '') + 1;
      yield { lines, start, end, storedRead: end };
    }
    const lastMark = rows.at(-1)?.mark;
    seen = new Set(rows.filter((row) => row.mark === lastMark).map(placedRowKey));
  }
}
