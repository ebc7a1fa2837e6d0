import { type Kysely, sql } from 'kysely';
import type { QueueSettings, Settings } from '#lib/settings.ts';
import type { Schema } from './schema.ts';

export interface QueueOfCentre extends QueueSettings {
  centre: string;
}

/** Writes exchanges and their queues as the settings name them; what they no longer name stays, for its history. */
export async function writeQueues(
  db: Kysely<Schema>,
  { centres, exchanges }: Pick<Settings, 'centres' | 'exchanges'>,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    for (const { id, label, centre, demo } of exchanges)
      await transaction
        .insertInto('exchange')
        .values({ exchange: id, label, centre, demo })
        .onConflict((conflict) => conflict.column('exchange').doUpdateSet({ label, centre, demo }))
        .execute();
    for (const centre of centres)
      for (const { exchange, queue, label, thresholdSeconds } of centre.queues) {
        const told = { centre: centre.id, label, threshold_seconds: thresholdSeconds };
        await transaction
          .insertInto('queue_of_centre')
          .values({ exchange, queue, ...told })
          .onConflict((conflict) => conflict.columns(['exchange', 'queue']).doUpdateSet(told))
          .execute();
      }
  });
}

/**
 * Adds queues that visits name but the settings do not, to the centre of their exchange, with the queue's own name as
 * its label.
 */
export async function adoptQueues(db: Kysely<Schema>, thresholdSeconds: number): Promise<void> {
  await sql`
    insert into queue_of_centre (exchange, queue, centre, label, threshold_seconds)
    select distinct r.exchange, r.queue, e.centre, r.queue, ${thresholdSeconds}::int
    from interval_rollup r join exchange e on e.exchange = r.exchange
    on conflict do nothing`.execute(db);
}

/** The queues of a centre, or of all centres, by label. */
export async function queuesOf(db: Kysely<Schema>, centre: string | null = null): Promise<QueueOfCentre[]> {
  let query = db.selectFrom('queue_of_centre').selectAll().orderBy('label').orderBy('exchange').orderBy('queue');
  if (centre !== null) query = query.where('centre', '=', centre);
  const rows = await query.execute();
  return rows.map((row) => ({
    exchange: row.exchange,
    queue: row.queue,
    centre: row.centre,
    label: row.label,
    thresholdSeconds: row.threshold_seconds,
  }));
}
