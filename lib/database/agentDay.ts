import { type Kysely, sql } from 'kysely';
import type { AgentState } from '#lib/agent/agentState.ts';
import { spansWithin } from './agentHistory.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** A stretch in which an agent was at the desk, in one kind of pause, or out. Instants are epoch ms. */
export interface PresenceStretch {
  exchange: string;
  agent: string;
  /** A state that stands for its kind: `available` for whatever is done at the desk. */
  state: Extract<AgentState, 'available' | 'paused' | 'signed_out'>;
  pauseReason: string | null;
  from: number;
  to: number;
}

/** Two spans so close are one: an exchange's own reckoning leaves cracks. */
const crackSeconds = 1;

/**
 * What these exchanges' agents did within `from`–`to` (epoch ms), as few long stretches instead of the many states of their
 * contacts, in order for each agent. What was not observed is not in it.
 *
 * @param now epoch ms: states that last are told until then
 */
export async function agentPresence(
  db: Kysely<Schema>,
  exchanges: readonly string[],
  { from, to }: { from: number; to: number },
  now: number,
): Promise<PresenceStretch[]> {
  const end = Math.min(to, now);
  if (exchanges.length === 0 || end <= from) return [];
  const { rows } = await sql<PresenceStretch>`
    with cut as (
      select exchange, agent,
        case when state = 'paused' then 'paused' when state in ('signed_out', 'unavailable') then 'signed_out'
          else 'available' end as state,
        case when state = 'paused' then pause_reason end as reason,
        greatest(started_at, ${instant(from)}) as began, least(until, ${instant(end)}) as till
      from ${spansWithin(exchanges, from, end, now)} spans
    ),
    marked as (
      select *, case when lag(state) over told = state and lag(reason) over told is not distinct from reason
        and lag(till) over told >= began - make_interval(secs => ${crackSeconds}) then 0 else 1 end as begins
      from cut where till > began
      window told as (partition by exchange, agent order by began)
    ),
    stretches as (
      select *, sum(begins) over (partition by exchange, agent order by began) as nth from marked
    )
    select exchange, agent, state, reason as "pauseReason", min(began) as "from", max(till) as "to"
    from stretches group by exchange, agent, nth, state, reason
    order by exchange, agent, "from"`.execute(db);
  return rows;
}

/** One state of an agent within a day, as it was. Instants are epoch ms. */
export interface DayState {
  state: AgentState;
  /** `exchange:queue` of the contact that it was about; null for what no queue gave. */
  queue: string | null;
  pauseReason: string | null;
  from: number;
  to: number;
}

/** Every state of one agent within `from`–`to` (epoch ms), in order. */
export async function agentStatesWithin(
  db: Kysely<Schema>,
  { exchange, agent }: { exchange: string; agent: string },
  { from, to }: { from: number; to: number },
  now: number,
): Promise<DayState[]> {
  const end = Math.min(to, now);
  const { rows } = await sql<DayState>`
    select state, exchange || ':' || queue as queue, case when state = 'paused' then pause_reason end as "pauseReason",
      greatest(started_at, ${instant(from)}) as "from", least(until, ${instant(end)}) as "to"
    from ${spansWithin([exchange], from, end, now)} spans where agent = ${agent} order by started_at`.execute(db);
  return rows.filter((row) => row.to > row.from);
}

/** Since when states of each of these exchanges' agents are on record, epoch ms; an exchange without any is not in it. */
export async function statesOnRecordSince(
  db: Kysely<Schema>,
  exchanges: readonly string[],
): Promise<Map<string, number>> {
  if (exchanges.length === 0) return new Map();
  const { rows } = await sql<{ exchange: string; first: number }>`
    select told.exchange, first.started_at as first from unnest(${exchanges}::text[]) as told (exchange)
    cross join lateral (
      select started_at from agent_state where agent_state.exchange = told.exchange order by started_at limit 1
    ) first`.execute(db);
  return new Map(rows.map(({ exchange, first }) => [exchange, first]));
}

/** Agents of these exchanges under the names they bear now. */
export async function agentsOf(
  db: Kysely<Schema>,
  exchanges: readonly string[],
): Promise<{ exchange: string; agent: string; name: string }[]> {
  if (exchanges.length === 0) return [];
  return db.selectFrom('agent').select(['exchange', 'agent', 'name']).where('exchange', 'in', exchanges).execute();
}
