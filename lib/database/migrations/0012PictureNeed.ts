import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // when a board was last seen to show it, or it was last uploaded: what is in no board goes some time after that
  await sql`alter table picture add column needed_at timestamptz not null default now()`.execute(db);
}
