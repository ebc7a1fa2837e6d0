import { type AgentHistory, agentHistoryOf } from '#lib/database/agentHistory.ts';
import { dayStart, placeOf, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import { stepBoundaries } from '#lib/history/historySteps.ts';
import type { CentreSettings, Settings } from '#lib/settings.ts';
import { database, orAway } from '../../database.ts';
import type { Search } from '../../scope/address.ts';
import { centresWithQueues } from '../../scope/centresWithQueues.ts';
import { type HistoryGap, historyGaps } from '../historyGaps.ts';
import { type HistoryParams, type HistoryProblem, readHistoryParams } from '../historyParams.ts';

export interface AgentsReport extends AgentHistory {
  params: HistoryParams;
  problems: HistoryProblem[];
  centres: readonly CentreSettings[];
  today: string;
  gaps: HistoryGap[];
  /** Epoch ms at which records of states begin, when that lies within or after the range. */
  recordsFrom: number | null;
}

/**
 * What agents did in the range that an address names; the page and the route both answer from here, so that they agree to
 * the second. `days`: each day of the centre besides. `away`: the database cannot answer now; `empty`: its tables are still
 * being made; null: the settings name no centre.
 */
export async function agentsReport(
  search: Search,
  now: number,
  settings: Pick<Settings, 'centres' | 'exchanges'>,
  days: boolean,
): Promise<AgentsReport | 'away' | 'empty' | null> {
  return orAway(async () => {
    const db = database();
    const centres = await centresWithQueues(db, settings);
    const { step: _, ...asked } = search;
    const read = readHistoryParams(asked, centres, (zone) => placeOf(now, zoneOf(zone)).date, 'page');
    if (!read) return null;
    const { scope, range } = read.params;
    const { zone } = scope.centre;
    const from = dayStart(range.from, zoneOf(zone));
    const to = dayStart(plusDays(range.to, 1), zoneOf(zone));
    const queues = scope.queues.map(({ exchange, queue }) => ({ exchange, queue }));
    const boundaries = days ? stepBoundaries(from, to, 'day', zone) : [from, to];
    const history = await agentHistoryOf(db, { queues, boundaries, now });
    return {
      ...read,
      ...history,
      centres,
      gaps: await historyGaps(db, settings, { queues, from, to: Math.min(to, now), filledToo: true }),
      recordsFrom: history.statesFrom !== null && history.statesFrom > from ? history.statesFrom : null,
    };
  });
}
