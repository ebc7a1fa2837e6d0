import { type Kysely, sql } from 'kysely';

/** An alarm of several centres together, or of some queues of a centre, says which. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table alarm_log add column centres text[], add column queues text[]`.execute(db);
}
