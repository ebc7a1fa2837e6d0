import { type Kysely, sql } from 'kysely';
import type { TickerNow } from '../feed/feedEvents.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** Those whose time is not over at `now` (epoch ms), the urgent and the latest first. */
export async function readTickers(db: Kysely<Schema>, now: number): Promise<TickerNow[]> {
  const rows = await db
    .selectFrom('ticker')
    .selectAll()
    .where('expires_at', '>', instant(now))
    .orderBy('urgent', 'desc')
    .orderBy('starts_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ sent_by: from, starts_at: startsAt, expires_at: expiresAt, ...row }) => ({
    ...row,
    from,
    startsAt,
    expiresAt,
  }));
}

/** Adds a ticker, and drops those that were over a month ago. */
export async function addTicker(db: Kysely<Schema>, ticker: TickerNow): Promise<void> {
  const { from, startsAt, expiresAt, ...row } = ticker;
  await sql`delete from ticker where expires_at < now() - interval '1 month'`.execute(db);
  await db
    .insertInto('ticker')
    .values({ ...row, sent_by: from, starts_at: instant(startsAt), expires_at: instant(expiresAt) })
    .execute();
}

/** Ends a ticker now; null: there is none, or it is over. It stays for whoever asks later what was said. */
export async function endTicker(db: Kysely<Schema>, id: string, now: number): Promise<string | null> {
  const row = await db
    .updateTable('ticker')
    .set({
      // of one that was to come nothing is left to come
      starts_at: sql`least(starts_at, ${instant(now)} - interval '1 millisecond')`,
      expires_at: instant(now),
    })
    .where('id', '=', id)
    .where('expires_at', '>', instant(now))
    .returning('text')
    .executeTakeFirst();
  return row?.text ?? null;
}
