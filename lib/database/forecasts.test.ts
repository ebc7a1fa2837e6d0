import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { patience } from '#lib/staffing/patience.ts';
import type { PatienceWait } from '#lib/staffing/patienceWaits.ts';
import { type DayOutlook, dayOutlooks, writeDayOutlooks } from './dayOutlooks.ts';
import {
  type ForecastDay,
  forecastDays,
  forecastsMade,
  forecastsWrittenAt,
  mornings,
  pruneForecasts,
  writeForecastDays,
} from './forecasts.ts';
import { type PlanningFacts, planningFacts, writePlanningFacts } from './planningFacts.ts';
import { openTestDatabase, type TestDatabase } from './testDatabase.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());
beforeEach(async () => {
  for (const table of ['forecast_day', 'planning_facts', 'day_outlook'] as const)
    await shared.db.deleteFrom(table).execute();
});

const queues = [
  { exchange: 'x', queue: 'genel' },
  { exchange: 'x', queue: 'arıza "1"' },
];
const [genel, faults] = queues as [(typeof queues)[0], (typeof queues)[0]];

function dateOf(day: number): string {
  return new Date(Date.UTC(2026, 2, 1 + day)).toISOString().slice(0, 10);
}
/** Forecast of the date so many days after 1 March 2026, made so many days before it. */
function made(day: number, lead: number, mean: number, more: Partial<ForecastDay> = {}): ForecastDay {
  const quarters = (value: number | null) => Array.from({ length: 96 }, () => value);
  return {
    ...genel,
    ...{ date: dateOf(day), madeOn: dateOf(day - lead), hindcast: false, method: 'level_2 1.00' },
    ...{ start: Date.UTC(2026, 2, day, 21), mean: [null, ...quarters(mean).slice(1)] },
    ...{ p10: quarters(mean / 2), p90: quarters(mean * 1.5), ahtSeconds: quarters(180.5), ...more },
  };
}

test('the latest forecast of each date is the one that holds; earlier ones are found by how far ahead they were', async () => {
  await writeForecastDays(shared.db, [made(20, 7, 10), made(20, 1, 12), made(21, 1, 13)]);
  await writeForecastDays(shared.db, [{ ...made(20, 3, 5), ...faults }]);
  const latest = await forecastDays(shared.db, queues, dateOf(20), dateOf(21));
  expect(latest.map(({ queue, date, madeOn, mean }) => [queue, date, madeOn, mean[1]])).toEqual([
    ['arıza "1"', dateOf(20), dateOf(17), 5],
    ['genel', dateOf(20), dateOf(19), 12],
    ['genel', dateOf(21), dateOf(20), 13],
  ]);
  expect(latest[1]).toEqual(made(20, 1, 12));
  const week = await forecastsMade(shared.db, [genel], dateOf(0), dateOf(40), [7]);
  expect(week).toEqual([made(20, 7, 10)]);
  expect(await forecastsMade(shared.db, [genel], dateOf(0), dateOf(40), [2])).toEqual([]);
  expect(await forecastsWrittenAt(shared.db, [genel])).toBeGreaterThan(Date.now() - 60_000);
  expect(await forecastsWrittenAt(shared.db, [{ exchange: 'x', queue: 'none' }])).toBeNull();
  await writeForecastDays(shared.db, [made(19, 0, 9), made(18, 0, 9), made(17, 0, 9, { hindcast: true })]);
  expect(await mornings(shared.db, genel, dateOf(0), dateOf(20))).toBe(2);
  expect(await mornings(shared.db, genel, dateOf(19), dateOf(20))).toBe(1);
});

test('made again on the same day it takes the place of the former; a hindcast never that of a forecast', async () => {
  await writeForecastDays(shared.db, [made(20, 0, 10), made(19, 0, 8, { hindcast: true })]);
  await writeForecastDays(shared.db, [made(20, 0, 1, { hindcast: true }), made(19, 0, 9, { method: 'shapes_2 1.00' })]);
  const found = await forecastDays(shared.db, [genel], dateOf(19), dateOf(20));
  expect(found.map(({ mean, hindcast, method }) => [mean[5], hindcast, method])).toEqual([
    [9, false, 'shapes_2 1.00'],
    [10, false, 'level_2 1.00'],
  ]);
});

