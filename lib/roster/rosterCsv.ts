import type { ZoneId } from '@js-joda/core';
import { type CsvRecord, csvRecords } from '#lib/staffing/csvRecords.ts';
import { activityOf, columnOf, foldedWord, type RosterColumn } from './rosterColumns.ts';
import { type RosterActivity, rosterActivities } from './rosteredShift.ts';
import { instantsOf, type WrittenTime, writtenTime } from './rosterTime.ts';

/** A queue that a roster may name, and by which words. */
export interface RosterQueue {
  /** `exchange:queue` */
  id: string;
  names: readonly string[];
}

/** One line of a roster file. Instants are epoch ms. */
export interface RosterLine {
  /** `roster.csv, line 4` */
  where: string;
  agent: string;
  agentName: string | null;
  queues: string[] | null;
  startsAt: number;
  endsAt: number;
  activity: RosterActivity;
}

export interface RosterCsv {
  lines: RosterLine[];
  /** One sentence each. */
  mistakes: string[];
}

export interface RosterCsvOptions {
  /** How the file is called in sentences. */
  name: string;
  /** Times without a zone are on its clock. */
  zone: ZoneId;
  /** Queues of the centre. */
  queues: readonly RosterQueue[];
}

const longestMs = 24 * 3_600_000;
const form = 'agent,start,end[,activity][,queues][,name]';

/**
 * Reads `agent,start,end[,activity][,queues][,name]`: a header line in English or Turkish, columns in any order, others
 * ignored; comma, semicolon or tab; quotes; a byte order mark. A time of day alone is of the column `date`, or, as an end,
 * the next one after the start, across midnight as well.
 */
export function rosterCsv(text: string, { name, zone, queues }: RosterCsvOptions): RosterCsv {
  const { records, openQuoteAt } = csvRecords(text);
  if (openQuoteAt !== null)
    return only(`${name}, line ${openQuoteAt}: a quote is opened and never closed; close it or remove it.`);
  const [head, ...body] = records;
  if (!head) return only(`${name} is empty; it needs a header line ${form}.`);
  const columns = new Map<RosterColumn, number>();
  for (const [place, cell] of head.cells.entries()) {
    const column = columnOf(cell);
    if (column === null) continue;
    if (columns.has(column))
      return only(
        `${name}, line ${head.line}: the header has two columns for the ${column}, “${shortened(head.cells[columns.get(column) as number] ?? '')}” and “${shortened(cell)}”; keep one.`,
      );
    columns.set(column, place);
  }
  const missing = (['agent', 'start', 'end'] as const).filter((column) => !columns.has(column));
  if (missing.length > 0)
    return only(
      `${name}, line ${head.line}: the header has no column ${missing.join(' and no column ')}; the first line must be ${form}, or temsilci,başlangıç,bitiş[,etkinlik][,kuyruklar][,ad].`,
    );
  if (body.length === 0) return only(`${name} has a header line but no rows; add one row for each shift.`);

  const read: RosterCsv = { lines: [], mistakes: [] };
  for (const record of body) {
    const line = lineOf(record, columns, zone, queues);
    const where = `${name}, line ${record.line}`;
    if (typeof line === 'string') read.mistakes.push(`${where}: ${line}`);
    else read.lines.push({ where, ...line });
  }
  return read;
}

function only(mistake: string): RosterCsv {
  return { lines: [], mistakes: [mistake] };
}

/** What a record says, or what is wrong with it. */
function lineOf(
  { cells }: CsvRecord,
  columns: ReadonlyMap<RosterColumn, number>,
  zone: ZoneId,
  queues: readonly RosterQueue[],
): Omit<RosterLine, 'where'> | string {
  const cell = (column: RosterColumn) => (cells[columns.get(column) ?? -1] ?? '').trim();
  const agent = cell('agent').replaceAll('\0', '');
  if (agent === '') return 'the agent is empty; say whose shift this is.';
  const time = timesOf(cell('start'), cell('end'), columns.has('date') ? cell('date') : null, zone);
  if (typeof time === 'string') return time;
  const activity = cell('activity') === '' ? 'work' : activityOf(cell('activity'));
  if (activity === null)
    return `“${shortened(cell('activity'))}” is no activity; write ${rosterActivities.join(', ')}, or leave it empty for work.`;
  const served = queuesOf(cell('queues'), queues);
  if (typeof served === 'string') return served;
  return { agent, agentName: cell('name') || null, queues: served, ...time, activity };
}

