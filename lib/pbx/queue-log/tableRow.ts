import { QueueLogLineError } from './queueLogRow.ts';
import type { TableClock } from './tableClock.ts';

/** One row of Asterisk's realtime table `queue_log`, as text; null where the table says NULL. */
export interface TableRow {
  time: string | null;
  callid: string | null;
  queuename: string | null;
  agent: string | null;
  event: string | null;
  /** What follows the event: `data1` to `data5`, or all of it in one column. */
  data: readonly (string | null)[];
}

/**
 * The line that the same row is in a queue_log file.
 *
 * @throws QueueLogLineError when its time is none
 */
export function lineOfTableRow(row: TableRow, clock: TableClock): string {
  const at = clock.seconds(row.time ?? '', row.callid ?? '');
  if (at === null)
    throw new QueueLogLineError(
      `tells the time "${(row.time ?? '').slice(0, 40)}", which is none that Asterisk writes`,
    );
  const data = row.data.map((field) => field ?? '');
  // columns that an event has no use for are empty; transfers count their fields from the end
  while (data.at(-1) === '') data.pop();
  return [at, row.callid ?? 'NONE', row.queuename ?? 'NONE', row.agent ?? 'NONE', row.event ?? '', ...data].join('|');
}

/** The same, but of a row whose time is none a line that is none, so that it is counted and named. */
export function lineOrText(row: TableRow, clock: TableClock): string {
  try {
    return lineOfTableRow(row, clock);
  } catch (error) {
    if (!(error instanceof QueueLogLineError)) throw error;
    return [row.time, row.callid, row.queuename, row.agent, row.event].join('|');
  }
}

/** The columns of such a table by their names, in any case and order; null when one is missing. */
export function tableColumns(names: readonly string[]): TableColumns | null {
  const lower = names.map((name) => name.trim().toLowerCase());
  const find = (...wanted: string[]) => lower.findIndex((name) => wanted.includes(name));
  const [time, callid, queuename, agent, event] = [
    find('time', 'tstamp', 'created'),
    find('callid'),
    find('queuename', 'queue'),
    find('agent'),
    find('event', 'verb'),
  ];
  const numbered = [1, 2, 3, 4, 5].map((n) => find(`data${n}`)).filter((at) => at >= 0);
  const data = numbered.length > 0 ? numbered : [find('data')].filter((at) => at >= 0);
  if ([time, callid, queuename, agent, event].some((at) => at < 0) || data.length === 0) return null;
  const id = find('id');
  return { time, callid, queuename, agent, event, data, id: id < 0 ? null : id };
}

/** Where each column stands, counted from 0. */
export interface TableColumns {
  time: number;
  callid: number;
  queuename: number;
  agent: number;
  event: number;
  data: number[];
  id: number | null;
}
