import { type Kysely, sql } from 'kysely';
import type { QueueOfExchange } from './historyRows.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** What came in one 15-minute interval, for forecasting. */
export interface IntervalDemand {
  /** Epoch ms. */
  start: number;
  offered: number;
  answered: number;
  abandoned: number;
  /** Sums of whole seconds, and over how many visits they are known. */
  talkSeconds: number;
  talks: number;
  wrapUpSeconds: number;
  wrapUps: number;
}

/**
 * Demand of queues taken together, for intervals that start at `from` or later and before `to` (epoch ms), in order.
 * Intervals without a visit are left out.
 */
export async function demandOf(
  db: Kysely<Schema>,
  queues: readonly QueueOfExchange[],
  from: number,
  to: number,
): Promise<IntervalDemand[]> {
  const { rows } = await sql<IntervalDemand>`
    select (extract(epoch from start) * 1000)::int8 as start, sum(offered) as offered, sum(answered) as answered,
      sum(abandoned) as abandoned, sum(talk_seconds) as "talkSeconds", sum(talks) as talks,
      sum(wrap_up_seconds) as "wrapUpSeconds", sum(wrap_ups) as "wrapUps"
    from interval_rollup
    where (exchange, queue) in (
        select exchange, queue from unnest(
          ${queues.map(({ exchange }) => exchange)}::text[], ${queues.map(({ queue }) => queue)}::text[]
        ) as told (exchange, queue)
      )
      and start >= ${instant(from)} and start < ${instant(to)}
    group by interval_rollup.start
    order by interval_rollup.start`.execute(db);
  return rows;
}

/** The first and the end of the last interval of these queues with a visit, epoch ms; null when there is none. */
export async function demandSpan(
  db: Kysely<Schema>,
  queues: readonly QueueOfExchange[],
): Promise<{ from: number; to: number } | null> {
  const { rows } = await sql<{ from: number | null; to: number | null }>`
    select min(start) as "from", max(start) + interval '15 minutes' as "to" from interval_rollup
    where (exchange, queue) in (
      select exchange, queue from unnest(
        ${queues.map(({ exchange }) => exchange)}::text[], ${queues.map(({ queue }) => queue)}::text[]
      ) as told (exchange, queue)
    )`.execute(db);
  const span = rows[0];
  return span?.from == null || span.to == null ? null : { from: span.from, to: span.to };
}
