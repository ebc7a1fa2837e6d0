import { type Kysely, sql } from 'kysely';
import { intervalMinutes } from '#lib/interval/intervalTally.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** What a queue's visits of one interval come to, straight from the visits. */
export interface IntervalCounts {
  queue: string;
  /** Epoch ms. */
  start: number;
  offered: number;
  answered: number;
  abandoned: number;
  unknown: number;
}

/** Counts of the intervals that start at `from` or later and before `to` (epoch ms); those without a visit are left out. */
export async function intervalCounts(
  db: Kysely<Schema>,
  exchange: string,
  from: number,
  to: number,
): Promise<IntervalCounts[]> {
  const { rows } = await sql<IntervalCounts>`
    select queue, (extract(epoch from start) * 1000)::int8 as start, offered, answered, abandoned, unknown
    from (
      select queue, date_bin(${sql.lit(`${intervalMinutes} minutes`)}, offered_at, 'epoch') as start,
        count(*) as offered, count(*) filter (where outcome = 'answered') as answered,
        count(*) filter (where outcome = 'abandoned') as abandoned, count(*) filter (where outcome = 'unknown') as unknown
      from visit
      where exchange = ${exchange}
        and offered_at >= ${instant(from)} and offered_at < ${instant(to)}
      group by 1, 2
    ) counted`.execute(db);
  return rows;
}

/** What the contacts of one interval come to, by their first queue; null: they entered none. */
export interface ContactCounts {
  firstQueue: string | null;
  /** Epoch ms. */
  start: number;
  contacts: number;
  toQueue: number;
}

/** The same of contacts that began at `from` or later and before `to` (epoch ms). */
export async function contactCounts(
  db: Kysely<Schema>,
  exchange: string,
  from: number,
  to: number,
): Promise<ContactCounts[]> {
  const { rows } = await sql<ContactCounts>`
    select first_queue as "firstQueue", (extract(epoch from start) * 1000)::int8 as start, contacts, "toQueue"
    from (
      select first_queue, date_bin(${sql.lit(`${intervalMinutes} minutes`)}, started_at, 'epoch') as start,
        count(*) as contacts, count(*) filter (where visits > 0) as "toQueue"
      from contact
      where exchange = ${exchange}
        and started_at >= ${instant(from)} and started_at < ${instant(to)}
      group by 1, 2
    ) counted`.execute(db);
  return rows;
}
