import { type Kysely, sql } from 'kysely';
import { type History, shapeHistory } from '#lib/history/history.ts';
import { addParts, type HistoryOptions, type HistoryParts, inTime } from '#lib/history/historyRow.ts';
import { type HistoryStep, stepBoundaries } from '#lib/history/historySteps.ts';
import { intervalMs, intervalStart } from '#lib/interval/intervalTally.ts';
import type { WaitHistogram } from '#lib/interval/waitHistogram.ts';
import { instant } from './instant.ts';
import { gapsWithin } from './observationGaps.ts';
import type { Schema } from './schema.ts';

export interface QueueOfExchange {
  exchange: string;
  queue: string;
}

/** A queue whose waits are in time within its own threshold, in whole seconds. */
export interface QueueWithThreshold extends QueueOfExchange {
  thresholdSeconds: number;
}

export interface HistoryQuery extends HistoryOptions {
  queues: readonly QueueWithThreshold[];
  /** Epoch ms; visits offered at `from` or later and before `to`, both taken to whole 15-minute intervals outwards. */
  from: number;
  to: number;
  step: HistoryStep;
  /** The centre's IANA zone. */
  zone: string;
  /** Epoch ms, default the present. */
  now?: number;
}

/** A statement reads rollups of so long a span at most, so that the embedded database's other clients get their turn. */
const chunkMs = 31 * 86_400_000;

/**
 * The history of queues taken together, from rollups alone: a row for every step that the span touches, those without
 * visits too, and the total.
 *
 * @throws RangeError when the span is empty or the zone unknown
 */
export async function historyOf(db: Kysely<Schema>, query: HistoryQuery): Promise<History> {
  const { queues, now = Date.now() } = query;
  const from = intervalStart(query.from);
  const to = intervalStart(query.to - 1) + intervalMs;
  const boundaries = stepBoundaries(from, to, query.step, query.zone);
  const parts = new Map<number, HistoryParts>();
  const byThreshold = Map.groupBy(queues, ({ thresholdSeconds }) => thresholdSeconds);
  for (let start = from; start < to; start += chunkMs)
    for (const [thresholdSeconds, group] of byThreshold)
      for (const [step, told] of await partsOf(db, group, start, Math.min(start + chunkMs, to), boundaries)) {
        const more = inTime(told, thresholdSeconds);
        const known = parts.get(step);
        parts.set(step, known ? addParts([known, more]) : more);
      }
  const exchanges = [...new Set(queues.map(({ exchange }) => exchange))];
  return shapeHistory(boundaries, parts, await gapsWithin(db, exchanges, from, to), now, query);
}

interface PartsRow {
  step: number;
  offered: number;
  answered: number;
  abandoned: number;
  timed_out: number;
  left_by_key: number;
  left_empty: number;
  withdrawn: number;
  lost_in_outage: number;
  unknown: number;
  wait_seconds_answered: number;
  waits_answered: number;
  wait_seconds_all: number;
  waits_all: number;
  max_wait_seconds: number | null;
  talk_seconds: number;
  talks: number;
  hold_seconds: number;
  holds: number;
  wrap_up_seconds: number;
  wrap_ups: number;
  answered_wait_buckets: number[] | null;
  answered_wait_counts: number[] | null;
  abandoned_wait_buckets: number[] | null;
  abandoned_wait_counts: number[] | null;
  other_wait_buckets: number[] | null;
  other_wait_counts: number[] | null;
}

const counts = ['offered', 'answered', 'abandoned', 'timed_out', 'left_by_key', 'left_empty', 'withdrawn'];
const moreCounts = ['lost_in_outage', 'unknown', 'waits_answered', 'waits_all', 'talks', 'holds', 'wrap_ups'];
const seconds = ['wait_seconds_answered', 'wait_seconds_all', 'talk_seconds', 'hold_seconds', 'wrap_up_seconds'];
const summed = sql.raw(
  [...counts, ...moreCounts, ...seconds].map((column) => `sum(${column}) as ${column}`).join(', '),
);
const kinds = ['answered', 'abandoned', 'other'];
const unnested = sql.raw(
  kinds
    .map(
      (kind) => `select step, '${kind}' as kind, bucket, waits
        from chosen, unnest(${kind}_wait_buckets, ${kind}_wait_counts) as told (bucket, waits)`,
    )
    .join(' union all '),
);
const gathered = sql.raw(
  kinds
    .flatMap((kind) => [
      `array_agg(bucket order by bucket) filter (where kind = '${kind}') as ${kind}_wait_buckets`,
      `array_agg(waits order by bucket) filter (where kind = '${kind}') as ${kind}_wait_counts`,
    ])
    .join(', '),
);

async function partsOf(
  db: Kysely<Schema>,
  queues: readonly QueueOfExchange[],
  from: number,
  to: number,
  boundaries: readonly number[],
): Promise<Map<number, HistoryParts>> {
  // Only the boundaries that fall into the span, so that width_bucket searches few of them.
  const first = Math.max(
    0,
    boundaries.findLastIndex((at) => at <= from),
  );
  const seconds = boundaries
    .slice(first)
    .filter((at) => at < to)
    .map((at) => at / 1000);
  const { rows } = await sql<PartsRow>`
    with chosen as materialized (
      select width_bucket(extract(epoch from start)::float8, ${seconds}::float8[]) as step, interval_rollup.*
      from interval_rollup
      where (exchange, queue) in (
          select exchange, queue from unnest(
            ${queues.map(({ exchange }) => exchange)}::text[], ${queues.map(({ queue }) => queue)}::text[]
          ) as told (exchange, queue)
        )
        and start >= ${instant(from)} and start < ${instant(to)}
    ),
    sums as materialized (
      select step, max(max_wait_seconds) as max_wait_seconds, ${summed} from chosen group by step
    ),
    histograms as materialized (
      select step, ${gathered}
      from (select step, kind, bucket, sum(waits)::int as waits from (${unnested}) told group by step, kind, bucket) added
      group by step
    )
    select * from sums left join histograms using (step)`.execute(db);
  return new Map(rows.map((row) => [first + row.step - 1, partsFrom(row)]));
}

function partsFrom(row: PartsRow): HistoryParts {
  return {
    offered: row.offered,
    outcomes: {
      answered: row.answered,
      abandoned: row.abandoned,
      timed_out: row.timed_out,
      left_by_key: row.left_by_key,
      left_empty: row.left_empty,
      withdrawn: row.withdrawn,
      lost_in_outage: row.lost_in_outage,
      unknown: row.unknown,
    },
    waitSecondsAnswered: row.wait_seconds_answered,
    waitsAnswered: row.waits_answered,
    waitSecondsAll: row.wait_seconds_all,
    waitsAll: row.waits_all,
    maxWaitSeconds: row.max_wait_seconds,
    talkSeconds: row.talk_seconds,
    talks: row.talks,
    holdSeconds: row.hold_seconds,
    holds: row.holds,
    wrapUpSeconds: row.wrap_up_seconds,
    wrapUps: row.wrap_ups,
    answeredWaits: histogramFrom(row.answered_wait_buckets, row.answered_wait_counts),
    abandonedWaits: histogramFrom(row.abandoned_wait_buckets, row.abandoned_wait_counts),
    otherWaits: histogramFrom(row.other_wait_buckets, row.other_wait_counts),
    answeredInTime: 0,
    abandonedInTime: 0,
  };
}

function histogramFrom(buckets: number[] | null, counts: number[] | null): WaitHistogram {
  return { buckets: buckets ?? [], counts: counts ?? [] };
}
