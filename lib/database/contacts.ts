import { type Kysely, sql } from 'kysely';
import { type Contact, contactKey, mergeContact } from '#lib/contact/contact.ts';
import { arrayLiteral } from './arrayLiteral.ts';
import { instant } from './instant.ts';
import type { ContactTable, Schema } from './schema.ts';

/**
 * Writes contacts so that what was known stays known (see mergeContact); the same contacts twice change nothing. Answers
 * how many rows are new or now say more.
 */
export async function upsertContacts(db: Kysely<Schema>, contacts: readonly Contact[]): Promise<number> {
  if (contacts.length === 0) return 0;
  const rows = oncePerKey(contacts);
  const column = (of: (contact: Contact) => string | number | boolean | null) => arrayLiteral(rows.map(of));
  const { rows: written } = await sql`
    insert into contact as known
      (exchange, contact_id, channel, started_at, ended_at, visits, first_queue, contained, subject)
    select exchange, contact_id, channel, to_timestamp(started_at / 1000), to_timestamp(ended_at / 1000), visits,
      first_queue, case when visits > 0 then false else contained end, subject
    from unnest(
      ${column((contact) => contact.exchange)}::text[],
      ${column((contact) => contact.contactId)}::text[],
      ${column((contact) => contact.channel)}::text[],
      ${column((contact) => contact.startedAt)}::float8[],
      ${column((contact) => contact.endedAt)}::float8[],
      ${column((contact) => contact.visits)}::int[],
      ${column((contact) => contact.firstQueue ?? null)}::text[],
      ${column((contact) => contact.contained)}::boolean[],
      ${column((contact) => contact.subject)}::text[]
    ) as told (exchange, contact_id, channel, started_at, ended_at, visits, first_queue, contained, subject)
    on conflict (exchange, contact_id) do update set
      channel = excluded.channel,
      started_at = ${merged.startedAt},
      ended_at = greatest(excluded.ended_at, known.ended_at),
      visits = greatest(excluded.visits, known.visits),
      first_queue = coalesce(known.first_queue, excluded.first_queue),
      contained = ${merged.contained},
      subject = coalesce(excluded.subject, known.subject)
    where (
      known.channel, known.started_at, known.ended_at, known.visits, known.first_queue, known.contained, known.subject
    ) is distinct from (
      excluded.channel, ${merged.startedAt}, greatest(excluded.ended_at, known.ended_at),
      greatest(excluded.visits, known.visits), coalesce(known.first_queue, excluded.first_queue), ${merged.contained},
      coalesce(excluded.subject, known.subject)
    )
    returning 1`.execute(db);
  return written.length;
}

/**
 * Writes contacts as a queue_log tells them, which takes every call for a contact of its own: those of calls that are known
 * to belong to another contact are passed over. Answers as `upsertContacts`.
 */
export async function upsertLoggedContacts(
  db: Kysely<Schema>,
  exchange: string,
  contacts: readonly Contact[],
): Promise<number> {
  if (contacts.length === 0) return 0;
  const { rows } = await sql<{ call_id: string }>`
    select distinct visit.call_id
    from unnest(${arrayLiteral(contacts.map(({ contactId }) => contactId))}::text[]) as told (call_id)
    join visit on visit.exchange = ${exchange} and visit.call_id = told.call_id
    where visit.contact_id <> visit.call_id`.execute(db);
  const others = new Set(rows.map(({ call_id }) => call_id));
  return upsertContacts(
    db,
    contacts.filter(({ contactId }) => !others.has(contactId)),
  );
}

/** Contacts that began at `from` or later and before `to` (epoch ms), in order. */
export async function contactsStarted(
  db: Kysely<Schema>,
  exchange: string,
  from: number,
  to: number,
): Promise<Contact[]> {
  const rows = await db
    .selectFrom('contact')
    .selectAll()
    .where('exchange', '=', exchange)
    .where('started_at', '>=', instant(from))
    .where('started_at', '<', instant(to))
    .orderBy('started_at')
    .orderBy('contact_id')
    .execute();
  return rows.map(contactOf);
}

/** Of these contacts those that are known. */
export async function contactsNamed(
  db: Kysely<Schema>,
  exchange: string,
  contactIds: readonly string[],
): Promise<Contact[]> {
  if (contactIds.length === 0) return [];
  const rows = await db
    .selectFrom('contact')
    .selectAll()
    .where('exchange', '=', exchange)
    .where('contact_id', '=', sql<string>`any(${arrayLiteral(contactIds)}::text[])`)
    .execute();
  return rows.map(contactOf);
}

/** mergeContact in SQL: `known` is the row as it is, `excluded` what is told now. */
const merged = {
  startedAt: sql.raw(
    "case when excluded.started_at < known.started_at - interval '2 seconds' then excluded.started_at else known.started_at end",
  ),
  contained: sql.raw(
    'case when greatest(excluded.visits, known.visits) > 0 then false else coalesce(excluded.contained, known.contained) end',
  ),
};

/** One statement may touch a row once only; the later account holds, but loses nothing. */
function oncePerKey(contacts: readonly Contact[]): Contact[] {
  const byKey = new Map<string, Contact>();
  for (const contact of contacts) {
    const key = contactKey(contact);
    const former = byKey.get(key);
    byKey.set(key, former ? mergeContact(former, contact) : contact);
  }
  return [...byKey.values()];
}

function contactOf(row: ContactTable): Contact {
  return {
    exchange: row.exchange,
    contactId: row.contact_id,
    channel: row.channel,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    visits: row.visits,
    firstQueue: row.first_queue,
    contained: row.contained,
    subject: row.subject,
  };
}
