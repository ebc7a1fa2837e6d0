import { type Kysely, sql } from 'kysely';
import type { AgentState } from '#lib/agent/agentState.ts';
import {
  type AgentFigures,
  type AgentParts,
  addPauses,
  addStateTime,
  agentFigures,
  emptyAgentParts,
  sumAgentParts,
} from '#lib/history/agentFigures.ts';
import { AgentPersons, type Person } from '#lib/history/agentPersons.ts';
import type { QueueOfExchange } from './historyRows.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

export interface AgentHistoryQuery {
  queues: readonly QueueOfExchange[];
  /** Starts of the steps and the end of the last, epoch ms, rising; two of them: one step. */
  boundaries: readonly number[];
  /** Epoch ms, default the present: states that last are counted until then. */
  now?: number;
}

export interface AgentHistory {
  /** Of the whole range, one for each person who served one of the queues in it or answered a contact of them. */
  agents: AgentFigures[];
  /** All of them together. */
  total: AgentFigures;
  /** The same step by step, those with no figure left out. */
  steps: { start: number; end: number; agents: AgentFigures[] }[];
  /** Epoch ms since which states of these exchanges' agents are on record; null: none are. */
  statesFrom: number | null;
}

/** A statement reads so long a span at most, so that the embedded database's other clients get their turn. */
const chunkMs = 7 * 86_400_000;

/**
 * What agents did. Time in states, pauses and occupancy are of the person in all their queues; contacts and their talk are
 * of the chosen queues. States are cut at the steps' ends; a contact belongs to the step in which it was offered, a pause
 * to that in which it began.
 */
export async function agentHistoryOf(db: Kysely<Schema>, query: AgentHistoryQuery): Promise<AgentHistory> {
  const { queues, boundaries, now = Date.now() } = query;
  const exchanges = [...new Set(queues.map(({ exchange }) => exchange))];
  const from = boundaries[0] ?? 0;
  const to = boundaries.at(-1) ?? 0;
  const persons = new AgentPersons(await namesOf(db, exchanges));
  const gathered = new Gathered(boundaries);

  for (let start = from; start < to; start += chunkMs) {
    const steps = stepsWithin(boundaries, start, Math.min(start + chunkMs, to));
    for (const row of await answeredBy(db, queues, steps)) {
      const parts = gathered.of(row.step - 1, persons.personOf(row.exchange, row.agent, row.agent_name));
      parts.answered += row.answered;
      parts.talkSeconds += row.talk_seconds;
      parts.talks += row.talks;
      parts.holdSeconds += row.hold_seconds;
      parts.holds += row.holds;
    }
  }
  const served = await servedBy(db, queues, from, to);
  const listed = new Set(served.map((row) => persons.personOf(row.exchange, row.agent, row.agent_name).id));
  for (const id of gathered.ids()) listed.add(id);
  for (let start = from; start < Math.min(to, now); start += chunkMs) {
    const steps = stepsWithin(boundaries, start, Math.min(start + chunkMs, to, now));
    for (const row of await statesOf(db, exchanges, steps, now)) {
      const person = persons.personOf(row.exchange, row.agent, row.agent_name);
      if (!listed.has(person.id)) continue;
      const parts = gathered.of(row.step - 1, person);
      addStateTime(parts, row.state, row.outside, row.seconds);
      if (row.state === 'paused') addPauses(parts, row.pause_reason, { count: 0, seconds: row.seconds });
    }
    for (const row of await pausesOf(db, exchanges, start, Math.min(start + chunkMs, to, now), now)) {
      const person = persons.personOf(row.exchange, row.agent, row.agent_name);
      if (listed.has(person.id)) gathered.pauseBegan(person, row.pause_reason, row.since);
    }
  }
  return { ...gathered.figures(), statesFrom: await statesFrom(db, exchanges) };
}

/** Parts by person and step. */
class Gathered {
  readonly #boundaries: readonly number[];
  readonly #persons = new Map<string, { person: Person; steps: Map<number, AgentParts> }>();
  readonly #pauses = new Set<string>();

  constructor(boundaries: readonly number[]) {
    this.#boundaries = boundaries;
  }