test('what is superseded and of no kept distance goes, and so does what is long past', async () => {
  const old = made(-405, 1, 3);
  await writeForecastDays(shared.db, [
    old,
    ...[40, 28, 20, 14, 3, 1].map((lead) => made(30, lead, lead)),
    ...[40, 29].map((lead) => made(31, lead, lead)),
  ]);
  await pruneForecasts(shared.db, genel, dateOf(30));
  const left = await shared.db
    .selectFrom('forecast_day')
    .select(['date', 'made_on', 'aht_seconds'])
    .orderBy('date')
    .orderBy('made_on')
    .execute();
  expect(left.map(({ date, made_on, aht_seconds }) => [date, made_on, aht_seconds.length])).toEqual([
    [dateOf(30), dateOf(2), 0],
    [dateOf(30), dateOf(16), 0],
    [dateOf(30), dateOf(29), 96],
    [dateOf(31), dateOf(2), 96],
  ]);
});

const waits: PatienceWait[] = Array.from({ length: 120 }, (_, second) => ({
  ...{ from: second, to: second },
  ...{ abandoned: 3, censored: 10 },
}));
function facts(more: Partial<PlanningFacts> = {}): PlanningFacts {
  const estimate = patience(waits);
  return {
    ...genel,
    ...{ madeAt: Date.UTC(2026, 2, 20), redialProbability: null, pastAbandonment: 0.08, weeksOfHistory: 52 },
    patience: {
      ...{ queue: 'genel', patienceSeconds: 240, own: 0.9, estimate },
      byHour: Array.from({ length: 24 }, () => ({ patienceSeconds: 240, own: 0.5 })),
    },
    shrinkage: null,
    forecast: {
      ...{
        weights: { level_2: 0.6, shapes_2: 0.4 },
        borrowedFrom: null,
        history: { from: '2025-03-01', to: '2026-03-19', days: 300 },
        missing: ['2026-03-02'],
      },
      backtest: {
        ...{ origins: 120, from: '2025-10-01', to: '2026-03-12', weights: { level_2: 1 } },
        horizons: { '1d': { chosen: { wape: 0.05, mase: 0.7, bias: 0, coverage80: null }, methods: {} } },
      },
    },
    days: [{ date: '2026-03-20', kind: 'holiday', name: { tr: 'Ramazan Bayramı, 1. gün', en: 'Eid al-Fitr, day 1' } }],
    notes: ['unobserved'],
    ...more,
  };
}

test('facts come back as they were written, the curve of patience thinned out', async () => {
  await writePlanningFacts(shared.db, facts({ weeksOfHistory: 1 }));
  await writePlanningFacts(shared.db, facts());
  const [found, ...more] = await planningFacts(shared.db, queues);
  expect(more).toEqual([]);
  const { patience: known, ...rest } = facts();
  expect(found).toMatchObject(rest);
  expect(found?.patience?.estimate.patienceSeconds).toBeCloseTo(known?.estimate.patienceSeconds ?? 0, 9);
  expect(found?.patience?.estimate.curve.length).toBeLessThanOrEqual(40);
  expect(found?.patience?.estimate.curve.at(-1)).toEqual(known?.estimate.curve.at(-1));
});

test('facts in a form that is not understood are none', async () => {
  await writePlanningFacts(shared.db, { ...facts(), pastAbandonment: 7 });
  expect(await planningFacts(shared.db, queues)).toEqual([]);
});

test('an outlook holds on its own date only', async () => {
  const outlook: DayOutlook = {
    ...{
      scope: 'x:genel',
      centre: 'c',
      date: '2026-03-20',
      start: Date.UTC(2026, 2, 19, 21),
      madeAt: Date.UTC(2026, 2, 20),
    },
    ...{
      elapsed: 12,
      byTonight: { mean: 900.5, p10: 850, p90: 960 },
      planned: 880,
      seen: 100,
      expected: 97,
      restFactor: 1.02,
    },
    ...{ forecast: [1, 2], mean: [1, 2.1], p10: [0, 1], p90: [3, 4] },
  };
  await writeDayOutlooks(shared.db, [{ ...outlook, elapsed: 11 }]);
  await writeDayOutlooks(shared.db, [outlook, { ...outlook, scope: 'c' }]);
  expect([...(await dayOutlooks(shared.db, ['x:genel', 'c', 'other'], '2026-03-20'))]).toEqual([
    ['x:genel', outlook],
    ['c', { ...outlook, scope: 'c' }],
  ]);
  expect((await dayOutlooks(shared.db, ['c'], '2026-03-21')).size).toBe(0);
});
