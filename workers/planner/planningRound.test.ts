import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forecastDays, forecastsMade } from '#lib/database/forecasts.ts';
import { planningFacts } from '#lib/database/planningFacts.ts';
import { writeQueues } from '#lib/database/queues.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { dayStart, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import { roundTheClock, syntheticDays } from '#lib/forecast/synthetic/syntheticCentre.ts';
import type { CalendarSettings, CentreSettings, ExchangeSettings } from '#lib/settings.ts';
import { plannedQueues } from './plannedQueues.ts';
import { planRound } from './planningRound.ts';
import { TodayOutlook } from './todayOutlook.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());
beforeEach(async () => {
  for (const table of [
    'interval_rollup',
    'forecast_day',
    'planning_facts',
    'queue_of_centre',
    'observation_gap',
  ] as const)
    await shared.db.deleteFrom(table).execute();
});

const quarterMs = 15 * 60_000;

function settingsOf(zone: string, names: readonly string[], calendar: Partial<CalendarSettings> = {}) {
  const queues = names.map((queue) => ({ exchange: 'x', queue, label: `Kuyruk ${queue}`, thresholdSeconds: 20 }));
  const centre: CentreSettings = {
    ...{ id: 'c', label: 'Merkez', zone, serviceLevelFormula: 'strict', outOfScopeSubjects: [], queues },
    target: { ratio: 0.8, thresholdSeconds: 20 },
  };
  const exchanges = [{ id: 'x', centre: 'c', label: 'X', demo: false, wrapUpSeconds: 10 } as ExchangeSettings];
  const calendars = [{ centre: 'c', country: null, schoolTerms: [], specialDays: [], ...calendar }];
  return { centres: [centre], exchanges, calendars, shrinkages: [{ centre: 'c', causes: [], pauseMeanings: {} }] };
}

/** Rolled up calls of three minutes, drawn day by day from a seed; the last day is the one before `today`. */
async function seed(queue: string, zone: string, today: string, days: number, daily: number): Promise<void> {
  const from = plusDays(today, -days);
  const drawn = syntheticDays({
    ...{ seed: daily, from, days, minutes: 15, daily, weekdays: [5, 5, 5, 5, 5, 3, 3], shape: roundTheClock },
  });
  const zero = { timed_out: 0, left_by_key: 0, left_empty: 0, withdrawn: 0, lost_in_outage: 0, unknown: 0 };
  const none = { buckets: [] as number[], counts: [] as number[] };
  const rows = drawn.flatMap(({ date, counts }) => {
    const start = dayStart(date, zoneOf(zone));
    return [...counts].flatMap((offered, i) =>
      offered > 0
        ? [
            {
              ...{ exchange: 'x', queue, channel: 'voice' as const, start: start + i * quarterMs, offered },
              ...{ answered: offered, abandoned: 0, ...zero, wait_seconds_answered: 0, waits_answered: offered },
              ...{ wait_seconds_all: 0, waits_all: offered, max_wait_seconds: 0, hold_seconds: 0, holds: 0 },
              ...{ talk_seconds: 170 * offered, talks: offered, wrap_up_seconds: 0, wrap_ups: 0 },
              ...{ answered_wait_buckets: [0], answered_wait_counts: [offered] },
              ...{ abandoned_wait_buckets: none.buckets, abandoned_wait_counts: none.counts },
              ...{ other_wait_buckets: none.buckets, other_wait_counts: none.counts },
            },
          ]
        : [],
    );
  });
  for (let at = 0; at < rows.length; at += 500)
    await shared.db
      .insertInto('interval_rollup')
      .values(rows.slice(at, at + 500).map((row) => ({ ...row, start: new Date(row.start) as unknown as number })))
      .execute();
}
const signal = new AbortController().signal;
const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);

