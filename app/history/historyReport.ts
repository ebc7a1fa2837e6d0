import { demandSpan } from '#lib/database/demand.ts';
import { historyOf } from '#lib/database/historyRows.ts';
import { dayStart, placeOf, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import type { HistoryRow } from '#lib/history/historyRow.ts';
import { type ClockChange, clockChanges } from '#lib/interval/clockChanges.ts';
import type { ServiceLevelFormula } from '#lib/service-level/serviceLevel.ts';
import type { CentreSettings, Settings } from '#lib/settings.ts';
import { database, orAway } from '../database.ts';
import type { Search } from '../scope/address.ts';
import { centresWithQueues } from '../scope/centresWithQueues.ts';
import { type HistoryGap, historyGaps } from './historyGaps.ts';
import { type HistoryParams, type HistoryProblem, readHistoryParams } from './historyParams.ts';
import type { Reader } from './historyRange.ts';

export interface HistoryReport {
  params: HistoryParams;
  problems: HistoryProblem[];
  centres: readonly CentreSettings[];
  today: string;
  rows: HistoryRow[];
  total: HistoryRow;
  gaps: HistoryGap[];
  /** When the centre's clock was put forward (minutes above 0) or back within the range. */
  clockChanges: ClockChange[];
  formula: ServiceLevelFormula;
  /** The queues' thresholds, in ascending order, each once; a wait is in time within that of its own queue. */
  thresholdsSeconds: number[];
  /** Epoch ms of the first call on record, when that lies within or after the range; rows before it hold no figures. */
  recordsFrom: number | null;
}

/**
 * What an address asks for; the page and the route both answer from here, so that they agree to the unit. `away`: the
 * database cannot answer now; `empty`: its tables are still being made; null: the settings name no centre.
 */
export async function historyReport(
  search: Search,
  now: number,
  settings: Pick<Settings, 'centres' | 'exchanges'>,
  reader: Reader,
): Promise<HistoryReport | 'away' | 'empty' | null> {
  return orAway(async () => {
    const db = database();
    const centres = await centresWithQueues(db, settings);
    const asked = readHistoryParams(search, centres, (zone) => placeOf(now, zoneOf(zone)).date, reader);
    if (!asked) return null;
    const { scope, range, step } = asked.params;
    const { zone, serviceLevelFormula: formula } = scope.centre;
    const from = dayStart(range.from, zoneOf(zone));
    const to = dayStart(plusDays(range.to, 1), zoneOf(zone));
    const queues = scope.queues.map(({ exchange, queue, thresholdSeconds }) => ({ exchange, queue, thresholdSeconds }));
    const { rows, total } = await historyOf(db, { queues, from, to, step, zone, formula, now });
    // Zeros at the start may be quiet nights, or a time from before there were records.
    const span = rows[0]?.offered === 0 ? await demandSpan(db, queues) : null;
    return {
      ...asked,
      centres,
      // A step begins before the range where the range cuts it, and what lies ahead is no row yet.
      rows: rows
        .filter((row) => row.start < now)
        .map((row) => ({ ...row, start: Math.max(row.start, from), end: Math.min(row.end, to) })),
      total,
      gaps: await historyGaps(db, settings, { queues, from, to: Math.min(to, now), filledToo: false }),
      clockChanges: step === 'interval' || step === 'hour' ? clockChanges(from, to, zone) : [],
      formula,
      thresholdsSeconds: [...new Set(queues.map(({ thresholdSeconds }) => thresholdSeconds))].sort((a, b) => a - b),
      recordsFrom: span && rows.some((row) => row.end <= span.from) ? span.from : null,
    };
  });
}
