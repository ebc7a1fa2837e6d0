import { createTranslator } from 'use-intl/core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Visit, waitingVisit } from '#lib/contact/visit.ts';
import { type ForecastDay, writeForecastDays } from '#lib/database/forecasts.ts';
import { upsertObservationGap } from '#lib/database/observationGaps.ts';
import { rollUpTouched } from '#lib/database/rollups.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { upsertVisits } from '#lib/database/visits.ts';
import { dayStart, zoneOf } from '#lib/forecast/calendar.ts';
import { messages } from '../../i18n/messages.ts';
import { accuracyCsv } from './accuracyCsv.ts';
import { accuracyOfDays } from './accuracyOfDays.ts';
import { drawnDay } from './drawnDay.ts';
import { judgedDays, seenDays } from './judgedDays.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());
beforeEach(async () => {
  for (const table of ['visit', 'interval_rollup', 'touched_interval', 'forecast_day', 'observation_gap'] as const)
    await shared.db.deleteFrom(table).execute();
});

const zone = 'Europe/Berlin';
const queue = { exchange: 'x', queue: 'genel', label: 'Genel', thresholdSeconds: 20 };
const quarterMs = 15 * 60_000;
const startOf = (date: string) => dayStart(date, zoneOf(zone));
const now = startOf('2026-12-01');

/** So many calls in quarters of a date, by their number from its start. */
async function came(date: string, calls: Record<number, number>): Promise<void> {
  const visits: Visit[] = Object.entries(calls).flatMap(([quarter, count]) =>
    Array.from({ length: count }, (_, i) => {
      const id = `${date}.${quarter}.${i}`;
      const offeredAt = startOf(date) + Number(quarter) * quarterMs + i * 1000;
      return waitingVisit({
        ...{ exchange: 'x', callId: id, queue: 'genel', nth: 1, contactId: id, channel: 'voice' as const },
        ...{ offeredAt, position: 1 },
      });
    }),
  );
  await upsertVisits(shared.db, visits);
  while ((await rollUpTouched(shared.db)) > 0);
}
function forecast(
  date: string,
  madeOn: string,
  means: Record<number, number>,
  more: Partial<ForecastDay> = {},
): ForecastDay {
  const length =
    (startOf(new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10)) - startOf(date)) / quarterMs;
  const mean = Array.from({ length }, (_, i) => means[i] ?? 0);
  return {
    ...{ exchange: 'x', queue: 'genel', date, madeOn, hindcast: false, method: 'level_2 0.60 + shapes_0 0.40' },
    ...{ start: startOf(date), mean, p10: mean.map((one) => one / 2), p90: mean.map((one) => one * 1.5) },
    ahtSeconds: [],
    ...more,
  };
}
async function judged(from: string, to: string, lead: 1 | 7 = 7) {
  const seen = await seenDays(shared.db, queue, { from, to }, zone, now);
  return judgedDays(shared.db, queue, { from, to }, [lead], seen);
}

test('a day is judged by the forecast that was made so many days before, by half hours, its band by quarters', async () => {
  await came('2026-11-10', { 40: 8, 41: 2, 44: 5 });
  await came('2026-11-03', { 40: 4, 41: 4, 44: 6 });
  await writeForecastDays(shared.db, [
    forecast('2026-11-10', '2026-11-03', { 40: 6, 41: 6, 44: 4 }),
    forecast('2026-11-10', '2026-11-09', { 40: 8, 41: 2, 44: 5 }),
  ]);
  const [day, ...rest] = await judged('2026-11-10', '2026-11-10');
  expect(rest).toEqual([]);
  expect(day).toMatchObject({ date: '2026-11-10', madeOn: '2026-11-03', hindcast: false });
  // Half hours: 10 came for 12, 5 for 4. Quarters: 8 within 3–9, 2 below 3, 5 within 2–6.
  expect(day?.halfHours).toMatchObject({
    intervals: 2,
    actual: 15,
    forecast: 16,
    absoluteError: 3,
    below: 1,
    within: 2,
  });
  expect(day?.halfHours).toMatchObject({ scaledError: 3, weekBeforeError: 3 });
  expect(accuracyOfDays(day ? [day] : [])).toMatchObject({
    wape: 0.2,
    dayWape: 1 / 15,
    mase: 1,
    days: 1,
    hindcasts: 0,
  });
  const [nearer] = await judged('2026-11-10', '2026-11-10', 1);
  expect(nearer?.halfHours.absoluteError).toBe(0);
});

