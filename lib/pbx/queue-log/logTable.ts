import type { TableAddress } from './tableAddress.ts';
import { isEpoch, TableClock } from './tableClock.ts';
import { openTableConnection, type TableConnection } from './tableConnection.ts';
import { type TableRow, tableColumns } from './tableRow.ts';

/** A row, and where it stands in the order in which the table is read. */
export interface PlacedRow extends TableRow {
  /** Its id, or where the table has none its time, as they are written there. */
  mark: string;
}

/** A table of queue_log rows, open to be read in order. */
export interface LogTable {
  readonly name: string;
  /** Rows are ordered by a whole number that is their id; else by their time alone. */
  readonly byId: boolean;
  /** IANA name of the zone of its local times. */
  readonly zone: string;
  /** Rows at `from` (a mark; null: the first) and behind it, in order, `limit` at most. */
  rows(from: string | null, limit: number): Promise<PlacedRow[]>;
  /** The last row; null when the table is empty. */
  last(): Promise<PlacedRow | null>;
  /** A mark before which no row is as late as `at` (epoch seconds); null: the first. */
  markOfTime(at: number): Promise<string | null>;
  close(): Promise<void>;
}

/** A table's rows from `start` (a mark; null: the first) on; those of a page's last mark come again in the next. */
export async function* pagesOf(table: LogTable, start: string | null, pageRows: number): AsyncGenerator<PlacedRow[]> {
  let from = start;
  for (let limit = pageRows; ; ) {
    const rows = await table.rows(from, limit);
    yield rows;
    if (rows.length < limit) return;
    const next = rows.at(-1)?.mark ?? null;
    // a page of one and the same mark: a larger one
    limit = next === from ? limit * 2 : pageRows;
    from = next;
  }
}

/** By which a row that comes again is known. */
export function placedRowKey({ mark, time, callid, queuename, agent, event, data }: PlacedRow): string {
  return [mark, time, callid, queuename, agent, event, ...data].join('|');
}

const wholeNumber = /^(small|medium|big|tiny)?int(eger)?\b/i;

/**
 * Connects to a database that Asterisk writes its queue_log into, only to read.
 *
 * @param zone IANA name of the zone that the exchange's clock shows
 * @throws Error in one sentence when it cannot be reached or the table is none
 */
export async function openLogTable(address: TableAddress, zone: string): Promise<LogTable> {
  const connection = await openTableConnection(address).catch((error: Error) => {
    throw new Error(`Cannot read ${address.name}: ${error.message || String(error)}`, { cause: error });
  });
  try {
    return await logTableOf(connection, address, zone);
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function logTableOf(connection: TableConnection, address: TableAddress, zone: string): Promise<LogTable> {
  const { quote, value, asText } = connection;
  const [table = '', schema = null] = address.table.split('.').reverse();
  const there = await connection.columns(table, schema);
  const columns = tableColumns(there.map(({ name }) => name));
  if (columns === null)
    throw new Error(
      there.length === 0
        ? `Cannot read ${address.name}: there is no such table, or this user may not read it`
        : `Cannot read ${address.name}: of the columns time, callid, queuename, agent, event and data1 (or data) one is missing; there are ${there.map(({ name }) => name).join(', ')}`,
    );
  const quoted = (at: number) => quote(there[at]?.name ?? '');
  const byId = columns.id !== null && wholeNumber.test(there[columns.id]?.type ?? '');
  const ordering = quoted(byId ? (columns.id ?? 0) : columns.time);
  const order = byId ? ordering : `${ordering}, ${quoted(columns.callid)}`;
  // MySQL keeps a TIMESTAMP in UTC and tells it in the zone of the session, which is UTC
  const isUtc = address.kind === 'mysql' && there[columns.time]?.type.toLowerCase() === 'timestamp';
  const fields = [
    `${asText(ordering)} as mark`,
    ...([columns.time, columns.callid, columns.queuename, columns.agent, columns.event, ...columns.data] as const).map(
      (at, i) => `${asText(quoted(at))} as f${i}`,
    ),
  ];
  const from = `select ${fields.join(', ')} from ${schema === null ? '' : `${quote(schema)}.`}${quote(table)}`;

  const select = async (rest: string, values: unknown[]): Promise<PlacedRow[]> => {
    const rows = await connection.query(`${from} ${rest}`, values).catch((error: Error) => {
      throw new Error(`Cannot read ${address.name}: ${error.message}`, { cause: error });
    });
    return rows.map((row) => placed(row, columns.data.length));
  };
  const log: LogTable = {
    name: address.name,
    byId,
    zone: isUtc ? 'UTC' : zone,
    rows: (mark, limit) =>
      mark === null
        ? select(`order by ${order} limit ${limit}`, [])
        : select(`where ${ordering} >= ${value(1)} order by ${order} limit ${limit}`, [mark]),
    last: async () => (await select(`order by ${ordering} desc limit 1`, []))[0] ?? null,
    markOfTime: (at) => markOfTime(log, at),
    close: () => connection.close(),
  };
  return log;
}

/** By halving where rows have ids: a table may have no index on its times. */
async function markOfTime(log: LogTable, at: number): Promise<string | null> {
  const [first] = await log.rows(null, 1);
  const end = await log.last();
  if (first === undefined || end === null) return null;
  if (!log.byId) return isEpoch(end.mark) ? String(Math.floor(at)) : new TableClock(log.zone).text(at);
  let [low, high] = [Number(first.mark), Number(end.mark) + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [row] = await log.rows(String(middle), 1);
    // with a clock of its own each time: these rows come in no order
    const rowAt = row === undefined ? null : new TableClock(log.zone).seconds(row.time ?? '', row.callid ?? '');
    if (row === undefined || rowAt === null || rowAt >= at) high = middle;
    else low = Number(row.mark) + 1;
  }
  return String(low);
}

function placed(row: Record<string, string | null>, dataColumns: number): PlacedRow {
  const field = (n: number) => row[`f${n}`] ?? null;
  return {
    mark: row.mark ?? '',
    time: field(0),
    callid: field(1),
    queuename: field(2),
    agent: field(3),
    event: field(4),
    data: Array.from({ length: dataColumns }, (_, i) => field(5 + i)),
  };
}
