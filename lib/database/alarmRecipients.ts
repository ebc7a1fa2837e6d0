import { type Kysely, type Selectable, sql } from 'kysely';
import { type AlarmRecipient, alarmRecipientSchema, type KeptRecipient } from '#lib/alarm/alarmRecipient.ts';
import type { AlarmRecipientTable } from './alarmTables.ts';
import type { Schema } from './schema.ts';

/** A recipient with the secret that signs what it gets; of a webhook only. */
export type SecretRecipient = KeptRecipient & { secret: string | null };

/** Everybody who is told of alarms, in the order in which they were added; what is none is left out. */
export async function readRecipients(db: Kysely<Schema>): Promise<SecretRecipient[]> {
  const rows = await db.selectFrom('alarm_recipient').selectAll().orderBy('changed_at').orderBy('id').execute();
  return rows.flatMap((row) => recipientOf(row) ?? []);
}

export async function readRecipient(db: Kysely<Schema>, id: string): Promise<SecretRecipient | null> {
  const row = await db.selectFrom('alarm_recipient').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : recipientOf(row);
}

export async function addRecipient(
  db: Kysely<Schema>,
  { id, recipient, secret }: { id: string; recipient: AlarmRecipient; secret: string | null },
  by: string,
): Promise<void> {
  await db
    .insertInto('alarm_recipient')
    .values({ id, recipient: definitionOf(recipient), secret, changed_by: by })
    .execute();
}

/** Is there one? `secret` absent: it stays. */
export async function changeRecipient(
  db: Kysely<Schema>,
  { id, recipient, secret }: { id: string; recipient: AlarmRecipient; secret?: string | null },
  by: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('alarm_recipient')
    .set({ recipient: definitionOf(recipient), changed_by: by, ...(secret === undefined ? {} : { secret }) })
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Was there one? What was still to be told to it is dropped. */
export async function deleteRecipient(db: Kysely<Schema>, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('alarm_recipient').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

function definitionOf(recipient: AlarmRecipient) {
  return sql<unknown>`${JSON.stringify(recipient)}::jsonb`;
}

function recipientOf(row: Selectable<AlarmRecipientTable>): SecretRecipient | null {
  const read = alarmRecipientSchema.safeParse(row.recipient);
  return read.success ? { ...read.data, id: row.id, secret: row.secret } : null;
}
