import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { waitingVisit } from '#lib/contact/visit.ts';
import { writeDayOutlooks } from '#lib/database/dayOutlooks.ts';
import { type ForecastDay, writeForecastDays } from '#lib/database/forecasts.ts';
import { upsertObservationGap } from '#lib/database/observationGaps.ts';
import { type PlanningFacts, writePlanningFacts } from '#lib/database/planningFacts.ts';
import { rollUpTouched } from '#lib/database/rollups.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { upsertVisits } from '#lib/database/visits.ts';
import { dayStart, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import { parseWeek } from '#lib/forecast/isoWeek.ts';
import type { CentreSettings } from '#lib/settings.ts';
import { scopeOf } from '../scope/scope.ts';
import { readPlanWeek } from './readPlanWeek.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());
beforeEach(async () => {
  for (const table of [
    ...(['visit', 'interval_rollup', 'forecast_day', 'planning_facts', 'day_outlook', 'observation_gap'] as const),
  ])
    await shared.db.deleteFrom(table).execute();
});

/** The week whose Sunday has 23 hours in Berlin; it is its Wednesday, half past ten. */
const zone = 'Europe/Berlin';
const week = parseWeek('2026-W13') as NonNullable<ReturnType<typeof parseWeek>>;
const today = '2026-03-25';
const at = (date: string, hours: number) => dayStart(date, zoneOf(zone)) + hours * 3_600_000;
const now = at(today, 10.5);
const centre: CentreSettings = {
  ...{
    id: 'c',
    label: 'Merkez',
    zone,
    serviceLevelFormula: 'strict',
    outOfScopeSubjects: [],
    target: { ratio: 0.8, thresholdSeconds: 20 },
  },
  queues: ['genel', 'ariza'].map((queue) => ({ exchange: 'x', queue, label: queue, thresholdSeconds: 20 })),
};
const scope = scopeOf('c', [centre]);
const read = (locale: 'tr' | 'en' = 'tr', at = now) => {
  if (!scope) throw new Error('no scope');
  return readPlanWeek(shared.db, { shrinkages: [] }, { scope, week, today, now: at, locale });
};

function forecastOf(date: string, mean: number): ForecastDay {
  const start = dayStart(date, zoneOf(zone));
  const quarters = (value: number) =>
    Array.from({ length: (dayStart(plusDays(date, 1), zoneOf(zone)) - start) / 900_000 }, () => value);
  return {
    ...{
      exchange: 'x',
      queue: 'genel',
      date,
      madeOn: date < today ? date : today,
      hindcast: false,
      method: 'level_2 1',
    },
    ...{ start, mean: quarters(mean), p10: quarters(mean - 1), p90: quarters(mean + 1), ahtSeconds: quarters(200) },
  };
}
async function came(...instants: number[]): Promise<void> {
  await upsertVisits(
    shared.db,
    instants.map((offeredAt) => {
      const id = `${offeredAt}`;
      const entered = { exchange: 'x', callId: id, queue: 'genel', nth: 1, contactId: id, channel: 'voice' as const };
      return { ...waitingVisit({ ...entered, offeredAt, position: 1 }), outcome: 'abandoned' as const, waitSeconds: 5 };
    }),
  );
  while ((await rollUpTouched(shared.db)) > 0);
}
const facts: PlanningFacts = {
  ...{ exchange: 'x', queue: 'genel', madeAt: now, patience: null, redialProbability: null, pastAbandonment: 0.1 },
  ...{ shrinkage: null, weeksOfHistory: 2, notes: ['few_days', 'no_agent_states'] },
  forecast: {
    ...{ weights: { level_2: 0.75, shapes_2: 0.25 }, backtest: null, borrowedFrom: null, missing: ['2026-03-20'] },
    history: { from: '2026-03-11', to: '2026-03-24', days: 13 },
  },
  days: [{ date: '2026-03-27', kind: 'holiday', name: { tr: 'Bayram', en: 'Feast' } }],
};

describe('a week of the plan', () => {
  it('holds the forecast of each day in its place, on days of 23 hours as well', async () => {
    const dates = Array.from({ length: 7 }, (_, i) => plusDays(week.monday, i));
    await writeForecastDays(
      shared.db,
      dates.slice(1).map((date, i) => forecastOf(date, i + 2)),
    );
    await writePlanningFacts(shared.db, facts);
    await writeDayOutlooks(shared.db, [
      {
        ...{ scope: 'c', centre: 'c', date: today, start: at(today, 0), madeAt: now, elapsed: 42 },
        ...{ byTonight: { mean: 50, p10: 40, p90: 60 }, planned: 48, seen: 20, expected: 18, restFactor: 1.04 },
        ...{ forecast: [], mean: [], p10: [], p90: [] },
      },
    ]);
    const plan = await read();
    const [genel, ariza] = plan.queues;
    expect(genel?.means).toHaveLength(7 * 96 - 4);
    expect(genel?.means.slice(0, 96).every((mean) => mean === null)).toBe(true);
    expect([genel?.means[96], genel?.means.at(-1), genel?.p10.at(-1), genel?.p90.at(-1)]).toEqual([2, 7, 6, 8]);
    expect([genel?.ahts[0], genel?.ahts[100], genel?.pastAbandonment]).toEqual([null, 200, 0.1]);
    expect(ariza?.means.every((mean) => mean === null)).toBe(true);
    expect(plan.days.flatMap(({ date, notes }) => notes.map(({ kind, text }) => [date, kind, text]))).toEqual([
      ['2026-03-27', 'holiday', 'Bayram'],
    ]);
    expect((await read('en')).days[4]?.notes[0]?.text).toBe('Feast');
    const byNow = { day: 2, madeAt: now, stale: false, mean: 50, p10: 40, p90: 60, seen: 20, expected: 18 };
    expect(plan.tonight).toEqual(byNow);
    expect((await read('en', now + 41 * 60_000)).tonight).toEqual({ ...byNow, stale: true });
    expect(plan.basis).toMatchObject({
      ...{ state: 'ready', span: { from: '2026-03-11', to: '2026-03-24', days: 13 }, missing: ['2026-03-20'] },
      ...{ thin: [{ label: 'genel', weeks: 2 }], notes: ['few_days', 'no_agent_states'] },
      methods: [{ label: 'genel', method: 'level_2 75 % + shapes_2 25 %', wape: null }],
    });
    expect(plan.shrinkage.causes.every(({ source }) => source === 'usual')).toBe(true);
    expect(plan.rostered).toBeNull();
  });

  it('holds what came, and unknown is not none', async () => {
    await came(at(week.monday, 9), at(week.monday, 9.01), at(today, 10.1), at(today, 10.55), at('2026-03-16', 9));
    // Nobody watched from eight to nine today.
    await upsertObservationGap(shared.db, {
      ...{ exchange: 'x', startedAt: at(today, 8), endedAt: at(today, 9), reason: 'closed' },
    });
    const { actual, before } = await read();
    expect([actual[36], actual[35], actual[37]]).toEqual([2, 0, 0]);
    // Tuesday left nothing on record: nobody knows whether it was closed or lost.
    expect(actual.slice(96, 192).every((value) => value === null)).toBe(true);
    const wednesday = actual.slice(192, 288);
    expect([wednesday[31], wednesday[32], wednesday[35], wednesday[36]]).toEqual([0, null, null, 0]);
    expect([wednesday[40], wednesday[41], wednesday[42], wednesday[43]]).toEqual([1, 0, null, null]);
    expect(before.lastWeek?.[36]).toBe(1);
    expect(before.lastYear).toBeNull();
  });

  it('sets the week before beside it by the wall clock', async () => {
    // Nine in the morning on the Sunday before; eight hours into the Sunday that has 23.
    await came(at('2026-03-22', 9));
    const { before } = await read();
    const sunday = 6 * 96;
    expect(before.lastWeek?.indexOf(1)).toBe(sunday + 4 * 8);
    expect(before.lastWeek).toHaveLength(7 * 96 - 4);
  });

  it('says whether there is nothing to forecast from, or a forecast is on its way', async () => {
    expect((await read()).basis.state).toBe('none');
    await came(at(today, 9));
    expect((await read()).basis.state).toBe('none');
    await came(at('2026-03-24', 9));
    expect((await read()).basis.state).toBe('being_made');
  });
});