  ids(): Iterable<string> {
    return this.#persons.keys();
  }

  of(step: number, person: Person): AgentParts {
    let known = this.#persons.get(person.id);
    if (known === undefined) {
      known = { person, steps: new Map() };
      this.#persons.set(person.id, known);
    }
    let parts = known.steps.get(step);
    if (parts === undefined) {
      parts = emptyAgentParts();
      known.steps.set(step, parts);
    }
    return parts;
  }

  /** Once for each pause, though an outage has cut it in two. */
  pauseBegan(person: Person, reason: string | null, since: number): void {
    const step = this.#boundaries.findLastIndex((at) => at <= since);
    const key = `${person.id}|${reason}|${since}`;
    if (step < 0 || step > this.#boundaries.length - 2 || this.#pauses.has(key)) return;
    this.#pauses.add(key);
    addPauses(this.of(step, person), reason, { count: 1, seconds: 0 });
  }

  figures(): Pick<AgentHistory, 'agents' | 'total' | 'steps'> {
    const everybody = [...this.#persons.values()];
    const whole = everybody.map(({ person, steps }) => ({ person, parts: sumAgentParts(steps.values()) }));
    const total = sumAgentParts(whole.map(({ parts }) => parts));
    return {
      agents: whole.map(({ person, parts }) => agentFigures(named(person), parts)),
      total: agentFigures({ exchange: null, agent: null, name: '', formerNames: [] }, total),
      steps: this.#boundaries.slice(0, -1).map((start, step) => ({
        start,
        end: this.#boundaries[step + 1] as number,
        agents: everybody.flatMap(({ person, steps }) => {
          const parts = steps.get(step);
          return parts === undefined ? [] : [agentFigures(named(person), parts)];
        }),
      })),
    };
  }
}

function named({ exchange, agent, name, formerNames }: Person) {
  return { exchange, agent, name, formerNames };
}

interface Step {
  /** Counted from 1. */
  step: number;
  start: number;
  end: number;
}

function stepsWithin(boundaries: readonly number[], from: number, to: number): Step[] {
  return boundaries
    .slice(0, -1)
    .map((start, i) => ({ step: i + 1, start: Math.max(start, from), end: Math.min(boundaries[i + 1] as number, to) }))
    .filter(({ start, end }) => start < end);
}

function stepTable(steps: readonly Step[]) {
  return sql`(
    select step, to_timestamp(start / 1000) as start, to_timestamp("end" / 1000) as "end"
    from unnest(
      ${steps.map(({ step }) => step)}::int[], ${steps.map(({ start }) => start)}::float8[],
      ${steps.map(({ end }) => end)}::float8[]
    ) as row (step, start, "end")
  )`;
}

function queueTable(queues: readonly QueueOfExchange[]) {
  return sql`(
    select exchange, queue from unnest(
      ${queues.map(({ exchange }) => exchange)}::text[], ${queues.map(({ queue }) => queue)}::text[]
    ) as told (exchange, queue)
  )`;
}

async function namesOf(db: Kysely<Schema>, exchanges: readonly string[]) {
  if (exchanges.length === 0) return [];
  const rows = await db.selectFrom('agent_name').selectAll().where('exchange', 'in', exchanges).execute();
  return rows.map(({ exchange, agent, name, renamed_from: renamedFrom, last_seen: lastSeen }) => ({
    ...{ exchange, agent, name, renamedFrom, lastSeen },
  }));
}

interface AnsweredRow {
  step: number;
  exchange: string;
  agent: string | null;
  agent_name: string;
  answered: number;
  talk_seconds: number;
  talks: number;
  hold_seconds: number;
  holds: number;
}

