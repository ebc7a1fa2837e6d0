import { type Kysely, sql } from 'kysely';
import type { AlarmEntry } from '#lib/alarm/alarmEntry.ts';
import { isFor } from '#lib/alarm/alarmRecipient.ts';
import { writeAlarmEntries } from './alarmLog.ts';
import { readRecipients, type SecretRecipient } from './alarmRecipients.ts';
import type { DeliveryEvent } from './alarmTables.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/**
 * Writes entries of the log, and with them what is to be told of them, all or nothing: whoever is to be told of an alarm is
 * told once, when the log first knows it, and of its end only whoever was to be told of it. Telling the same entries again
 * adds nothing.
 */
export async function writeAndDeliver(db: Kysely<Schema>, entries: readonly AlarmEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await db.transaction().execute(async (transaction) => {
    const added = await writeAlarmEntries(transaction, entries);
    const told = entries.filter(({ deliver }) => deliver);
    const recipients = told.length > 0 ? await readRecipients(transaction) : [];
    for (const entry of told) {
      const own = recipients.filter((recipient) => isFor(recipient, entry));
      // Whoever was added while it stands is not told of what is old.
      if (added.has(entry.id)) await add(transaction, entry, 'raised', own);
      if (entry.clearedAt !== null) {
        await add(
          transaction,
          entry,
          'cleared',
          own.filter(({ onCleared }) => onCleared),
        );
      }
    }
  });
}

async function add(
  db: Kysely<Schema>,
  { id }: AlarmEntry,
  event: DeliveryEvent,
  recipients: readonly SecretRecipient[],
): Promise<void> {
  const ids = recipients.map((recipient) => recipient.id);
  const onlyTold =
    event === 'cleared'
      ? sql`where exists (select from alarm_delivery known where known.alarm = ${id}
          and known.recipient = told.recipient and known.event = 'raised')`
      : sql``;
  await sql`
    insert into alarm_delivery (alarm, recipient, event)
    select ${id}, recipient, ${event} from unnest(${ids}::text[]) as told (recipient) ${onlyTold}
    on conflict (alarm, recipient, event) do nothing`.execute(db);
}

/** A message whose time has come. */
export interface DueDelivery {
  id: string;
  alarm: string;
  recipient: string;
  event: DeliveryEvent;
  /** Tries before this one. */
  tries: number;
}

/** Messages to be sent now, the oldest first; an alarm's end never before its beginning is sent or given up. */
export async function dueDeliveries(db: Kysely<Schema>, now: number, limit: number): Promise<DueDelivery[]> {
  const { rows } = await sql<DueDelivery>`
    select id, alarm, recipient, event, tries from alarm_delivery due
    where state = 'waiting' and next_at <= ${instant(now)} and not (event = 'cleared' and exists (
      select from alarm_delivery before where before.alarm = due.alarm and before.recipient = due.recipient
        and before.event = 'raised' and before.state = 'waiting'
    ))
    order by next_at, made_at limit ${limit}`.execute(db);
  return rows;
}

export async function deliverySent(db: Kysely<Schema>, id: string, at: number): Promise<void> {
  await sql`
    update alarm_delivery set state = 'sent', tries = tries + 1, done_at = ${instant(at)}, last_error = null
    where id = ${id}`.execute(db);
}

/** @param nextAt epoch ms of the next try; null: it is given up */
export async function deliveryFailed(
  db: Kysely<Schema>,
  { id, error, at, nextAt }: { id: string; error: string; at: number; nextAt: number | null },
): Promise<void> {
  await sql`
    update alarm_delivery set tries = tries + 1, last_error = ${error.slice(0, 300)},
      state = ${nextAt === null ? 'failed' : 'waiting'},
      next_at = coalesce(${nextAt === null ? null : instant(nextAt)}, next_at),
      done_at = ${nextAt === null ? instant(at) : null}
    where id = ${id}`.execute(db);
}

/** How each recipient fares: when it was last told something, and what went wrong since. */
export interface RecipientRecord {
  recipient: string;
  lastSentAt: number | null;
  waiting: number;
  failed: number;
  lastError: string | null;
}

/** Of the last week, by recipient. */
export async function recipientRecords(db: Kysely<Schema>): Promise<Map<string, RecipientRecord>> {
  const { rows } = await sql<RecipientRecord>`
    select recipient, max(done_at) filter (where state = 'sent') as "lastSentAt",
      count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'failed') as failed,
      (array_agg(last_error order by next_at desc) filter (where last_error is not null))[1] as "lastError"
    from alarm_delivery where made_at > now() - interval '7 days' group by recipient`.execute(db);
  return new Map(rows.map((row) => [row.recipient, row]));
}
