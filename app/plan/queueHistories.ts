import { sql } from 'kysely';
import type { Database } from '#lib/database/database.ts';
import { gapsWithin } from '#lib/database/observationGaps.ts';
import type { QueueSettings } from '#lib/settings.ts';
import { queueId } from '../scope/scope.ts';
import type { QueueHistory } from './weekForecast.ts';

/** What was seen of each queue in `from`–`to` (epoch ms), and when nobody looked. */
export async function queueHistories(
  db: Database,
  queues: readonly QueueSettings[],
  { from, to }: { from: number; to: number },
): Promise<QueueHistory[]> {
  const exchanges = [...new Set(queues.map(({ exchange }) => exchange))];
  const rows = await db
    .selectFrom('interval_rollup')
    .selectAll()
    .where('exchange', 'in', exchanges)
    .where('start', '>=', sql<number>`to_timestamp(${from}::float8 / 1000)`)
    .where('start', '<', sql<number>`to_timestamp(${to}::float8 / 1000)`)
    .execute();
  const gaps = await gapsWithin(db, exchanges, from, to);
  return queues.map((queue) => ({
    id: queueId(queue),
    label: queue.label,
    history: rows
      .filter((r) => r.exchange === queue.exchange && r.queue === queue.queue)
      .map((r) => ({
        start: r.start,
        offered: r.offered,
        handled: r.talks,
        handleSeconds: r.talk_seconds + r.wrap_up_seconds,
      })),
    unobserved: gaps
      .filter((gap) => gap.exchange === queue.exchange)
      .map((gap) => ({ from: gap.startedAt, to: gap.endedAt ?? to })),
  }));
}
