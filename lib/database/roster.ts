import { type Kysely, sql, type Transaction } from 'kysely';
import { averageOnDuty, type Stretch } from '#lib/roster/averageOnDuty.ts';
import type { RosterActivity, RosteredShift } from '#lib/roster/rosteredShift.ts';
import { arrayLiteral } from './arrayLiteral.ts';
import type { QueueOfExchange } from './historyRows.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

export type { RosteredShift } from '#lib/roster/rosteredShift.ts';

/** A roster as it is written: what it says stands instead of what was known of the same agents in its days. */
export interface RosterToWrite {
  centre: string;
  /** Entries, each with the start of the shift that it belongs to. */
  entries: readonly (Omit<RosteredShift, 'centre'> & { shiftStartsAt: number })[];
  /** Epoch ms, whole days of the centre: shifts that begin within are replaced. */
  days: Stretch;
  /** Epoch ms: the time of which it says who works. */
  covers: Stretch;
  /** Agents whom it does not name have no shifts in its days; else theirs stay as they are. */
  whole?: boolean;
}

/** Rosters whose times lie closer than this are one: the hours of a night between two weeks. */
const nightMs = 12 * 3_600_000;

/**
 * Writes a roster, all or nothing. The same roster twice changes nothing.
 *
 * @returns how many entries stand now that did not before, and how many of the former do not any more
 */
export async function writeRoster(
  db: Kysely<Schema>,
  roster: RosterToWrite,
): Promise<{ added: number; removed: number }> {
  return db.transaction().execute(async (transaction) => {
    // Two imports at once: the second sees what the first has written.
    await sql`lock table roster_span in share row exclusive mode`.execute(transaction);
    const removed = await clear(transaction, roster);
    const added = await insert(transaction, roster);
    await cover(transaction, roster);
    const kept = added.filter((row) => removed.has(row)).length;
    return { added: added.length - kept, removed: removed.size - kept };
  });
}

async function clear(
  transaction: Transaction<Schema>,
  { centre, entries, days, whole = false }: RosterToWrite,
): Promise<Set<string>> {
  const agents = [...new Set(entries.map(({ agent }) => agent))];
  const { rows } = await sql<{ row: string }>`
    delete from roster_shift as known
    where centre = ${centre} and shift_starts_at >= ${instant(days.from)} and shift_starts_at < ${instant(days.to)}
      and (${whole}::boolean or agent = any(${arrayLiteral(agents)}::text[]))
    returning known::text as row`.execute(transaction);
  return new Set(rows.map(({ row }) => row));
}

async function insert(transaction: Transaction<Schema>, { centre, entries }: RosterToWrite): Promise<string[]> {
  if (entries.length === 0) return [];
  const column = (of: (entry: RosterToWrite['entries'][number]) => string | number | null) =>
    arrayLiteral(entries.map(of));
  const { rows } = await sql<{ row: string }>`
    insert into roster_shift as known (
      centre, agent, starts_at, activity, ends_at, shift_starts_at, agent_name, queues
    )
    select ${centre}, agent, to_timestamp(starts_at / 1000), activity, to_timestamp(ends_at / 1000),
      to_timestamp(shift_starts_at / 1000), agent_name, queues::text[]
    from unnest(
      ${column(({ agent }) => agent)}::text[],
      ${column(({ startsAt }) => startsAt)}::float8[],
      ${column(({ activity }) => activity)}::text[],
      ${column(({ endsAt }) => endsAt)}::float8[],
      ${column(({ shiftStartsAt }) => shiftStartsAt)}::float8[],
      ${column(({ agentName }) => agentName)}::text[],
      ${column(({ queues }) => (queues === null ? null : arrayLiteral(queues)))}::text[]
    ) as told (agent, starts_at, activity, ends_at, shift_starts_at, agent_name, queues)
    on conflict (centre, agent, starts_at, activity) do update set
      ends_at = excluded.ends_at, shift_starts_at = excluded.shift_starts_at, agent_name = excluded.agent_name,
      queues = excluded.queues
    returning known::text as row`.execute(transaction);
  return rows.map(({ row }) => row);
}

