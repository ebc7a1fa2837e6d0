import type { Database } from '#lib/database/database.ts';
import { demandOf } from '#lib/database/demand.ts';
import { forecastDays } from '#lib/database/forecasts.ts';
import { placeOf, zoneOf } from '#lib/forecast/calendar.ts';
import { centreDay } from '#lib/interval/centreDay.ts';
import type { Settings } from '#lib/settings.ts';
import { centresWithQueues } from '../../scope/centresWithQueues.ts';
import { scopeOf } from '../../scope/scope.ts';
import type { QueueDayCurve } from './queueDay.ts';

/** One queue's present day, by its id (`exchange:queue`); null: there is no such queue. `now`: epoch ms. */
export async function readQueueDay(
  db: Database,
  settings: Pick<Settings, 'centres' | 'exchanges'>,
  id: string,
  now: number,
): Promise<QueueDayCurve | null> {
  const scope = scopeOf(id, await centresWithQueues(db, settings));
  if (scope?.queue === null || scope === null) return null;
  const { zone } = scope.centre;
  const { dayStart, nextDayStart } = centreDay(now, zone);
  const queues = [{ exchange: scope.queue.exchange, queue: scope.queue.queue }];
  const today = placeOf(now, zoneOf(zone)).date;
  const [forecast] = await forecastDays(db, queues, today, today);
  const counted = await demandOf(db, queues, dayStart, nextDayStart);
  return {
    asOf: now,
    zone,
    day: { from: dayStart, to: nextDayStart },
    quarters: counted.map(({ start, offered, answered, abandoned }) => ({ start, offered, answered, abandoned })),
    forecast: forecast ? { mean: forecast.mean, p10: forecast.p10, p90: forecast.p90 } : null,
  };
}
