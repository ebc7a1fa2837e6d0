import { type Kysely, sql } from 'kysely';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** A span of which all that an exchange recorded (its queue_log) has been read. Instants are epoch ms. */
export interface LoggedSpan {
  exchange: string;
  /** `follower`, or what names the imported file. */
  source: string;
  startedAt: number;
  endedAt: number;
}

/** The source that an exchange's worker writes as. */
export const followerSource = 'follower';

/** Notes a span; of the same source and start the longer one holds. */
export async function writeLoggedSpan(db: Kysely<Schema>, span: LoggedSpan): Promise<void> {
  await sql`
    insert into logged_span as known (exchange, source, started_at, ended_at)
    values (${span.exchange}, ${span.source}, ${instant(span.startedAt)},
      ${instant(span.endedAt)})
    on conflict (exchange, source, started_at) do update set
      ended_at = greatest(excluded.ended_at, known.ended_at), written_at = now()`.execute(db);
}

/**
 * Marks the ended gaps of an exchange that lie within what has been read as filled: figures over them are whole. Spans
 * that overlap count as one. Answers how many were filled now.
 */
export async function fillObservationGaps(db: Kysely<Schema>, exchange: string): Promise<number> {
  const { rows } = await sql`
    with covered as (
      select range_agg(tstzrange(started_at, ended_at, '[]')) as spans from logged_span where exchange = ${exchange}
    )
    update observation_gap set filled_at = now() from covered
    where exchange = ${exchange} and filled_at is null and ended_at is not null
      and covered.spans @> tstzrange(started_at, ended_at, '[]')
    returning 1`.execute(db);
  return rows.length;
}

/** When an import last read rows of `since` (epoch ms) or later, epoch ms; null if none did. */
export async function lastImportReaching(db: Kysely<Schema>, exchange: string, since: number): Promise<number | null> {
  const row = await db
    .selectFrom('logged_span')
    .select(({ fn }) => fn.max('written_at').as('at'))
    .where('exchange', '=', exchange)
    .where('source', '<>', followerSource)
    .where('ended_at', '>=', instant(since))
    .executeTakeFirst();
  return row?.at ?? null;
}

/** How far the log has been read from one source, epoch ms; null if it never was. */
export async function loggedUntil(db: Kysely<Schema>, exchange: string, source: string): Promise<number | null> {
  const row = await db
    .selectFrom('logged_span')
    .select(({ fn }) => fn.max('ended_at').as('at'))
    .where('exchange', '=', exchange)
    .where('source', '=', source)
    .executeTakeFirst();
  return row?.at ?? null;
}
