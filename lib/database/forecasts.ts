import { type Kysely, sql } from 'kysely';
import { arrayLiteral } from './arrayLiteral.ts';
import type { QueueOfExchange } from './historyRows.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/**
 * A queue's date as it was forecast on one day. The arrays hold one value for each quarter of an hour from `start` to the
 * end of the date in the centre's zone: 96, or 92 and 100 where the clock changes; null: not known.
 */
export interface ForecastDay {
  exchange: string;
  queue: string;
  /** ISO date in the centre's zone. */
  date: string;
  /** ISO date on which it was forecast, from nothing that came on it or later. */
  madeOn: string;
  /** Worked out afterwards, with no more than was known on `madeOn`: for days before the planner was there. */
  hindcast: boolean;
  /** The candidates that it was taken of and how much each counted, `level_2 0.61 + shapes_3 0.39`. */
  method: string;
  /** Epoch ms of the date's first instant. */
  start: number;
  /** Expected contacts, and between what 80 of 100 such intervals lie. */
  mean: (number | null)[];
  p10: (number | null)[];
  p90: (number | null)[];
  /** Expected handling time; empty in what is kept of dates gone by. */
  ahtSeconds: (number | null)[];
}

/** Days ahead of which forecasts are kept, so that they can be held against what came: in the day's morning, and farther. */
export const keptLeads: readonly number[] = [0, 1, 7, 14, 28];
/** They are kept for about 13 months. */
const keptDays = 400;
/** Rows in one statement. */
const most = 32;

/** Writes forecasts in place of those of the same queue, date and day of making; a hindcast never in place of a forecast. */
export async function writeForecastDays(db: Kysely<Schema>, days: readonly ForecastDay[]): Promise<void> {
  for (let from = 0; from < days.length; from += most) {
    const rows = days.slice(from, from + most).map(
      (day) => sql`(${day.exchange}, ${day.queue}, ${day.date}::date, ${day.madeOn}::date, ${day.hindcast}::boolean,
        ${day.method}, ${instant(day.start)}, ${reals(day.mean, 3)}::real[],
        ${reals(day.p10, 2)}::real[], ${reals(day.p90, 2)}::real[], ${reals(day.ahtSeconds, 1)}::real[])`,
    );
    await sql`
      insert into forecast_day as known (exchange, queue, date, made_on, hindcast, method, start, mean, p10, p90, aht_seconds)
      values ${sql.join(rows)}
      on conflict (exchange, queue, date, made_on) do update set hindcast = excluded.hindcast, method = excluded.method,
        start = excluded.start, mean = excluded.mean, p10 = excluded.p10, p90 = excluded.p90,
        aht_seconds = excluded.aht_seconds, written_at = now()
      where known.hindcast or not excluded.hindcast`.execute(db);
  }
}

/** Of each queue and date from `fromDate` to `toDate` (ISO, both within) the latest forecast, by queue and date. */
export async function forecastDays(
  db: Kysely<Schema>,
  queues: readonly QueueOfExchange[],
  fromDate: string,
  toDate: string,
): Promise<ForecastDay[]> {
  const { rows } = await sql<ForecastDay>`
    select distinct on (exchange, queue, date) ${columns} from forecast_day
    where (exchange, queue) in (${told(queues)}) and date between ${fromDate}::date and ${toDate}::date
    order by exchange, queue, date, made_on desc`.execute(db);
  return rows;
}

/** Of the same dates those that were forecast one of `leadDays` before; what was not kept is missing. */
export async function forecastsMade(
  db: Kysely<Schema>,
  queues: readonly QueueOfExchange[],
  fromDate: string,
  toDate: string,
  leadDays: readonly number[],
): Promise<ForecastDay[]> {
  const { rows } = await sql<ForecastDay>`
    select ${columns} from forecast_day
    where (exchange, queue) in (${told(queues)}) and date between ${fromDate}::date and ${toDate}::date
      and date - made_on = any(${leadDays}::int[])
    order by exchange, queue, date, made_on`.execute(db);
  return rows;
}

/** When forecasts of these queues were last written, epoch ms; null: never. */
export async function forecastsWrittenAt(
  db: Kysely<Schema>,
  queues: readonly QueueOfExchange[],
): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    select max(last.written_at) as at from (${told(queues)}) of
    cross join lateral (
      -- The farthest date is of the last round; to look through all that is kept takes long.
      select written_at from forecast_day known
      where (known.exchange, known.queue) = (of.exchange, of.queue) and not hindcast
      order by date desc, made_on desc limit 1
    ) last`.execute(db);
  return rows[0]?.at ?? null;
}

/** On how many dates from `from` on and before `today` (ISO) the queue was forecast in the morning, hindcasts left aside. */
export async function mornings(
  db: Kysely<Schema>,
  { exchange, queue }: QueueOfExchange,
  from: string,
  today: string,
): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from forecast_day
    where exchange = ${exchange} and queue = ${queue} and date >= ${from}::date and date < ${today}::date
      and made_on = date and not hindcast
    `.execute(db);
  return rows[0]?.count ?? 0;
}

/**
 * Drops what nobody asks for again: forecasts of other distances than the kept ones once a later one is there, and all of dates
 * long gone. Handling times are kept with the latest forecast of a date only.
 *
 * @param today ISO date
 */
export async function pruneForecasts(
  db: Kysely<Schema>,
  { exchange, queue }: QueueOfExchange,
  today: string,
): Promise<void> {
  const ofQueue = sql`old.exchange = ${exchange} and old.queue = ${queue}`;
  const later = sql`exists (
    select from forecast_day later where (later.exchange, later.queue, later.date) = (old.exchange, old.queue, old.date)
      and later.made_on > old.made_on
  )`;
  await sql`delete from forecast_day old where ${ofQueue} and old.date < ${today}::date - ${keptDays}::int`.execute(db);
  await sql`
    delete from forecast_day old where ${ofQueue} and old.date >= ${today}::date - 62
      and old.date - old.made_on <> all (${keptLeads}::int[]) and ${later}`.execute(db);
  await sql`
    update forecast_day old set aht_seconds = '{}' where ${ofQueue} and old.date >= ${today}::date - 62
      and cardinality(old.aht_seconds) > 0 and ${later}`.execute(db);
}

const columns = sql`exchange, queue, date, made_on as "madeOn", hindcast, method, start, mean, p10, p90,
  aht_seconds as "ahtSeconds"`;

function told(queues: readonly QueueOfExchange[]) {
  return sql`select exchange, queue from unnest(
    ${queues.map(({ exchange }) => exchange)}::text[], ${queues.map(({ queue }) => queue)}::text[]
  ) as told (exchange, queue)`;
}

function reals(values: readonly (number | null)[], places: number): string {
  return arrayLiteral(values.map((value) => (value === null ? null : Number(value.toFixed(places)))));
}
