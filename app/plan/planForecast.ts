import { placeOf, zoneOf } from '#lib/forecast/calendar.ts';
import type { CentreSettings, Settings } from '#lib/settings.ts';
import { database, orAway } from '../database.ts';
import { defaultLocale, type Locale } from '../i18n/locale.ts';
import type { Problem, Search } from '../scope/address.ts';
import { centresWithQueues } from '../scope/centresWithQueues.ts';
import { type PlanParam, type PlanParams, readPlanParams } from './planParams.ts';
import type { PlanWeek } from './planWeek.ts';
import { readPlanWeek } from './readPlanWeek.ts';

export interface PlanForecast {
  params: PlanParams;
  problems: Problem<PlanParam>[];
  plan: PlanWeek;
  centres: readonly CentreSettings[];
  /** ISO date on the centre's calendar. */
  today: string;
}

/**
 * What an address asks for, and what is on record of its week; the page and the route both answer from here. `away`: the database cannot
 * answer now; `empty`: its tables are still being made; null: the settings name no centre.
 */
export async function planForecast(
  search: Search,
  now: number,
  settings: Pick<Settings, 'centres' | 'exchanges' | 'shrinkages'>,
  locale: Locale = defaultLocale,
): Promise<PlanForecast | 'away' | 'empty' | null> {
  const todayIn = (zone: string) => placeOf(now, zoneOf(zone)).date;
  return orAway(async () => {
    const centres = await centresWithQueues(database(), settings);
    const asked = readPlanParams(search, centres, todayIn);
    if (!asked) return null;
    const { params, problems } = asked;
    const { scope, week } = params;
    const today = todayIn(scope.centre.zone);
    const plan = await readPlanWeek(database(), settings, { scope, week, today, now, locale });
    return { params, problems, plan, centres, today };
  });
}
