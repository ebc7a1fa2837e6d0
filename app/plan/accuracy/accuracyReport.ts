import type { Database } from '#lib/database/database.ts';
import { planningFacts } from '#lib/database/planningFacts.ts';
import { placeOf, zoneOf } from '#lib/forecast/calendar.ts';
import { weekOf } from '#lib/forecast/isoWeek.ts';
import type { CentreSettings, QueueSettings, Settings } from '#lib/settings.ts';
import { database, orAway } from '../../database.ts';
import type { Search } from '../../scope/address.ts';
import { centresWithQueues } from '../../scope/centresWithQueues.ts';
import { queueId, type Scope } from '../../scope/scope.ts';
import { type Accuracy, accuracyOfDays } from './accuracyOfDays.ts';
import { type AccuracyParams, type AccuracyProblem, readAccuracyParams } from './accuracyParams.ts';
import { type AccuracyRange, type Lead, leads } from './accuracySpans.ts';
import { type DrawnDay, drawnDay } from './drawnDay.ts';
import { type JudgedDay, type JudgedQuarters, judgedDays, seenDays } from './judgedDays.ts';
import { type QueueChoice, queueChoices } from './queueChoices.ts';

export interface AccuracyReport {
  params: AccuracyParams;
  problems: AccuracyProblem[];
  centres: readonly CentreSettings[];
  today: string;
  /** By distance. */
  leads: { lead: Lead; accuracy: Accuracy }[];
  /** By queue, of the distance asked for. */
  queues: { queue: QueueSettings; accuracy: Accuracy }[];
  /** By ISO week, of every distance; the same weeks throughout. */
  weeks: { monday: string; number: number; byLead: { lead: Lead; accuracy: Accuracy }[] }[];
  /** Days of the distance asked for, by queue and date. */
  judged: JudgedDay[];
  /** Dates that can be drawn, and the one that is. */
  dates: string[];
  drawn: DrawnDay | null;
  /** First date of the range with a forecast that was made before it, rather than worked out afterwards; null: none. */
  forecastSince: string | null;
  /** Why each queue is forecast as it is. */
  choices: QueueChoice[];
}

/**
 * What an address asks for; the page and the route both answer from here, so that they agree to the unit. `away`: the
 * database cannot answer now; `empty`: its tables are still being made; null: the settings name no centre.
 */
export async function accuracyReport(
  search: Search,
  now: number,
  settings: Pick<Settings, 'centres' | 'exchanges'>,
): Promise<AccuracyReport | 'away' | 'empty' | null> {
  return orAway(async () => {
    const db = database();
    const centres = await centresWithQueues(db, settings);
    const asked = readAccuracyParams(search, centres, (zone) => placeOf(now, zoneOf(zone)).date);
    if (!asked) return null;
    const { scope, range, lead } = asked.params;
    const byLead = new Map<Lead, JudgedDay[]>(leads.map((one) => [one, []]));
    for (const queue of scope.queues) {
      const seen = await seenDays(db, queue, range, scope.centre.zone, now);
      for (const { quarters: _, ...day } of await judgedDays(db, queue, range, leads, seen))
        byLead.get(day.lead)?.push(day);
    }
    const judged = byLead.get(lead) ?? [];
    const dates = [...new Set(judged.map(({ date }) => date))].sort();
    const day = asked.params.day ?? dates.at(-1) ?? null;
    const every = [...byLead.values()].flat();
    return {
      ...asked,
      centres,
      leads: leads.map((one) => ({ lead: one, accuracy: accuracyOfDays(byLead.get(one) ?? []) })),
      queues: scope.queues.map((queue) => ({
        queue,
        accuracy: accuracyOfDays(judged.filter((one) => one.queue === queue)),
      })),
      weeks: weeksOf(byLead),
      ...{ judged, dates },
      drawn: day === null ? null : drawnDay(await quartersOf(db, scope, { from: day, to: day }, lead, now)),
      forecastSince:
        every
          .filter(({ hindcast }) => !hindcast)
          .map(({ date }) => date)
          .sort()[0] ?? null,
      choices: queueChoices(
        scope.queues.map((queue) => ({ id: queueId(queue), ...queue })),
        await planningFacts(db, scope.queues),
      ),
    };
  });
}

async function quartersOf(
  db: Database,
  { queues, centre }: Scope,
  day: AccuracyRange,
  lead: Lead,
  now: number,
): Promise<JudgedQuarters[]> {
  const days: JudgedQuarters[] = [];
  for (const queue of queues)
    days.push(...(await judgedDays(db, queue, day, [lead], await seenDays(db, queue, day, centre.zone, now))));
  return days;
}

function weeksOf(byLead: ReadonlyMap<Lead, readonly JudgedDay[]>): AccuracyReport['weeks'] {
  const weeks = new Map<string, { monday: string; number: number }>();
  const grouped = [...byLead].map(([lead, days]) => {
    const ofWeeks = Map.groupBy(days, ({ date }) => {
      const { id, monday, number } = weekOf(date);
      weeks.set(id, { monday, number });
      return id;
    });
    return { lead, ofWeeks };
  });
  return [...weeks]
    .sort(([, a], [, b]) => a.monday.localeCompare(b.monday))
    .map(([id, week]) => ({
      ...week,
      byLead: grouped.map(({ lead, ofWeeks }) => ({ lead, accuracy: accuracyOfDays(ofWeeks.get(id) ?? []) })),
    }));
}
