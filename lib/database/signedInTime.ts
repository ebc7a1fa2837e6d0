import { type Kysely, sql } from 'kysely';
import type { SignedInTime } from '#lib/staffing/shrinkageHistory.ts';
import { spansWithin } from './agentHistory.ts';
import type { QueueOfExchange } from './historyRows.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

export interface SignedInTimeQuery {
  /** Agents who served one of these count, in all they did. */
  queues: readonly QueueOfExchange[];
  /** Epoch ms. */
  from: number;
  to: number;
  /** IANA zone of the centre. */
  zone: string;
  /** Epoch ms, default the present: states that last are counted until then. */
  now?: number;
}

/** A statement reads so long a span at most, so that the embedded database's other clients get their turn. */
const chunkMs = 7 * 86_400_000;

/** What agents did while they were signed in, in seconds by hour of the day; states are cut at full hours of the zone. */
export async function signedInTime(db: Kysely<Schema>, query: SignedInTimeQuery): Promise<SignedInTime[]> {
  const { now = Date.now() } = query;
  const to = Math.min(query.to, now);
  const sums = new Map<string, SignedInTime>();
  for (let from = query.from; from < to; from += chunkMs) {
    for (const row of await timeWithin(db, query, from, Math.min(from + chunkMs, to), now)) {
      const key = JSON.stringify([row.hour, row.doing, row.pauseReason]);
      const known = sums.get(key);
      if (known) known.seconds += row.seconds;
      else sums.set(key, { ...row });
    }
  }
  return [...sums.values()].sort((a, b) => a.hour - b.hour || b.seconds - a.seconds);
}

async function timeWithin(
  db: Kysely<Schema>,
  { queues, zone }: SignedInTimeQuery,
  from: number,
  to: number,
  now: number,
): Promise<SignedInTime[]> {
  const exchanges = [...new Set(queues.map(({ exchange }) => exchange))];
  const [start, end] = [instant(from), instant(to)];
  const { rows } = await sql<SignedInTime>`
    with serving as (
      select distinct exchange, agent from agent_membership
      where (exchange, queue) in (
          select exchange, queue from unnest(
            ${queues.map(({ exchange }) => exchange)}::text[], ${queues.map(({ queue }) => queue)}::text[]
          ) as told (exchange, queue)
        )
        and started_at < ${end} and (ended_at is null or ended_at > ${start})
    ),
    spent as (
      select case
          when state = 'paused' then 'paused'
          when state = 'unavailable' then 'unreachable'
          when queue is null and state in ('ringing', 'on_contact', 'on_hold') then 'outside'
          else 'working' end as doing,
        case when state = 'paused' then pause_reason end as reason,
        greatest(started_at, ${start}) as began, least(until, ${end}) as ended
      from ${spansWithin(exchanges, from, to, now)} spans
      join serving using (exchange, agent)
      where state <> 'signed_out'
    ),
    -- the full hour of the zone's clock before each began
    placed as (
      select *, date_trunc('hour', began at time zone ${zone}) as wall,
        began - (began at time zone ${zone} - date_trunc('hour', began at time zone ${zone})) as full_hour
      from spent where ended > began
    )
    select extract(hour from wall + step * interval '1 hour')::int as hour, doing, reason as "pauseReason",
      extract(epoch from sum(
        least(ended, full_hour + (step + 1) * interval '1 hour') - greatest(began, full_hour + step * interval '1 hour')
      ))::float8 as seconds
    from placed
    cross join lateral generate_series(0, floor(extract(epoch from ended - full_hour) / 3600)::int) step
    group by 1, 2, 3`.execute(db);
  return rows.filter(({ seconds }) => seconds > 0);
}
