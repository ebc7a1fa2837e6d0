import { csvRecords } from './csvRecords.ts';
import { StaffMistake } from './staffMistake.ts';
import { parseTimestamp } from './timestamp.ts';

/** More contacts than these in one row are a mistake: a telephone number, a timestamp. */
const mostContacts = 1e7;
/** So does a handling time of more than a day: it stands in milliseconds. */
export const longestAht = 86_400;

/** One line of a demand file. */
export interface DemandRow {
  line: number;
  /** Epoch ms; for timestamps without a zone, the wall clock read as if it were UTC. */
  at: number;
  /** Minutes by which the clock that it was written by is ahead of UTC; null: written without a zone. */
  offsetMinutes: number | null;
  count: number;
  ahtSeconds: number | null;
}

export interface DemandFile {
  /** In order of time. */
  rows: DemandRow[];
  /** Do the timestamps carry a zone? */
  zoned: boolean;
  /** Minutes by which the zone is ahead of UTC, of the first row; null without a zone. */
  offsetMinutes: number | null;
  /** Sentences on what was assumed: lines out of order, numbers that may be meant otherwise. */
  notes: string[];
}

/**
 * Reads `timestamp,count[,aht_seconds]`: a header line, columns in any order, others ignored; comma, semicolon or tab;
 * quotes; a byte order mark; timestamps in ISO form with or without a zone, or as 02.03.2026 09:00, or dates alone; with
 * semicolons, decimal commas as well.
 *
 * @param name how the file is called in sentences
 * @throws StaffMistake naming file and line
 */
export function demandCsv(text: string, name: string): DemandFile {
  const fail = (line: number, sentence: string): never => {
    throw new StaffMistake('input', `${name}, line ${line}: ${sentence}`);
  };
  const { records, separator, openQuoteAt } = csvRecords(text);
  if (openQuoteAt !== null) fail(openQuoteAt, 'a quote is opened and never closed; close it or remove it.');
  const [head, ...body] = records;
  if (!head) throw new StaffMistake('input', `${name} is empty; it needs a header line timestamp,count[,aht_seconds].`);
  const columns = columnsOf(head.cells, name, head.line);

  const rows: DemandRow[] = [];
  const seen = new Map<number, number>();
  let zoned: boolean | null = null;
  let offsetMinutes: number | null = null;
  let sorted = false;
  let likeThousands: string | null = null;
  for (const { line, cells } of body) {
    const cell = (column: number) => (cells[column] ?? '').trim();
    const written = cell(columns.timestamp);
    const time =
      parseTimestamp(written) ??
      fail(line, `“${shortened(written)}” is no date and time such as 2026-03-02T09:00 or 2026-03-02T09:00+03:00.`);
    if (cells.slice(head.cells.length).some((extra) => extra.trim() !== ''))
      fail(
        line,
        `there are ${cells.length} cells but ${head.cells.length} in the header; put a text that holds the separator in quotes, and separate columns by semicolons where numbers have decimal commas.`,
      );
    if (zoned === null) {
      zoned = time.offsetMinutes !== null;
      offsetMinutes = time.offsetMinutes;
    } else if (zoned !== (time.offsetMinutes !== null))
      fail(
        line,
        `the timestamp is ${zoned ? 'without' : 'with'} a zone, those above are not; write all of them alike.`,
      );
    const earlier = seen.get(time.at);
    if (earlier !== undefined)
      fail(
        line,
        `${written} was already on line ${earlier}; keep one row for each time${zoned ? '' : ', or add the zone if the clock was put back'}.`,
      );
    seen.set(time.at, line);
    const count = numberOf(cell(columns.count), separator);
    if (count === null || count < 0)
      fail(line, `the count must be a number of 0 or more, not “${shortened(cell(columns.count))}”.`);
    if ((count as number) > mostContacts)
      fail(line, `a count of ${shortened(cell(columns.count))} is more than any centre receives; check the column.`);
    if (separator === ';' && /^\d{1,3}\.\d{3}$/.test(cell(columns.count))) likeThousands ??= cell(columns.count);
    rows.push({
      line,
      at: time.at,
      offsetMinutes: time.offsetMinutes,
      count: count as number,
      ahtSeconds:
        columns.aht === null
          ? null
          : ahtOf(cell(columns.aht), separator, count as number, (sentence) => fail(line, sentence)),
    });
    const before = rows.at(-2);
    if (before && before.at > time.at) sorted = true;
  }
  if (rows.length === 0)
    throw new StaffMistake('input', `${name} has a header line but no rows; add one row for each interval.`);
  rows.sort((a, b) => a.at - b.at);
  const notes: string[] = [];
  if (sorted) notes.push(`${name}: the rows were not in order of time; they were sorted.`);
  if (likeThousands !== null)
    notes.push(
      `${name}: counts such as ${likeThousands} were read with a decimal point, as about ${Math.round(Number(likeThousands))}; if the point is to part thousands, leave it out.`,
    );
  return { rows, zoned: zoned ?? false, offsetMinutes, notes };
}

function columnsOf(cells: string[], name: string, line: number) {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const find = (column: string) => names.indexOf(column);
  const missing = ['timestamp', 'count'].filter((column) => find(column) < 0);
  if (missing.length > 0)
    throw new StaffMistake(
      'input',
      `${name}, line ${line}: the header has no column ${missing.join(' and no column ')}; the first line must be timestamp,count or timestamp,count,aht_seconds.`,
    );
  const aht = find('aht_seconds');
  return { timestamp: find('timestamp'), count: find('count'), aht: aht < 0 ? null : aht };
}

function ahtOf(cell: string, separator: string, count: number, fail: (sentence: string) => never): number | null {
  if (cell === '') return null;
  const seconds = numberOf(cell, separator);
  // Reports write 0 where nobody called.
  if (seconds === 0 && count === 0) return null;
  if (seconds === null || seconds <= 0)
    return fail(`aht_seconds must be a number above 0, or empty where it is not known, not “${shortened(cell)}”.`);
  if (seconds > longestAht)
    return fail(`an aht_seconds of ${shortened(cell)} is longer than a day; check the column, it is to be in seconds.`);
  return seconds;
}

function numberOf(cell: string, separator: string): number | null {
  const written = separator === ',' ? cell : cell.replace(',', '.');
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written) && Number.isFinite(Number(written))
    ? Number(written)
    : null;
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
