import { type Kysely, sql } from 'kysely';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** A span in which an exchange was not observed. Instants are epoch ms; `endedAt` null: it still lasts. */
export interface ObservationGap {
  exchange: string;
  startedAt: number;
  endedAt: number | null;
  /** One machine word for the cause, as in the live feed's SourceCause. */
  reason: string;
}

/** Notes a gap, or the end of one; a gap is known by its exchange and start, and never loses its end. */
export async function upsertObservationGap(db: Kysely<Schema>, gap: ObservationGap): Promise<void> {
  await sql`
    insert into observation_gap as known (exchange, started_at, ended_at, reason)
    values (${gap.exchange}, ${instant(gap.startedAt)}, ${instant(gap.endedAt)},
      ${gap.reason})
    on conflict (exchange, started_at) do update set ended_at = coalesce(excluded.ended_at, known.ended_at)`.execute(
    db,
  );
}

/** Ends every open gap of an exchange that started before `endedAt` (epoch ms): it is heard since then. */
export async function closeObservationGaps(db: Kysely<Schema>, exchange: string, endedAt: number): Promise<void> {
  await sql`
    update observation_gap set ended_at = ${instant(endedAt)}
    where exchange = ${exchange} and ended_at is null and started_at < ${instant(endedAt)}`.execute(db);
}

/**
 * Gaps of these exchanges that overlap `from`–`to` (epoch ms), in order; not those that the exchange's own record has
 * filled since, unless those are asked for: it tells the calls, but not what the agents did.
 */
export async function gapsWithin(
  db: Kysely<Schema>,
  exchanges: readonly string[],
  from: number,
  to: number,
  { filledToo = false } = {},
): Promise<ObservationGap[]> {
  if (exchanges.length === 0) return [];
  const rows = await db
    .selectFrom('observation_gap')
    .selectAll()
    .where('exchange', 'in', exchanges)
    .$if(!filledToo, (query) => query.where('filled_at', 'is', null))
    .where('started_at', '<', instant(to))
    .where((where) => where.or([where('ended_at', 'is', null), where('ended_at', '>', instant(from))]))
    .orderBy('started_at')
    .execute();
  return rows.map((row) => ({
    exchange: row.exchange,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    reason: row.reason,
  }));
}