describe('a round of planning', () => {
  const zone = 'Europe/Istanbul';
  const today = '2026-09-15';
  const now = dayStart(today, zoneOf(zone)) + 10 * 3_600_000;
  const queues = ['large', 'new', 'none', 'closed'].map((queue) => ({ exchange: 'x', queue }));
  const [large, young, none, closed] = queues as [
    (typeof queues)[0],
    (typeof queues)[0],
    (typeof queues)[0],
    (typeof queues)[0],
  ];

  it('forecasts every queue eight weeks ahead, lends a new one the course of the largest, and backtests', async () => {
    const settings = settingsOf(zone, ['large', 'new', 'none', 'closed'], {
      country: 'TR',
      specialDays: [
        {
          ...{
            id: 'cut',
            label: 'Su kesintisi',
            centre: 'c',
            queues: ['large'],
            fromMinute: 0,
            toMinute: 1440,
            ratio: 2,
          },
          dates: [{ from: '2026-09-23', to: '2026-09-23' }],
        },
      ],
    });
    await writeQueues(shared.db, settings);
    await seed('large', zone, today, 100, 900);
    await seed('new', zone, today, 5, 90);
    await seed('closed', zone, plusDays(today, -90), 20, 300);
    const steps: number[] = [];
    const round = { db: shared.db, settings, now, signal, onStep: (done: number) => steps.push(done) };
    const summary = await planRound(round);
    expect(summary).toMatchObject({ queues: 4, forecast: 2, borrowed: 1, withoutHistory: 1, quiet: 1 });
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);

    const days = await forecastDays(shared.db, [large], today, plusDays(today, 55));
    expect(days).toHaveLength(56);
    expect(days.every(({ madeOn, hindcast, mean }) => madeOn === today && !hindcast && mean.length === 96)).toBe(true);
    expect(days[0]?.ahtSeconds[40]).toBeCloseTo(180, 0);
    // The site said: twice as many on 23 September, a Wednesday.
    const of = (date: string) => sum(days.find((day) => day.date === date)?.mean ?? []);
    expect(of('2026-09-23') / of('2026-09-30')).toBeGreaterThan(1.7);
    expect(of('2026-09-16')).toBeGreaterThan(700);
    expect(of('2026-09-16')).toBeLessThan(1300);

    const [ofNew] = await forecastDays(shared.db, [young], today, today);
    expect(sum(ofNew?.mean ?? [])).toBeGreaterThan(45);
    expect(sum(ofNew?.mean ?? [])).toBeLessThan(180);
    const facts = new Map((await planningFacts(shared.db, queues)).map((one) => [one.queue, one]));
    expect(facts.get('large')?.forecast).toMatchObject({
      borrowedFrom: null,
      history: { from: '2026-06-07', to: '2026-09-14', days: 100 },
    });
    expect(facts.get('large')?.forecast?.backtest?.horizons['7d']?.chosen.wape).toBeLessThan(0.4);
    expect(facts.get('large')?.days).toContainEqual({
      ...{ date: '2026-09-23', kind: 'special' },
      name: { tr: 'Su kesintisi', en: 'Su kesintisi' },
    });
    expect(facts.get('large')?.days.map(({ name }) => name.en)).toContain('Victory Day');
    expect(facts.get('new')?.forecast?.borrowedFrom).toBe('Kuyruk large');
    expect(facts.get('new')?.notes).toEqual(expect.arrayContaining(['few_days', 'borrowed', 'no_agent_states']));
    expect(facts.get('none')).toMatchObject({ forecast: null, weeksOfHistory: 0 });
    expect(facts.get('closed')).toMatchObject({ forecast: null, notes: expect.arrayContaining(['quiet_lately']) });
    expect(await forecastDays(shared.db, [none, closed], '2026-01-01', '2026-12-31')).toEqual([]);

    // The days gone by as they would have been forecast, each of the distances that are kept.
    const weekAhead = await forecastsMade(shared.db, [large], '2026-09-01', '2026-09-14', [7]);
    expect(weekAhead).toHaveLength(14);
    expect(weekAhead.every(({ hindcast }) => hindcast)).toBe(true);
    const count = async () =>
      (
        await shared.db
          .selectFrom('forecast_day')
          .select(({ fn }) => fn.countAll<number>().as('n'))
          .executeTakeFirst()
      )?.n;
    const before = await count();
    await planRound({ ...round, now: now + 3_600_000 });
    expect(await count()).toBe(before);

    // The next day: yesterday's forecasts of far dates go, those of the kept distances stay.
    await seed('large', zone, plusDays(today, 1), 1, 900);
    await planRound({ ...round, now: now + 86_400_000 });
    const [third] = await forecastDays(shared.db, [large], '2026-09-18', '2026-09-18');
    expect(third?.madeOn).toBe('2026-09-16');
    expect(await forecastsMade(shared.db, [large], '2026-09-22', '2026-09-22', [7])).toHaveLength(1);
    expect(await forecastsMade(shared.db, [large], '2026-10-20', '2026-10-20', [35])).toHaveLength(0);
  });

  it('has nothing to say of an installation without history', async () => {
    const settings = settingsOf(zone, ['none']);
    await writeQueues(shared.db, settings);
    const summary = await planRound({ db: shared.db, settings, now, signal });
    expect(summary).toMatchObject({ queues: 1, forecast: 0, withoutHistory: 1 });
    expect(await forecastDays(shared.db, [none], today, plusDays(today, 55))).toEqual([]);
    const [planned] = await plannedQueues(shared.db, settings);
    if (!planned) throw new Error('no centre');
    expect((await new TodayOutlook(shared.db).of(planned, now)).outlooks).toEqual([]);
  });

  it('ends soon when it is told to', async () => {
    const settings = settingsOf(zone, ['large']);
    await writeQueues(shared.db, settings);
    await seed('large', zone, today, 60, 200);
    const stopping = new AbortController();
    stopping.abort();
    const summary = await planRound({ db: shared.db, settings, now, signal: stopping.signal });
    expect(summary.forecast).toBe(0);
  });
});

