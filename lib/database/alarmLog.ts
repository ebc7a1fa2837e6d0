import { type Kysely, type Selectable, sql } from 'kysely';
import type { AlarmEntry } from '#lib/alarm/alarmEntry.ts';
import type { AlarmLogTable } from './alarmTables.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** Alarms are kept about as long as forecasts. */
const keptDays = 400;

/**
 * Writes entries, each as it is now; telling the same one twice changes nothing. Who acknowledged first stays, and an end
 * stays once it is written.
 *
 * @returns ids of those that the log had not known
 */
export async function writeAlarmEntries(db: Kysely<Schema>, entries: readonly AlarmEntry[]): Promise<Set<string>> {
  const added = new Set<string>();
  for (const entry of entries) {
    const { rows } = await sql<{ added: boolean }>`
      insert into alarm_log as known (
        id, rule, name, kind, level, target, centre, queue, centres, queues, source, raised_at, value, worst, limit_value, delivered,
        cleared_at, ended_because, acknowledged_at, acknowledged_by
      ) values (
        ${entry.id}, ${entry.rule}, ${entry.name}, ${entry.kind}, ${entry.level}, ${entry.target}, ${entry.centre},
        ${entry.queue}, ${entry.centres ?? null}::text[], ${entry.queues ?? null}::text[], ${entry.source}, ${instant(entry.raisedAt)}, ${entry.value}::float8, ${entry.worst}::float8,
        ${entry.limit}::float8, ${entry.deliver}, ${instant(entry.clearedAt)}, ${entry.endedBecause},
        ${instant(entry.acknowledgedAt)}, ${entry.acknowledgedBy}
      )
      on conflict (id) do update set
        level = excluded.level, name = excluded.name, centre = excluded.centre, centres = excluded.centres,
        queues = excluded.queues, worst = excluded.worst, limit_value = excluded.limit_value,
        cleared_at = coalesce(known.cleared_at, excluded.cleared_at),
        ended_because = coalesce(known.ended_because, excluded.ended_because),
        acknowledged_by = case when known.acknowledged_at is null then excluded.acknowledged_by else known.acknowledged_by end,
        acknowledged_at = coalesce(known.acknowledged_at, excluded.acknowledged_at)
      -- Of a row that was there before, the transaction that wrote it over is noted.
      returning xmax = 0 as added`.execute(db);
    if (rows[0]?.added) added.add(entry.id);
  }
  return added;
}

/** Alarms that stand as far as the database knows, the latest first. */
export async function standingEntries(db: Kysely<Schema>): Promise<AlarmEntry[]> {
  const rows = await db
    .selectFrom('alarm_log')
    .selectAll()
    .where('cleared_at', 'is', null)
    .orderBy('raised_at', 'desc')
    .execute();
  return rows.map(entryFrom);
}

export async function readAlarmEntry(db: Kysely<Schema>, id: string): Promise<AlarmEntry | null> {
  const row = await db.selectFrom('alarm_log').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : entryFrom(row);
}

/** Which alarms; what is absent restricts nothing. */
export interface AlarmLogQuery {
  /** Epoch ms: raised at `from` or later and before `to`. */
  from?: number;
  to?: number;
  centre?: string;
  level?: 'warn' | 'alarm';
  rule?: string;
  /** At most so many, the latest first. */
  limit: number;
}

export interface LoggedAlarm extends AlarmEntry {
  /** Messages to recipients: how many were sent, wait for a further try, and are given up. */
  deliveries: { sent: number; waiting: number; failed: number; lastError: string | null };
}

export async function readAlarmLog(db: Kysely<Schema>, query: AlarmLogQuery): Promise<LoggedAlarm[]> {
  let rows = db.selectFrom('alarm_log').selectAll('alarm_log').orderBy('raised_at', 'desc').orderBy('id');
  if (query.from !== undefined) rows = rows.where('raised_at', '>=', instant(query.from));
  if (query.to !== undefined) rows = rows.where('raised_at', '<', instant(query.to));
  const { centre } = query;
  // one of several centres together is also of each
  if (centre !== undefined)
    rows = rows.where(sql<boolean>`coalesce(centre = ${centre}, ${centre} = any(centres), true)`);
  if (query.level !== undefined) rows = rows.where('level', '=', query.level);
  if (query.rule !== undefined) rows = rows.where('rule', '=', query.rule);
  const found = await rows.limit(query.limit).execute();
  const counted = await deliveriesOf(
    db,
    found.map(({ id }) => id),
  );
  const none = { sent: 0, waiting: 0, failed: 0, lastError: null };
  return found.map((row) => ({ ...entryFrom(row), deliveries: counted.get(row.id) ?? none }));
}

async function deliveriesOf(db: Kysely<Schema>, ids: string[]): Promise<Map<string, LoggedAlarm['deliveries']>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<LoggedAlarm['deliveries'] & { alarm: string }>`
    select alarm, count(*) filter (where state = 'sent') as sent, count(*) filter (where state = 'waiting') as waiting,
      count(*) filter (where state = 'failed') as failed,
      (array_agg(last_error order by next_at desc) filter (where state <> 'sent' and last_error is not null))[1] as "lastError"
    from alarm_delivery where alarm = any(${ids}::text[]) group by alarm`.execute(db);
  return new Map(rows.map(({ alarm, ...counts }) => [alarm, counts]));
}

/**
 * Somebody saw to an alarm that stands.
 *
 * @returns the alarm; null: none of that id stands; who was first stays
 */
export async function acknowledgeAlarm(
  db: Kysely<Schema>,
  { id, by, at }: { id: string; by: string; at: number },
): Promise<{ alarm: AlarmEntry; first: boolean } | null> {
  const row = await db
    .updateTable('alarm_log')
    .set({ acknowledged_at: instant(at), acknowledged_by: by })
    .where('id', '=', id)
    .where('cleared_at', 'is', null)
    .where('acknowledged_at', 'is', null)
    .returningAll()
    .executeTakeFirst();
  if (row !== undefined) return { alarm: entryFrom(row), first: true };
  const known = await db
    .selectFrom('alarm_log')
    .selectAll()
    .where('id', '=', id)
    .where('cleared_at', 'is', null)
    .executeTakeFirst();
  return known === undefined ? null : { alarm: entryFrom(known), first: false };
}

/** Drops alarms long over. */
export async function pruneAlarmLog(db: Kysely<Schema>): Promise<void> {
  await sql`delete from alarm_log where cleared_at < now() - ${sql.lit(`${keptDays} days`)}::interval`.execute(db);
}

function entryFrom(row: Selectable<AlarmLogTable>): AlarmEntry {
  return {
    id: row.id,
    rule: row.rule,
    name: row.name,
    kind: row.kind,
    level: row.level,
    target: row.target,
    centre: row.centre,
    queue: row.queue,
    ...(row.centres === null ? {} : { centres: row.centres }),
    ...(row.queues === null ? {} : { queues: row.queues }),
    source: row.source,
    raisedAt: row.raised_at,
    value: row.value,
    worst: row.worst,
    limit: row.limit_value,
    deliver: row.delivered,
    clearedAt: row.cleared_at,
    endedBecause: row.ended_because,
    acknowledgedAt: row.acknowledged_at,
    acknowledgedBy: row.acknowledged_by,
  };
}
