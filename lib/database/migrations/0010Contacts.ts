import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  'alter table contact add column first_queue text',
  // rows of before: what they knew was whether they entered a queue, and the visits know which
  `update contact set first_queue = first.queue, contained = false
    from (
      select distinct on (exchange, contact_id) exchange, contact_id, queue
      from visit order by exchange, contact_id, offered_at, nth
    ) as first
    where contact.visits > 0 and first.exchange = contact.exchange and first.contact_id = contact.contact_id`,
];
