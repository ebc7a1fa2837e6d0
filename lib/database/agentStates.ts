import { type Kysely, sql } from 'kysely';
import { type AgentSpan, agentSpanKey, type MembershipSpan, membershipSpanKey } from '#lib/agent/agentSpan.ts';
import { arrayLiteral } from './arrayLiteral.ts';
import type { Schema } from './schema.ts';

/**
 * Writes agents' states: a span is known by its agent and start, the latest account of it holds, and an end once known is
 * never lost. The same spans twice change nothing. Notes the agents' names besides. One statement each: all or nothing.
 */
export async function upsertAgentStates(db: Kysely<Schema>, spans: readonly AgentSpan[]): Promise<void> {
  if (spans.length === 0) return;
  await upsertAgentNames(db, spans);
  const rows = lastOf(spans, agentSpanKey);
  const column = columnsOf(rows);
  await sql`
    insert into agent_state as known (
      exchange, agent, started_at, ended_at, since, agent_name, state, queue, pause_reason
    )
    select exchange, agent, to_timestamp(started_at / 1000), to_timestamp(ended_at / 1000), to_timestamp(since / 1000),
      agent_name, state, queue, pause_reason
    from unnest(
      ${column((span) => span.exchange)}::text[],
      ${column((span) => span.agent)}::text[],
      ${column((span) => span.startedAt)}::float8[],
      ${column((span) => span.endedAt)}::float8[],
      ${column((span) => span.since)}::float8[],
      ${column((span) => span.agentName)}::text[],
      ${column((span) => span.state)}::text[],
      ${column((span) => span.queue)}::text[],
      ${column((span) => span.pauseReason)}::text[]
    ) as told (exchange, agent, started_at, ended_at, since, agent_name, state, queue, pause_reason)
    on conflict (exchange, agent, started_at) do update set
      ended_at = coalesce(excluded.ended_at, known.ended_at),
      since = excluded.since,
      agent_name = excluded.agent_name,
      state = excluded.state,
      queue = excluded.queue,
      pause_reason = excluded.pause_reason`.execute(db);
}

/** Writes stays of agents in queues, likewise. */
export async function upsertMemberships(db: Kysely<Schema>, spans: readonly MembershipSpan[]): Promise<void> {
  if (spans.length === 0) return;
  const rows = lastOf(spans, membershipSpanKey);
  const column = columnsOf(rows);
  await sql`
    insert into agent_membership as known (
      exchange, agent, queue, started_at, ended_at, since, agent_name, paused, pause_reason, kind
    )
    select exchange, agent, queue, to_timestamp(started_at / 1000), to_timestamp(ended_at / 1000),
      to_timestamp(since / 1000), agent_name, paused, pause_reason, kind
    from unnest(
      ${column((span) => span.exchange)}::text[],
      ${column((span) => span.agent)}::text[],
      ${column((span) => span.queue)}::text[],
      ${column((span) => span.startedAt)}::float8[],
      ${column((span) => span.endedAt)}::float8[],
      ${column((span) => span.since)}::float8[],
      ${column((span) => span.agentName)}::text[],
      ${column((span) => span.paused)}::boolean[],
      ${column((span) => span.pauseReason)}::text[],
      ${column((span) => span.kind)}::text[]
    ) as told (exchange, agent, queue, started_at, ended_at, since, agent_name, paused, pause_reason, kind)
    on conflict (exchange, agent, queue, started_at) do update set
      ended_at = coalesce(excluded.ended_at, known.ended_at),
      since = excluded.since,
      agent_name = excluded.agent_name,
      paused = excluded.paused,
      pause_reason = excluded.pause_reason,
      kind = excluded.kind`.execute(db);
}

/** Which agents there are, under which names, from when to when: queue_log rows know them by their names only. */
async function upsertAgentNames(db: Kysely<Schema>, spans: readonly AgentSpan[]): Promise<void> {
  const seen = new Map<string, { span: AgentSpan; renamedFrom: string | null; first: number; last: number }>();
  for (const span of spans) {
    const key = `${span.exchange}|${span.agent}|${span.agentName}`;
    const known = seen.get(key);
    const last = span.endedAt ?? span.startedAt;
    seen.set(key, {
      span,
      renamedFrom: span.renamedFrom ?? known?.renamedFrom ?? null,
      first: Math.min(known?.first ?? span.startedAt, span.startedAt),
      last: Math.max(known?.last ?? last, last),
    });
  }
  const rows = [...seen.values()];
  const column = columnsOf(rows);
  await sql`
    with told as materialized (
      select exchange, agent, name, renamed_from, to_timestamp(first_seen / 1000) as first_seen,
        to_timestamp(last_seen / 1000) as last_seen
      from unnest(
        ${column(({ span }) => span.exchange)}::text[],
        ${column(({ span }) => span.agent)}::text[],
        ${column(({ span }) => span.agentName)}::text[],
        ${column(({ renamedFrom }) => renamedFrom)}::text[],
        ${column(({ first }) => first)}::float8[],
        ${column(({ last }) => last)}::float8[]
      ) as row (exchange, agent, name, renamed_from, first_seen, last_seen)
    ),
    named as (
      insert into agent_name as known (exchange, agent, name, renamed_from, first_seen, last_seen)
      select exchange, agent, name, renamed_from, first_seen, last_seen from told
      on conflict (exchange, agent, name) do update set
        renamed_from = coalesce(excluded.renamed_from, known.renamed_from),
        first_seen = least(excluded.first_seen, known.first_seen),
        last_seen = greatest(excluded.last_seen, known.last_seen)
      -- the instant need not be exact, and every call would move it
      where excluded.renamed_from is distinct from known.renamed_from and excluded.renamed_from is not null
        or excluded.first_seen < known.first_seen or excluded.last_seen > known.last_seen + interval '5 minutes'
    )
    insert into agent as known (exchange, agent, name, last_seen)
    select distinct on (exchange, agent) exchange, agent, name, last_seen from told
    order by exchange, agent, last_seen desc
    on conflict (exchange, agent) do update set name = excluded.name, last_seen = excluded.last_seen
      where known.last_seen <= excluded.last_seen
        and (known.name <> excluded.name or excluded.last_seen > known.last_seen + interval '5 minutes')`.execute(db);
}

function columnsOf<Row>(rows: readonly Row[]) {
  return (of: (row: Row) => string | number | boolean | null) => arrayLiteral(rows.map(of));
}

/** One statement may touch a row once only: of several accounts of a span the last. */
function lastOf<Row>(rows: readonly Row[], keyOf: (row: Row) => string): Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}
