import { type Kysely, sql } from 'kysely';
import type { QueueSettings, Settings } from '#lib/settings.ts';
import type { Schema } from './schema.ts';

const usualThresholdSeconds = 20;

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
 * Gives queues that visits name but the settings do not, or no longer, to the centre of their exchange, with the queue's
 * own name as its label and that centre's threshold: as the floor does.
 */
export async function adoptQueues(db: Kysely<Schema>, { centres }: Pick<Settings, 'centres'>): Promise<void> {
  const named = centres.flatMap(({ queues }) => queues);
  await sql`
    insert into queue_of_centre as known (exchange, queue, centre, label, threshold_seconds)
    select distinct r.exchange, r.queue, e.centre, r.queue, coalesce(c.seconds, ${usualThresholdSeconds}::int)
    from interval_rollup r
    join exchange e on e.exchange = r.exchange
    left join unnest(
      ${centres.map(({ id }) => id)}::text[], ${centres.map(({ target }) => target.thresholdSeconds)}::int[]
    ) as c (centre, seconds) on c.centre = e.centre
    where (r.exchange, r.queue) not in (
      select exchange, queue from unnest(
        ${named.map(({ exchange }) => exchange)}::text[], ${named.map(({ queue }) => queue)}::text[]
      ) as told (exchange, queue)
    )
    on conflict (exchange, queue) do update
      set centre = excluded.centre, label = excluded.label, threshold_seconds = excluded.threshold_seconds
      where (known.centre, known.label, known.threshold_seconds)
        is distinct from (excluded.centre, excluded.label, excluded.threshold_seconds)`.execute(db);
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
