import { type Kysely, sql } from 'kysely';
import type { PatienceWait } from '#lib/staffing/patienceWaits.ts';
import { waitsOfHistograms } from '#lib/staffing/patienceWaits.ts';
import type { QueueOfExchange } from './historyRows.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** Waits of a queue's visits that were offered in one hour of the day, 0–23 on the centre's clock. */
export interface WaitsOfHour extends QueueOfExchange {
  hour: number;
  waits: PatienceWait[];
}

export interface PatienceHistoryQuery {
  queues: readonly QueueOfExchange[];
  /** Epoch ms. */
  from: number;
  to: number;
  /** IANA zone of the centre. */
  zone: string;
}

/** A statement reads so long a span of one queue at most, so that the embedded database's other clients get their turn. */
const longestMs = 250 * 86_400_000;
const dayMs = 86_400_000;

/**
 * How long callers waited until they gave up, or until something else ended their wait, by queue and hour of the day: from
 * the rollups' histograms, so that a year of a million visits takes a second or two. Abandoned visits count as given up, all
 * others whose wait is known as cut short.
 */
export async function patienceHistory(db: Kysely<Schema>, query: PatienceHistoryQuery): Promise<WaitsOfHour[]> {
  const groups = new Map<string, QueueOfExchange & { hour: number; abandoned: Counts; censored: Counts }>();
  const chunkMs = Math.max(dayMs, longestMs / Math.max(1, query.queues.length));
  for (let from = query.from; from < query.to; from += chunkMs) {
    for (const row of await waitsWithin(db, query, from, Math.min(from + chunkMs, query.to))) {
      const key = `${row.exchange}|${row.queue}|${row.hour}`;
      let group = groups.get(key);
      if (group === undefined) {
        const { exchange, queue, hour } = row;
        group = { exchange, queue, hour, abandoned: new Map(), censored: new Map() };
        groups.set(key, group);
      }
      const counts = group[row.abandoned ? 'abandoned' : 'censored'];
      counts.set(row.bucket, (counts.get(row.bucket) ?? 0) + row.waits);
    }
  }
  return [...groups.values()]
    .map(({ exchange, queue, hour, abandoned, censored }) => ({
      ...{ exchange, queue, hour },
      waits: waitsOfHistograms(histogram(abandoned), histogram(censored)),
    }))
    .sort((a, b) => a.exchange.localeCompare(b.exchange) || a.queue.localeCompare(b.queue) || a.hour - b.hour);
}

type Counts = Map<number, number>;

function histogram(counts: Counts) {
  const buckets = [...counts.keys()].sort((a, b) => a - b);
  return { buckets, counts: buckets.map((bucket) => counts.get(bucket) as number) };
}

interface WaitsRow {
  exchange: string;
  queue: string;
  hour: number;
  abandoned: boolean;
  bucket: number;
  waits: number;
}

async function waitsWithin(
  db: Kysely<Schema>,
  { queues, zone }: PatienceHistoryQuery,
  from: number,
  to: number,
): Promise<WaitsRow[]> {
  const { rows } = await sql<WaitsRow>`
    with rolled as materialized (
      select exchange, queue, extract(hour from start at time zone ${zone})::int as hour, answered_wait_buckets,
        answered_wait_counts, abandoned_wait_buckets, abandoned_wait_counts, other_wait_buckets, other_wait_counts
      from interval_rollup
      where (exchange, queue) in (
          select exchange, queue from unnest(
            ${queues.map(({ exchange }) => exchange)}::text[], ${queues.map(({ queue }) => queue)}::text[]
          ) as told (exchange, queue)
        )
        and start >= ${instant(from)} and start < ${instant(to)}
    )
    select exchange, queue, hour, abandoned, bucket, sum(waits)::float8 as waits
    from (
      select exchange, queue, hour, false as abandoned, unnest(answered_wait_buckets) as bucket,
        unnest(answered_wait_counts) as waits from rolled
      union all
      select exchange, queue, hour, true, unnest(abandoned_wait_buckets), unnest(abandoned_wait_counts) from rolled
      union all
      select exchange, queue, hour, false, unnest(other_wait_buckets), unnest(other_wait_counts) from rolled
    ) waited
    group by exchange, queue, hour, abandoned, bucket`.execute(db);
  return rows;
}
