import { ForecastToday } from '#lib/alarm/forecastToday.ts';
import type { Database } from '#lib/database/database.ts';
import { forecastDays } from '#lib/database/forecasts.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';
import { placeOf, zoneOf } from '#lib/forecast/calendar.ts';

/** The forecast of the present day of every queue on the floor, each on its centre's date. */
export async function readForecastToday(db: Database, floor: Floor, now: number): Promise<ForecastToday> {
  const byCentre = Map.groupBy(Object.values(floor.queues), ({ centre }) => centre);
  const days = [];
  for (const { id, zone } of Object.values(floor.centres)) {
    const queues = byCentre.get(id) ?? [];
    const { date } = placeOf(now, zoneOf(zone));
    if (queues.length > 0) days.push(...(await forecastDays(db, queues, date, date)));
  }
  return new ForecastToday(days);
}
