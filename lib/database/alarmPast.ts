import { type Kysely, sql } from 'kysely';
import type { PastMembership, PastState } from '#lib/alarm/replay/agentSteps.ts';
import type { PastVisit } from '#lib/alarm/replay/pastVisit.ts';
import { spansWithin } from './agentHistory.ts';
import type { QueueOfExchange } from './historyRows.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** What rules are tried on: the calls and agents' states of the last days, as they were. Instants are epoch ms. */

/** How many contacts came to these queues, by the rollups: whether reading each of them is worth it. */
export async function countOffered(
  db: Kysely<Schema>,
  queues: readonly QueueOfExchange[],
  from: number,
  to: number,
): Promise<number> {
  const { rows } = await sql<{ offered: number }>`
    select coalesce(sum(offered), 0) as offered from interval_rollup
    where (exchange, queue) in ${table(queues)} and start >= ${instant(from)} and start < ${instant(to)}`.execute(db);
  return rows[0]?.offered ?? 0;
}

export async function pastVisits(
  db: Kysely<Schema>,
  queues: readonly QueueOfExchange[],
  from: number,
  to: number,
): Promise<PastVisit[]> {
  const { rows } = await sql<PastVisit>`
    select exchange || ':' || queue as queue, offered_at as "offeredAt", wait_ended_at as "waitEndedAt",
      wait_seconds as "waitSeconds", outcome
    from visit
    where (exchange, queue) in ${table(queues)} and offered_at >= ${instant(from)} and offered_at < ${instant(to)}
    order by offered_at`.execute(db);
  return rows;
}

/** Of agents who served one of the queues. */
export async function pastAgents(
  db: Kysely<Schema>,
  queues: readonly QueueOfExchange[],
  from: number,
  to: number,
): Promise<{ states: PastState[]; memberships: PastMembership[]; since: number | null }> {
  const exchanges = [...new Set(queues.map(({ exchange }) => exchange))];
  const { rows: memberships } = await sql<PastMembership>`
    select exchange || ':' || agent as agent, exchange || ':' || queue as queue, paused, started_at as "from",
      ended_at as "to"
    from agent_membership
    where (exchange, queue) in ${table(queues)} and started_at < ${instant(to)}
      and (ended_at is null or ended_at > ${instant(from)})`.execute(db);
  const { rows: states } = await sql<PastState>`
    select exchange || ':' || agent as agent, state, started_at as "from", ended_at as "to"
    from ${spansWithin(exchanges, from, to, to)} spans`.execute(db);
  const { rows } = await sql<{ first: number | null }>`
    select min(started_at) as first from agent_membership where (exchange, queue) in ${table(queues)}`.execute(db);
  const serving = new Set(memberships.map(({ agent }) => agent));
  return { states: states.filter(({ agent }) => serving.has(agent)), memberships, since: rows[0]?.first ?? null };
}

/** When the first contact of these queues came that is on record, epoch ms; null: none is. */
export async function firstOffered(db: Kysely<Schema>, queues: readonly QueueOfExchange[]): Promise<number | null> {
  const { rows } = await sql<{ first: number | null }>`
    select min(start) as first from interval_rollup where (exchange, queue) in ${table(queues)}`.execute(db);
  return rows[0]?.first ?? null;
}

function table(queues: readonly QueueOfExchange[]) {
  return sql`(
    select exchange, queue from unnest(
      ${queues.map(({ exchange }) => exchange)}::text[], ${queues.map(({ queue }) => queue)}::text[]
    ) as told (exchange, queue)
  )`;
}
