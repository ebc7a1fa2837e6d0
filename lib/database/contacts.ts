import { type Kysely, sql } from 'kysely';
import type { Contact } from '#lib/contact/contact.ts';
import { arrayLiteral } from './arrayLiteral.ts';
import type { Schema } from './schema.ts';

/**
 * Writes contacts; null never replaces what is known, and the count of visits never falls. Answers how many rows are new
 * or now say more.
 */
export async function upsertContacts(db: Kysely<Schema>, contacts: readonly Contact[]): Promise<number> {
  if (contacts.length === 0) return 0;
  const rows = oncePerKey(contacts);
  const column = (of: (contact: Contact) => string | number | boolean | null) => arrayLiteral(rows.map(of));
  const { rows: written } = await sql`
    insert into contact as known (exchange, contact_id, channel, started_at, ended_at, visits, contained, subject)
    select exchange, contact_id, channel, to_timestamp(started_at / 1000), to_timestamp(ended_at / 1000), visits,
      contained, subject
    from unnest(
      ${column((contact) => contact.exchange)}::text[],
      ${column((contact) => contact.contactId)}::text[],
      ${column((contact) => contact.channel)}::text[],
      ${column((contact) => contact.startedAt)}::float8[],
      ${column((contact) => contact.endedAt)}::float8[],
      ${column((contact) => contact.visits)}::int[],
      ${column((contact) => contact.contained)}::boolean[],
      ${column((contact) => contact.subject)}::text[]
    ) as told (exchange, contact_id, channel, started_at, ended_at, visits, contained, subject)
    on conflict (exchange, contact_id) do update set
      channel = excluded.channel,
      ended_at = coalesce(excluded.ended_at, known.ended_at),
      visits = greatest(excluded.visits, known.visits),
      contained = coalesce(excluded.contained, known.contained),
      subject = coalesce(excluded.subject, known.subject)
    where (known.channel, known.ended_at, known.visits, known.contained, known.subject) is distinct from (
      excluded.channel, coalesce(excluded.ended_at, known.ended_at), greatest(excluded.visits, known.visits),
      coalesce(excluded.contained, known.contained), coalesce(excluded.subject, known.subject)
    )
    returning 1`.execute(db);
  return written.length;
}

/** One statement may touch a row once only; the later account holds, but loses nothing. */
function oncePerKey(contacts: readonly Contact[]): Contact[] {
  const byKey = new Map<string, Contact>();
  for (const contact of contacts) {
    const key = `${contact.exchange}|${contact.contactId}`;
    const former = byKey.get(key);
    byKey.set(
      key,
      former
        ? {
            ...contact,
            startedAt: former.startedAt,
            endedAt: contact.endedAt ?? former.endedAt,
            visits: Math.max(contact.visits, former.visits),
            contained: contact.contained ?? former.contained,
            subject: contact.subject ?? former.subject,
          }
        : contact,
    );
  }
  return [...byKey.values()];
}
