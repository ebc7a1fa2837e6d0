import { placeOf, zoneOf } from '#lib/forecast/calendar.ts';
import type { CentreSettings, Settings } from '#lib/settings.ts';
import { database, orAway } from '../database.ts';
import { centresWithQueues } from '../scope/centresWithQueues.ts';
import { type PlanParam, type PlanParams, type Problem, readPlanParams, type Search } from './planParams.ts';
import { queueHistories } from './queueHistories.ts';
import { historySpan, type WeekForecast, weekForecast } from './weekForecast.ts';

export interface PlanForecast {
  params: PlanParams;
  problems: Problem<PlanParam>[];
  forecast: WeekForecast;
  centres: readonly CentreSettings[];
  /** ISO date on the centre's calendar. */
  today: string;
}

/**
 * What an address asks for, and its forecast; the page and the route both answer from here. `away`: the database cannot
 * answer now; `empty`: its tables are still being made; null: the settings name no centre.
 */
export async function planForecast(
  search: Search,
  now: number,
  settings: Pick<Settings, 'centres' | 'exchanges'>,
): Promise<PlanForecast | 'away' | 'empty' | null> {
  const todayIn = (zone: string) => placeOf(now, zoneOf(zone)).date;
  return orAway(async () => {
    const centres = await centresWithQueues(database(), settings);
    const asked = readPlanParams(search, centres, todayIn);
    if (!asked) return null;
    const { params, problems } = asked;
    const { zone } = params.scope.centre;
    const today = todayIn(zone);
    const histories = await queueHistories(
      database(),
      params.scope.queues,
      settings.exchanges,
      historySpan(params.week, zone, today),
    );
    return { params, problems, forecast: weekForecast(histories, params.week, zone, today), centres, today };
  });
}
