import { type Kysely, sql } from 'kysely';
import { intervalMinutes, intervalMs } from '#lib/interval/intervalTally.ts';
import { bucketUppers } from '#lib/interval/waitHistogram.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/**
 * Rolls up intervals whose visits have changed, the latest first, and answers how many it did; 0 when none is left. Safe
 * with writers at work: their marks come with their visits.
 *
 * @param most intervals (of one exchange) at a time; the embedded database does nothing else meanwhile
 */
export async function rollUpTouched(db: Kysely<Schema>, most = 400): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const { rows } = await sql<{ exchange: string; start: number }>`
      delete from touched_interval where (exchange, start) in (
        select exchange, start from touched_interval order by start desc, exchange limit ${most}::int for update skip locked
      ) returning exchange, start`.execute(transaction);
    if (rows.length === 0) return 0;
    for (const span of spansOf(rows)) await writeRollups(transaction, span);
    return rows.length;
  });
}

/** How many intervals wait for being rolled up. */
export async function touchedIntervals(db: Kysely<Schema>): Promise<number> {
  const row = await db
    .selectFrom('touched_interval')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

/**
 * Intervals of these exchanges from `from` on and before `to` whose visits changed before `since` and were not rolled up since:
 * what their rollups say is not the whole. Instants are epoch ms.
 */
export async function outdatedIntervals(
  db: Kysely<Schema>,
  exchanges: readonly string[],
  { from, to, since }: { from: number; to: number; since: number },
): Promise<{ exchange: string; start: number }[]> {
  if (exchanges.length === 0) return [];
  const { rows } = await sql<{ exchange: string; start: number }>`
    select exchange, start from touched_interval
    where exchange = any(${exchanges}::text[]) and start >= ${instant(from)}
      and start < ${instant(to)} and touched_at < ${instant(since)}
    order by exchange, start`.execute(db);
  return rows;
}

/** A span of intervals of one exchange, epoch ms. */
interface Span {
  exchange: string;
  from: number;
  to: number;
}

/** Joins marks that lie close together, so that each span is one short range of the index. */
function spansOf(marks: readonly { exchange: string; start: number }[]): Span[] {
  const spans: Span[] = [];
  for (const { exchange, start } of marks.toSorted(
    (a, b) => a.exchange.localeCompare(b.exchange) || a.start - b.start,
  )) {
    const last = spans.at(-1);
    if (last?.exchange === exchange && start - last.to <= 4 * intervalMs) last.to = start + intervalMs;
    else spans.push({ exchange, from: start, to: start + intervalMs });
  }
  return spans;
}

/** The least wait of each bucket but the first, for width_bucket. */
const bucketLowers = sql.raw(`'{${bucketUppers.map((upper) => upper + 1).join(',')}}'::int[]`);
const interval = sql.raw(`interval '${intervalMinutes} minutes'`);

const counts = [
  ['offered', 'true'],
  ['answered', "outcome = 'answered'"],
  ['abandoned', "outcome = 'abandoned'"],
  ['timed_out', "outcome = 'timed_out'"],
  ['left_by_key', "outcome = 'left_by_key'"],
  ['left_empty', "outcome = 'left_empty'"],
  ['withdrawn', "outcome = 'withdrawn'"],
  ['lost_in_outage', "outcome = 'lost_in_outage'"],
  ['unknown', "outcome = 'unknown'"],
] as const;

/** Sums of seconds and over how many visits they are known; only visits whose waiting is over count. */
const sums = [
  ['wait_seconds_answered', 'waits_answered', 'wait_seconds', "outcome = 'answered'"],
  ['wait_seconds_all', 'waits_all', 'wait_seconds', 'outcome is not null'],
  ['talk_seconds', 'talks', 'talk_seconds', 'outcome is not null'],
  ['hold_seconds', 'holds', 'hold_seconds', 'outcome is not null'],
  ['wrap_up_seconds', 'wrap_ups', 'wrap_up_seconds', 'outcome is not null'],
] as const;

const histograms = [
  ['answered', "outcome = 'answered'"],
  ['abandoned', "outcome = 'abandoned'"],
  ['other', "outcome not in ('answered', 'abandoned')"],
] as const;

const countColumns = counts.map(([column]) => column);
const sumColumns = sums.flatMap(([seconds, count]) => [seconds as string, count as string]);
const arrayColumns = histograms.flatMap(([name]) => [`${name}_wait_buckets`, `${name}_wait_counts`]);
const valueColumns = [...countColumns, ...sumColumns, 'max_wait_seconds', ...arrayColumns];

const summed = sql.raw(
  [
    ...counts.map(([column, of]) => `count(*) filter (where ${of}) as ${column}`),
    ...sums.flatMap(([seconds, count, of, where]) => [
      `coalesce(sum(${of}) filter (where ${where}), 0) as ${seconds}`,
      `count(${of}) filter (where ${where}) as ${count}`,
    ]),
    'max(wait_seconds) filter (where outcome is not null) as max_wait_seconds',
  ].join(', '),
);
const gathered = sql.raw(
  histograms
    .flatMap(([name, of]) => [
      `array_agg(bucket order by bucket) filter (where ${of}) as ${name}_wait_buckets`,
      `array_agg(waits order by bucket) filter (where ${of}) as ${name}_wait_counts`,
    ])
    .join(', '),
);
const inserted = sql.raw(['exchange', 'queue', 'channel', 'start', ...valueColumns].join(', '));
const selected = sql.raw(
  [
    ...['exchange', 'queue', 'channel', 'start', ...countColumns, ...sumColumns, 'max_wait_seconds'],
    ...arrayColumns.map((column) => `coalesce(${column}, '{}')`),
  ].join(', '),
);
const replaced = sql.raw(valueColumns.map((column) => `${column} = excluded.${column}`).join(', '));

/** Rolls up a span; an interval in it that was not touched comes out as it was. */
async function writeRollups(db: Kysely<Schema>, { exchange, from, to }: Span): Promise<void> {
  await sql`
    with offered as materialized (
      select exchange, queue, channel, date_bin(${interval}, offered_at, 'epoch') as start, outcome, wait_seconds,
        talk_seconds, hold_seconds, wrap_up_seconds, width_bucket(wait_seconds, ${bucketLowers})::smallint as bucket
      from visit
      where exchange = ${exchange}
        and offered_at >= ${instant(from)} and offered_at < ${instant(to)}
    ),
    sums as materialized (
      select exchange, queue, channel, start, ${summed} from offered group by exchange, queue, channel, start
    ),
    histograms as materialized (
      select exchange, queue, channel, start, ${gathered}
      from (
        select exchange, queue, channel, start, outcome, bucket, count(*)::int as waits
        from (
          select exchange, queue, channel, start, bucket,
            case when outcome in ('answered', 'abandoned') then outcome else 'other' end as outcome
          from offered where outcome is not null and wait_seconds is not null
        ) ended
        group by exchange, queue, channel, start, outcome, bucket
      ) counted
      group by exchange, queue, channel, start
    ),
    -- whose last visit has moved to another interval
    emptied as (
      delete from interval_rollup as known
      where exchange = ${exchange}
        and start >= ${instant(from)} and start < ${instant(to)}
        and not exists (
          select from sums where (queue, channel, start) = (known.queue, known.channel, known.start)
        )
    )
    insert into interval_rollup (${inserted})
    select ${selected} from sums left join histograms using (exchange, queue, channel, start)
    on conflict (exchange, queue, channel, start) do update set ${replaced}`.execute(db);
}
