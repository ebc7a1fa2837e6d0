import { type Kysely, sql } from 'kysely';
import type { Visit } from '#lib/contact/visit.ts';
import { visitKey } from '#lib/contact/visit.ts';
import { intervalMinutes } from '#lib/interval/intervalTally.ts';
import { mergeVisit } from '#lib/ledger/mergeVisit.ts';
import { arrayLiteral } from './arrayLiteral.ts';
import { instant } from './instant.ts';
import type { Schema, VisitTable } from './schema.ts';

/** What `upsertVisits` did. */
export interface UpsertedVisits {
  /** Rows that are new or now say more; the rest said nothing new. */
  changed: number;
}

/**
 * Writes visits so that what was known stays known (see mergeVisit); the same visits twice change nothing. Marks the
 * intervals of changed visits as touched, so that they are rolled up anew. One statement: all or nothing.
 */
export async function upsertVisits(db: Kysely<Schema>, visits: readonly Visit[]): Promise<UpsertedVisits> {
  if (visits.length === 0) return { changed: 0 };
  const rows = oncePerKey(visits);
  const column = (of: (visit: Visit) => string | number | null) => arrayLiteral(rows.map(of));
  const { rows: result } = await sql<{ changed: number }>`
    with excluded as materialized (
      select
        exchange, call_id, queue, nth, contact_id, channel, to_timestamp(offered_at / 1000) as offered_at, position,
        to_timestamp(wait_ended_at / 1000) as wait_ended_at, wait_seconds, outcome, outcome_reason, agent, agent_name,
        ring_seconds, to_timestamp(talk_ended_at / 1000) as talk_ended_at, talk_seconds, talk_end, hold_seconds,
        wrap_up_seconds
      from unnest(
        ${column((visit) => visit.exchange)}::text[],
        ${column((visit) => visit.callId)}::text[],
        ${column((visit) => visit.queue)}::text[],
        ${column((visit) => visit.nth)}::int[],
        ${column((visit) => visit.contactId)}::text[],
        ${column((visit) => visit.channel)}::text[],
        ${column((visit) => visit.offeredAt)}::float8[],
        ${column((visit) => visit.position)}::int[],
        ${column((visit) => visit.waitEndedAt)}::float8[],
        ${column((visit) => whole(visit.waitSeconds))}::int[],
        ${column((visit) => visit.outcome)}::text[],
        ${column((visit) => visit.outcomeReason)}::text[],
        ${column((visit) => visit.agent)}::text[],
        ${column((visit) => visit.agentName)}::text[],
        ${column((visit) => whole(visit.ringSeconds))}::int[],
        ${column((visit) => visit.talkEndedAt)}::float8[],
        ${column((visit) => whole(visit.talkSeconds))}::int[],
        ${column((visit) => visit.talkEnd)}::text[],
        ${column((visit) => whole(visit.holdSeconds))}::int[],
        ${column((visit) => whole(visit.wrapUpSeconds))}::int[]
      ) as told (
        exchange, call_id, queue, nth, contact_id, channel, offered_at, position, wait_ended_at, wait_seconds, outcome,
        outcome_reason, agent, agent_name, ring_seconds, talk_ended_at, talk_seconds, talk_end, hold_seconds, wrap_up_seconds
      )
    ),
    -- All parts of a statement see the table as it was: these are the intervals that visits leave.
    moved as (
      select exchange, known.offered_at from visit as known join excluded using (exchange, call_id, queue, nth)
      where ${reckoned}
    ),
    written as (
      insert into visit as known (
        exchange, call_id, queue, nth, contact_id, channel, offered_at, position, wait_ended_at, wait_seconds, outcome,
        outcome_reason, agent, agent_name, ring_seconds, talk_ended_at, talk_seconds, talk_end, hold_seconds, wrap_up_seconds
      )
      select * from excluded
      on conflict (exchange, call_id, queue, nth) do update set
        contact_id = ${merged.contact_id},
        channel = excluded.channel,
        offered_at = ${merged.offered_at},
        position = ${merged.position},
        wait_ended_at = ${merged.wait_ended_at},
        wait_seconds = ${merged.wait_seconds},
        outcome = ${merged.outcome},
        outcome_reason = ${merged.outcome_reason},
        agent = ${merged.agent},
        agent_name = ${merged.agent_name},
        ring_seconds = ${merged.ring_seconds},
        talk_ended_at = ${merged.talk_ended_at},
        talk_seconds = ${merged.talk_seconds},
        talk_end = ${merged.talk_end},
        hold_seconds = ${merged.hold_seconds},
        wrap_up_seconds = ${merged.wrap_up_seconds}
      where (
        known.contact_id, known.channel, known.offered_at, known.position, known.wait_ended_at, known.wait_seconds, known.outcome,
        known.outcome_reason, known.agent, known.agent_name, known.ring_seconds, known.talk_ended_at, known.talk_seconds,
        known.talk_end, known.hold_seconds, known.wrap_up_seconds
      ) is distinct from (
        ${merged.contact_id}, excluded.channel, ${merged.offered_at}, ${merged.position}, ${merged.wait_ended_at},
        ${merged.wait_seconds}, ${merged.outcome}, ${merged.outcome_reason}, ${merged.agent}, ${merged.agent_name}, ${merged.ring_seconds},
        ${merged.talk_ended_at}, ${merged.talk_seconds}, ${merged.talk_end}, ${merged.hold_seconds}, ${merged.wrap_up_seconds}
      )
      returning exchange, offered_at
    ),
    touched as (
      insert into touched_interval as mark (exchange, start)
      select exchange, date_bin(${sql.lit(`${intervalMinutes} minutes`)}, offered_at, 'epoch') as start
      from (select * from written union all select * from moved) changed group by 1, 2 order by 1, 2
      -- Locks a mark that is there, so that whoever rolls it up waits for this transaction and sees its visits.
      on conflict (exchange, start) do update set touched_at = excluded.touched_at
    )
    select count(*) as changed from written`.execute(db);
  return { changed: result[0]?.changed ?? 0 };
}