test('what was not observed and days of which nothing is on record judge nobody', async () => {
  await came('2026-11-10', { 40: 8, 44: 5 });
  await writeForecastDays(shared.db, [
    forecast('2026-11-10', '2026-11-03', { 40: 6, 44: 4 }),
    forecast('2026-11-11', '2026-11-04', { 40: 6 }, { hindcast: true }),
  ]);
  const at = startOf('2026-11-10') + 44 * quarterMs;
  await upsertObservationGap(shared.db, { exchange: 'x', startedAt: at, endedAt: at + 60_000, reason: 'away' });
  const days = await judged('2026-11-09', '2026-11-12');
  expect(days.map(({ date }) => date)).toEqual(['2026-11-10']);
  expect(days[0]?.halfHours).toMatchObject({ intervals: 1, actual: 8, absoluteError: 2 });
  expect(accuracyOfDays(days).dayWape).toBeNull();
});

test('where clocks are changed the day has its own length, and the week before is not laid beside it', async () => {
  await came('2026-10-25', { 50: 3 });
  await came('2026-10-18', { 50: 9 });
  await writeForecastDays(shared.db, [forecast('2026-10-25', '2026-10-18', { 50: 4, 99: 2 })]);
  const [day] = await judged('2026-10-25', '2026-10-25');
  expect(day?.quarters).toHaveLength(100);
  expect(day?.halfHours).toMatchObject({ actual: 3, forecast: 6, absoluteError: 3, weekBeforeError: 0 });
  expect(drawnDay(day ? [day] : [])?.intervals).toHaveLength(50);
});

test('a day of several queues is drawn as one, its band narrower than the ends added up', async () => {
  await came('2026-11-10', { 40: 8, 41: 2 });
  await writeForecastDays(shared.db, [forecast('2026-11-10', '2026-11-03', { 40: 60, 41: 60 })]);
  const [day] = await judged('2026-11-10', '2026-11-10');
  if (!day) throw new Error('nothing was judged');
  const drawn = drawnDay([day, { ...day, queue: { ...queue, queue: 'ulasim' } }]);
  const interval = drawn?.intervals[20];
  expect(interval).toMatchObject({ mean: 240, actual: 20 });
  const [low, high] = interval?.band ?? [0, 0];
  expect(low).toBeGreaterThan(120);
  expect(low).toBeLessThan(200);
  expect(high).toBeGreaterThan(280);
  expect(high).toBeLessThan(360);
  expect(drawn).toMatchObject({ forecast: 240, actual: 20, method: null });
  expect(drawnDay([])).toBeNull();
});

test('the CSV tells each day, and all together in the last line', async () => {
  await came('2026-11-10', { 40: 8 });
  await came('2026-11-11', { 40: 12 });
  await writeForecastDays(shared.db, [
    forecast('2026-11-11', '2026-11-04', { 40: 9 }, { hindcast: true }),
    forecast('2026-11-10', '2026-11-03', { 40: 10 }),
  ]);
  const days = await judged('2026-11-10', '2026-11-11');
  const t = createTranslator({ locale: 'en', messages: messages.en, namespace: 'accuracy' });
  const lines = accuracyCsv(days, accuracyOfDays(days), t, 'en').split('\r\n');
  expect(lines[0]).toMatch(/^\uFEFFDay,Queue,/);
  expect(lines.slice(1, 4)).toEqual([
    '2026-11-10,Genel,x:genel,7,2026-11-03,,10,8,2,25,25,100,,level_2 0.60 + shapes_0 0.40',
    '2026-11-11,Genel,x:genel,7,2026-11-04,yes,9,12,3,25,-25,100,,level_2 0.60 + shapes_0 0.40',
    'All,,,,,,19,20,5,25,-5,100,,',
  ]);
});