function timesOf(
  start: string,
  end: string,
  date: string | null,
  zone: ZoneId,
): { startsAt: number; endsAt: number } | string {
  const day = date ? writtenTime(date) : null;
  if (date && (day?.date === undefined || day.date === null || day.secondOfDay !== null))
    return `“${shortened(date)}” is no date such as 2026-11-23 or 23.11.2026.`;
  const from = writtenTime(start);
  const until = writtenTime(end);
  if (from === null || from.secondOfDay === null) return noTime('start', start, day);
  if (until === null || until.secondOfDay === null) return noTime('end', end, day);
  const begins = from.date ?? day?.date ?? null;
  if (begins === null)
    return `the start “${shortened(start)}” has no date; write it as 2026-11-23T08:00, or add a column date.`;
  if ((from.offsetMinutes !== null) !== (until.offsetMinutes !== null) && until.date !== null)
    return `one of start and end is with a zone and the other without; write both alike.`;

  const starts = instantsOf(begins, from.secondOfDay, from.offsetMinutes, zone);
  const startsAt = starts[0];
  if (startsAt === undefined) return leftOut(start, zone);
  const ends = endsOf(until as WrittenTime & { secondOfDay: number }, from.offsetMinutes, begins, startsAt, zone);
  if (ends.length === 0) return leftOut(end, zone);
  const endsAt = ends.find((at) => at > startsAt);
  if (endsAt === undefined)
    return `the end “${shortened(end)}” is not after the start “${shortened(start)}”; exchange them, or give the end the date of the next day.`;
  if (endsAt - startsAt > longestMs)
    return `it lasts ${Math.round((endsAt - startsAt) / 3_600_000)} hours, from ${shortened(start)} to ${shortened(end)}; check the dates, nothing may last more than 24.`;
  const year = Number(begins.slice(0, 4));
  if (year < 2000 || year > 2099) return `the year ${year} cannot be meant; check the date.`;
  return { startsAt, endsAt };
}

/** Instants that the end may be; a time of day alone is the next one after the start. */
function endsOf(
  until: WrittenTime & { secondOfDay: number },
  offsetMinutes: number | null,
  begins: string,
  startsAt: number,
  zone: ZoneId,
): number[] {
  if (until.date !== null) return instantsOf(until.date, until.secondOfDay, until.offsetMinutes, zone);
  const sameDay = instantsOf(begins, until.secondOfDay, offsetMinutes, zone);
  if (sameDay.some((at) => at > startsAt)) return sameDay;
  const dayAfter = instantsOf(begins, 86_400, 0, zone)[0] as number;
  return instantsOf(new Date(dayAfter).toISOString().slice(0, 10), until.secondOfDay, offsetMinutes, zone);
}

function noTime(what: 'start' | 'end', written: string, day: WrittenTime | null): string {
  const said = written === '' ? `the ${what} is empty` : `the ${what} “${shortened(written)}” is no time`;
  const slashed = /^\d{1,2}\/\d{1,2}\/\d{4}/.test(written) ? ' (with slashes it is not clear which is the month)' : '';
  return day !== null || (what === 'end' && written === '')
    ? `${said}; write it as 17:30, or with its date as 2026-11-23T17:30.`
    : `${said}${slashed}; write it as 2026-11-23T08:00, 2026-11-23T08:00+03:00 or 23.11.2026 08:00.`;
}

function leftOut(written: string, zone: ZoneId): string {
  return `there is no ${shortened(written)} in ${zone.id()}, where the clock is put forward over it; write the time that the clock shows, or add the zone.`;
}

function queuesOf(cell: string, known: readonly RosterQueue[]): string[] | null | string {
  const words = cell
    .split(/[|;,+]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');
  if (words.length === 0) return null;
  const found = new Set<string>();
  for (const word of words) {
    const queue =
      known.find(({ id, names }) => id === word || names.includes(word)) ??
      known.find(({ id, names }) => [id, ...names].some((one) => foldedWord(one) === foldedWord(word)));
    if (!queue) {
      const names = known.map((one) => one.names[0] ?? one.id).join(', ');
      return `“${shortened(word)}” is no queue of the centre; its queues are ${names || 'not known yet'}; leave it empty for all of them.`;
    }
    found.add(queue.id);
  }
  return [...found].sort();
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