/** Visits that still wait or talk, as far as the database knows. */
export async function openVisits(db: Kysely<Schema>, exchange: string): Promise<Visit[]> {
  const rows = await db
    .selectFrom('visit')
    .selectAll()
    .where('exchange', '=', exchange)
    .where((where) =>
      where.or([
        where('outcome', 'is', null),
        where.and([where('outcome', '=', 'answered'), where('talk_end', 'is', null)]),
      ]),
    )
    .orderBy('offered_at')
    .execute();
  return rows.map(visitOf);
}

/** Visits offered at `from` or later and before `to` (epoch ms), in order of arrival. */
export async function visitsOffered(db: Kysely<Schema>, exchange: string, from: number, to: number): Promise<Visit[]> {
  const rows = await db
    .selectFrom('visit')
    .selectAll()
    .where('exchange', '=', exchange)
    .where('offered_at', '>=', instant(from))
    .where('offered_at', '<', instant(to))
    .orderBy('offered_at')
    .orderBy('call_id')
    .orderBy('queue')
    .orderBy('nth')
    .execute();
  return rows.map(visitOf);
}

/** A redirected talk's end row that comes when the caller hangs up elsewhere, as in mergeVisit. */
const lateEnd = `coalesce(known.talk_end = 'redirected' and excluded.talk_end in ('by_agent', 'by_caller')
  and excluded.talk_ended_at > known.talk_ended_at + interval '5 seconds', false)`;

/** An instant of entering that was reckoned back, and which the exchange's record knows now, as in mergeVisit. */
const reckoned = sql.raw(`(abs(extract(epoch from excluded.offered_at - known.offered_at)) between 2 and 60
  and excluded.offered_at = date_trunc('second', excluded.offered_at)
  and known.offered_at <> date_trunc('second', known.offered_at))`);

/** mergeVisit in SQL: `known` is the row as it is, `excluded` what is told now. */
const merged = {
  contact_id: sql.raw(
    'case when excluded.contact_id = excluded.call_id then known.contact_id else excluded.contact_id end',
  ),
  outcome: sql.raw(laterKnown('outcome')),
  outcome_reason: sql.raw(
    `case when ${laterKnown('outcome')} = 'unknown' then coalesce(excluded.outcome_reason, known.outcome_reason) end`,
  ),
  talk_end: sql.raw(unlessLate('talk_end', laterKnown('talk_end'))),
  offered_at: sql`case when ${reckoned} then excluded.offered_at else known.offered_at end`,
  position: later('position'),
  wait_ended_at: later('wait_ended_at'),
  wait_seconds: later('wait_seconds'),
  agent: later('agent'),
  agent_name: later('agent_name'),
  ring_seconds: later('ring_seconds'),
  talk_ended_at: sql.raw(unlessLate('talk_ended_at', 'coalesce(excluded.talk_ended_at, known.talk_ended_at)')),
  talk_seconds: sql.raw(unlessLate('talk_seconds', 'coalesce(excluded.talk_seconds, known.talk_seconds)')),
  hold_seconds: later('hold_seconds'),
  wrap_up_seconds: later('wrap_up_seconds'),
};

function unlessLate(column: keyof VisitTable, otherwise: string): string {
  return `case when ${lateEnd} then known.${column} else ${otherwise} end`;
}

function later(column: keyof VisitTable) {
  return sql.raw(`coalesce(excluded.${column}, known.${column})`);
}

function laterKnown(column: keyof VisitTable): string {
  return `case when excluded.${column} is null or (excluded.${column} = 'unknown' and known.${column} is not null) then known.${column} else excluded.${column} end`;
}

/** One statement may touch a row once only. */
function oncePerKey(visits: readonly Visit[]): Visit[] {
  const byKey = new Map<string, Visit>();
  for (const visit of visits) {
    const key = visitKey(visit);
    const former = byKey.get(key);
    byKey.set(key, former ? mergeVisit(former, visit) : visit);
  }
  return [...byKey.values()];
}

function whole(seconds: number | null): number | null {
  return seconds === null ? null : Math.round(seconds);
}

function visitOf(row: VisitTable): Visit {
  return {
    exchange: row.exchange,
    callId: row.call_id,
    queue: row.queue,
    nth: row.nth,
    contactId: row.contact_id,
    channel: row.channel,
    offeredAt: row.offered_at,
    position: row.position,
    waitEndedAt: row.wait_ended_at,
    waitSeconds: row.wait_seconds,
    outcome: row.outcome,
    outcomeReason: row.outcome_reason,
    agent: row.agent,
    agentName: row.agent_name,
    ringSeconds: row.ring_seconds,
    talkEndedAt: row.talk_ended_at,
    talkSeconds: row.talk_seconds,
    talkEnd: row.talk_end,
    holdSeconds: row.hold_seconds,
    wrapUpSeconds: row.wrap_up_seconds,
  };
}