async function answeredBy(db: Kysely<Schema>, queues: readonly QueueOfExchange[], steps: readonly Step[]) {
  const { rows } = await sql<AnsweredRow>`
    select step, exchange, agent, coalesce(agent_name, agent) as agent_name, count(*) as answered,
      coalesce(sum(talk_seconds), 0) as talk_seconds, count(talk_seconds) as talks,
      coalesce(sum(hold_seconds), 0) as hold_seconds, count(hold_seconds) as holds
    from ${stepTable(steps)} steps
    join visit on offered_at >= steps.start and offered_at < steps."end"
    where (exchange, queue) in ${queueTable(queues)} and outcome = 'answered' and coalesce(agent_name, agent) is not null
      and offered_at >= ${instant(steps[0]?.start ?? 0)}
      and offered_at < ${instant(steps.at(-1)?.end ?? 0)}
    group by 1, 2, 3, 4`.execute(db);
  return rows;
}

async function servedBy(db: Kysely<Schema>, queues: readonly QueueOfExchange[], from: number, to: number) {
  const { rows } = await sql<{ exchange: string; agent: string; agent_name: string }>`
    select distinct exchange, agent, agent_name from agent_membership
    where (exchange, queue) in ${queueTable(queues)} and started_at < ${instant(to)}
      and (ended_at is null or ended_at > ${instant(from)})`.execute(db);
  return rows;
}

interface StateRow {
  step: number;
  exchange: string;
  agent: string;
  agent_name: string;
  state: AgentState;
  outside: boolean;
  pause_reason: string | null;
  seconds: number;
}

/** Spans that overlap `from`–`to`. Those of over a day are few and found apart, so that none is sought in all the past. */
export function spansWithin(exchanges: readonly string[], from: number, to: number, now: number) {
  const [start, end] = [instant(from), instant(to)];
  return sql`(
    select *, ended_at as until from agent_state
    where exchange = any(${exchanges}::text[]) and started_at >= ${start} - interval '1 day' and started_at < ${end}
      and ended_at > ${start} and ended_at - started_at <= interval '1 day'
    union all
    select *, coalesce(ended_at, ${instant(now)}) as until from agent_state
    where exchange = any(${exchanges}::text[]) and started_at < ${end} and (ended_at is null or ended_at > ${start})
      and (ended_at is null or ended_at - started_at > interval '1 day')
  )`;
}

async function statesOf(db: Kysely<Schema>, exchanges: readonly string[], steps: readonly Step[], now: number) {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined) return [];
  const bounds = [...steps.map(({ start }) => start), last.end].map((at) => at / 1000);
  // A span lies in one step as a rule; one that is cut stands in each of its steps.
  const { rows } = await sql<StateRow>`
    select step + ${first.step - 1}::int as step, exchange, agent, agent_name, state, outside, pause_reason,
      extract(epoch from sum(least(till, bounds[step + 1]) - greatest(began, bounds[step])))::float8 as seconds
    from (
      select exchange, agent, agent_name, state, queue is null and state in ('ringing', 'on_contact', 'on_hold') as outside,
        case when state = 'paused' then pause_reason end as pause_reason, bounds,
        greatest(started_at, ${instant(first.start)}) as began, least(until, ${instant(last.end)}) as till
      from ${spansWithin(exchanges, first.start, last.end, now)} spans,
        (select array_agg(to_timestamp(at) order by at) as bounds from unnest(${bounds}::float8[]) as at) told
    ) cut
    cross join lateral generate_series(
      width_bucket(began, bounds), least(width_bucket(till, bounds), ${steps.length}::int)
    ) step
    group by 1, 2, 3, 4, 5, 6, 7`.execute(db);
  return rows;
}

interface PauseRow {
  exchange: string;
  agent: string;
  agent_name: string;
  pause_reason: string | null;
  since: number;
}

/** Pauses by the instant at which they began, however often an outage has cut them. */
async function pausesOf(db: Kysely<Schema>, exchanges: readonly string[], from: number, to: number, now: number) {
  const { rows } = await sql<PauseRow>`
    select distinct exchange, agent, agent_name, pause_reason, since
    from ${spansWithin(exchanges, from, to, now)} spans where state = 'paused'`.execute(db);
  return rows;
}

async function statesFrom(db: Kysely<Schema>, exchanges: readonly string[]): Promise<number | null> {
  const { rows } = await sql<{ first: number | null }>`
    select min(started_at) as first from agent_state where exchange = any(${exchanges}::text[])`.execute(db);
  return rows[0]?.first ?? null;
}
