import type { Database } from '#lib/database/database.ts';
import { dayOutlooks } from '#lib/database/dayOutlooks.ts';
import { demandSpan } from '#lib/database/demand.ts';
import { forecastDays, forecastsWrittenAt } from '#lib/database/forecasts.ts';
import { type PlanningFacts, planningFacts } from '#lib/database/planningFacts.ts';
import { rosteredAgents } from '#lib/database/roster.ts';
import { dayStart, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import type { IsoWeek } from '#lib/forecast/isoWeek.ts';
import { isStaleOutlook } from '#lib/forecast/staleOutlook.ts';
import { planQueue } from '#lib/plan/planQueue.ts';
import type { QueueSettings, Settings } from '#lib/settings.ts';
import type { Locale } from '../i18n/locale.ts';
import { queueId, type Scope } from '../scope/scope.ts';
import type { PlanBasis, PlanDayNote, PlanWeek, Tonight } from './planWeek.ts';
import { seenDemand, seenWeeksBefore } from './seenDemand.ts';
import { knownShrinkage } from './shrinkageCauses.ts';

export interface PlanWeekAsked {
  scope: Scope;
  week: IsoWeek;
  /** ISO date on the centre's calendar. */
  today: string;
  /** Epoch ms. */
  now: number;
  locale: Locale;
}

const quarterMs = 15 * 60_000;
const thinWeeks = 3;

/** A week's plan as far as it is on record: what the planner has written, what came, and the roster. */
export async function readPlanWeek(
  db: Database,
  settings: Pick<Settings, 'shrinkages'>,
  { scope, week, today, now, locale }: PlanWeekAsked,
): Promise<PlanWeek> {
  const { queues, centre } = scope;
  const { zone } = centre;
  const dates = Array.from({ length: 7 }, (_, i) => plusDays(week.monday, i));
  const dayStarts = [...dates, plusDays(week.sunday, 1)].map((date) => dayStart(date, zoneOf(zone)));
  const [from, to] = [dayStarts[0] as number, dayStarts[7] as number];
  const days = await forecastDays(db, queues, week.monday, week.sunday);
  const facts = await planningFacts(db, queues);
  const of = <T extends { exchange: string; queue: string }>(rows: readonly T[], queue: QueueSettings) =>
    rows.filter((row) => row.exchange === queue.exchange && row.queue === queue.queue);
  const before = { dates, dayStarts, zone, now };
  const rostered = await rosteredAgents(db, centre.id, scope.queue ? queues : null, from, to, 15);
  const set = settings.shrinkages.find((one) => one.centre === centre.id)?.causes ?? [];
  const seenShrinkage = facts.find(({ shrinkage }) => shrinkage !== null)?.shrinkage;
  return {
    ...{ from, zone, dayStarts, now },
    queues: queues.map((queue) =>
      planQueue({ id: queueId(queue), label: queue.label }, of(days, queue), of(facts, queue)[0], {
        from,
        quarters: (to - from) / quarterMs,
      }),
    ),
    days: dates.map((date) => ({ date, notes: dayNotes(facts, date, locale) })),
    actual: await seenDemand(db, queues, dayStarts, now),
    before: {
      lastWeek: await seenWeeksBefore(db, queues, { ...before, weeks: 1 }),
      lastYear: await seenWeeksBefore(db, queues, { ...before, weeks: 52 }),
    },
    rostered: rostered.some((agents) => agents !== null) ? rostered : null,
    tonight: await tonightOf(db, scope.id, today, dates, now),
    shrinkage: knownShrinkage(set, seenShrinkage ?? { signedInSeconds: 0, causes: [] }),
    basis: await basisOf(db, queues, facts, dayStart(today, zoneOf(zone))),
  };
}

function dayNotes(facts: readonly PlanningFacts[], date: string, locale: Locale): PlanDayNote['notes'] {
  const notes = new Map<string, PlanDayNote['notes'][number]>();
  for (const day of facts.flatMap(({ days }) => days))
    if (day.date === date) notes.set(`${day.kind} ${day.name[locale]}`, { kind: day.kind, text: day.name[locale] });
  return [...notes.values()];
}

async function tonightOf(
  db: Database,
  scope: string,
  today: string,
  dates: readonly string[],
  now: number,
): Promise<Tonight | null> {
  const day = dates.indexOf(today);
  const outlook = day < 0 ? undefined : (await dayOutlooks(db, [scope], today)).get(scope);
  if (!outlook) return null;
  const { madeAt, byTonight, seen, expected } = outlook;
  return { day, madeAt, stale: isStaleOutlook(outlook, now), ...byTonight, seen, expected };
}

async function basisOf(
  db: Database,
  queues: readonly QueueSettings[],
  facts: readonly PlanningFacts[],
  todayStart: number,
): Promise<PlanBasis> {
  const madeAt = await forecastsWrittenAt(db, queues);
  const none = madeAt === null && !(await hasHistory(db, queues, facts, todayStart));
  const labelled = queues.map((queue) => ({
    label: queue.label,
    facts: facts.find((one) => one.exchange === queue.exchange && one.queue === queue.queue) ?? null,
  }));
  const made = labelled.flatMap(({ label, facts }) => (facts?.forecast ? [{ label, facts, ...facts.forecast }] : []));
  const own = made.filter(({ borrowedFrom }) => borrowedFrom === null);
  return {
    state: madeAt !== null ? 'ready' : none ? 'none' : 'being_made',
    madeAt,
    span:
      own.length === 0
        ? null
        : {
            from: own.map(({ history }) => history.from).sort()[0] as string,
            to: own
              .map(({ history }) => history.to)
              .sort()
              .at(-1) as string,
            days: Math.max(...own.map(({ history }) => history.days)),
          },
    missing: [...new Set(made.flatMap(({ missing }) => missing))].sort(),
    without: labelled.filter(({ facts }) => facts !== null && facts.forecast === null).map(({ label }) => label),
    thin: labelled.flatMap(({ label, facts }) =>
      facts?.forecast && facts.weeksOfHistory < thinWeeks ? [{ label, weeks: Math.floor(facts.weeksOfHistory) }] : [],
    ),
    methods: made.map(({ label, weights, backtest }) => ({
      label,
      method: methodText(weights),
      wape: backtest?.horizons['7d']?.chosen.wape ?? null,
    })),
    notes: [...new Set(facts.flatMap(({ notes }) => notes))],
  };
}

/** Is there anything to forecast from: a day before today, and not only of queues to which nothing comes any more? */
async function hasHistory(
  db: Database,
  queues: readonly QueueSettings[],
  facts: readonly PlanningFacts[],
  todayStart: number,
): Promise<boolean> {
  const span = await demandSpan(db, queues);
  if (span === null || span.from >= todayStart) return false;
  const quiet = facts.filter(({ forecast, weeksOfHistory }) => forecast === null && weeksOfHistory > 0);
  return quiet.length < queues.length;
}

/** level_2 61 % + shapes_3 39 %, the weightiest first. */
function methodText(weights: Readonly<Record<string, number>>): string {
  return Object.entries(weights)
    .sort(([, a], [, b]) => b - a)
    .map(([name, weight]) => `${name} ${Math.round(weight * 100)} %`)
    .join(' + ');
}