describe('where clocks change', () => {
  const zone = 'Europe/Berlin';
  const today = '2026-03-29';
  const settings = settingsOf(zone, ['genel']);
  const queue = { exchange: 'x', queue: 'genel' };

  it('days of 23 hours have 92 quarters, and today is reforecast on them', async () => {
    await writeQueues(shared.db, settings);
    await seed('genel', zone, today, 60, 480);
    const start = dayStart(today, zoneOf(zone));
    // Seven in the morning of the wall clock is six hours in.
    const now = start + 6 * 3_600_000;
    await planRound({ db: shared.db, settings, now, signal });
    const days = await forecastDays(shared.db, [queue], today, plusDays(today, 1));
    expect(days.map(({ mean }) => mean.length)).toEqual([92, 96]);
    expect(days.map((day) => day.start)).toEqual([start, start + 23 * 3_600_000]);

    const [planned] = await plannedQueues(shared.db, settings);
    if (!planned) throw new Error('no centre');
    const { outlooks } = await new TodayOutlook(shared.db).of(planned, now);
    expect(outlooks.map(({ scope, elapsed, mean }) => [scope, elapsed, mean.length])).toEqual([
      ['c', 24, 92],
      ['x:genel', 24, 92],
    ]);
    const [centre] = outlooks;
    expect(centre?.planned).toBeCloseTo(sum(days[0]?.mean ?? []), 0);
    // Nobody called all night: fewer are expected by tonight than were in the morning, and a band tells how sure that is.
    expect(centre?.byTonight.mean).toBeLessThan(centre?.planned ?? 0);
    expect(centre?.byTonight.p10).toBeLessThan(centre?.byTonight.mean ?? 0);
    expect(centre?.byTonight.p90).toBeGreaterThan(centre?.byTonight.mean ?? 0);

    // Had they called, and nobody counted them yet, the night would tell nothing.
    const uncounted = Array.from({ length: 24 }, (_, i) => ({ exchange: 'x', start: start + i * quarterMs }));
    await shared.db
      .insertInto('touched_interval')
      .values(
        uncounted.map(({ exchange, start }) => ({
          exchange,
          start: new Date(start) as unknown as number,
          touched_at: new Date(start) as unknown as number,
        })),
      )
      .execute();
    const [unknown] = (await new TodayOutlook(shared.db).of(planned, now)).outlooks;
    expect(unknown).toMatchObject({ seen: 0, expected: 0, restFactor: 1 });
    expect(unknown?.byTonight.mean).toBeCloseTo(centre?.planned ?? 0, 0);
    await shared.db.deleteFrom('touched_interval').execute();
  });
});