async function cover(transaction: Transaction<Schema>, { centre, covers }: RosterToWrite): Promise<void> {
  await sql`
    with near as (
      delete from roster_span where centre = ${centre}
        and starts_at <= ${instant(covers.to + nightMs)} and ends_at >= ${instant(covers.from - nightMs)}
      returning starts_at, ends_at
    )
    insert into roster_span (centre, starts_at, ends_at)
    select ${centre}, least(min(starts_at), ${instant(covers.from)}), greatest(max(ends_at), ${instant(covers.to)})
    from near
    on conflict (centre, starts_at) do update set ends_at = excluded.ends_at, written_at = now()`.execute(transaction);
}

/**
 * Entries of a centre's roster that overlap `from`–`to` (epoch ms), by start and agent; with `queues` only of agents who
 * serve one of them.
 */
export async function rosteredShifts(
  db: Kysely<Schema>,
  centre: string,
  queues: readonly QueueOfExchange[] | null,
  from: number,
  to: number,
): Promise<RosteredShift[]> {
  const { rows } = await sql<RosterRow>`
    select agent, agent_name, queues, starts_at, ends_at, activity from roster_shift
    where ${within(centre, from, to)} and ${serves(queues)} order by starts_at, agent, activity`.execute(db);
  return rows.map((row) => ({
    centre,
    agent: row.agent,
    agentName: row.agent_name,
    queues: row.queues,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    activity: row.activity,
  }));
}

interface RosterRow {
  agent: string;
  agent_name: string | null;
  queues: string[] | null;
  starts_at: number;
  ends_at: number;
  activity: RosterActivity;
}

/**
 * Agents at the desk by the roster, on average over each interval of `stepMinutes` from `from` to `to` (epoch ms): their
 * shifts less breaks, training, meetings and whatever else. An agent who serves several of the queues is one agent, and
 * counts whole though they serve other queues besides.
 *
 * @param queues null: whoever works in the centre
 * @returns one value an interval; null where no roster covers all of it
 */
export async function rosteredAgents(
  db: Kysely<Schema>,
  centre: string,
  queues: readonly QueueOfExchange[] | null,
  from: number,
  to: number,
  stepMinutes: number,
): Promise<(number | null)[]> {
  const { rows: stretches } = await sql<Stretch>`
    select lower(stretch) as "from", upper(stretch) as "to" from (
      select unnest(
        range_agg(tstzrange(starts_at, ends_at)) filter (where activity = 'work' and ${serves(queues)})
          - coalesce(range_agg(tstzrange(starts_at, ends_at)) filter (where activity <> 'work'), '{}')
      ) as stretch
      -- Whoever has a break has it of all queues, whichever the roster names.
      from roster_shift where ${within(centre, from, to)} group by agent
    ) at_desk`.execute(db);
  return averageOnDuty({ stretches, covered: await rosterSpans(db, centre, from, to), from, to, stepMinutes });
}

/** The stretches within `from`–`to` (epoch ms) of which a roster says who works, in order. */
export async function rosterSpans(db: Kysely<Schema>, centre: string, from: number, to: number): Promise<Stretch[]> {
  const { rows } = await sql<Stretch>`
    select starts_at as "from", ends_at as "to" from roster_span
    where centre = ${centre} and starts_at < ${instant(to)} and ends_at > ${instant(from)}
    order by starts_at`.execute(db);
  return rows;
}

/** When a roster was last written, of whichever centre, epoch ms; null: never. */
export async function rosterWrittenAt(db: Kysely<Schema>): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`select max(written_at) as at from roster_span`.execute(db);
  return rows[0]?.at ?? null;
}

/** Agents whom these exchanges have seen, under the name they bear now. */
export async function agentsOfCentre(
  db: Kysely<Schema>,
  exchanges: readonly string[],
): Promise<{ agent: string; name: string }[]> {
  if (exchanges.length === 0) return [];
  return db.selectFrom('agent').select(['agent', 'name']).where('exchange', 'in', exchanges).execute();
}

/** What begins more than this before a range is not sought in it: no entry may last longer. */
export const longestEntryMs = 24 * 3_600_000;

function within(centre: string, from: number, to: number) {
  return sql`centre = ${centre} and starts_at >= ${instant(from - longestEntryMs)} and starts_at < ${instant(to)}
    and ends_at > ${instant(from)}`;
}

function serves(queues: readonly QueueOfExchange[] | null) {
  const ids = queues === null ? null : arrayLiteral(queues.map(({ exchange, queue }) => `${exchange}:${queue}`));
  return sql`(${ids}::text[] is null or queues is null or queues && ${ids}::text[])`;
}
