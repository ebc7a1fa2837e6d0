import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ForecastDay, writeForecastDays } from '#lib/database/forecasts.ts';
import { writePlanningFacts } from '#lib/database/planningFacts.ts';
import { writeQueues } from '#lib/database/queues.ts';
import { writeRoster } from '#lib/database/roster.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { dayStart, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import { parseWeek } from '#lib/forecast/isoWeek.ts';
import { planFigures } from '#lib/plan/planFigures.ts';
import { defaultInputs } from '#lib/plan/planInputs.ts';
import type { CentreSettings, ExchangeSettings } from '#lib/settings.ts';
import { patiences, type QueuePatience } from '#lib/staffing/patiences.ts';
import { readPlanWeek } from '../../app/plan/readPlanWeek.ts';
import { scopeOf } from '../../app/scope/scope.ts';
import { type PlannedCentre, plannedQueues } from './plannedQueues.ts';
import { TodayOutlook } from './todayOutlook.ts';
import { todayStaffing } from './todayStaffing.ts';

const zone = 'Europe/Istanbul';
const [today, tomorrow] = ['2026-11-25', '2026-11-26'];
const at = (date: string, hours: number) => dayStart(date, zoneOf(zone)) + hours * 3_600_000;
const queues = ['genel', 'ulasim'].map((queue) => ({ exchange: 'x', queue, label: queue, thresholdSeconds: 20 }));
const centre: CentreSettings = {
  ...{ id: 'c', label: 'Merkez', zone, serviceLevelFormula: 'strict', queues, outOfScopeSubjects: [] },
  target: { ratio: 0.85, thresholdSeconds: 30 },
};
const settings = {
  centres: [centre],
  exchanges: [{ id: 'x', centre: 'c', label: 'X', demo: false, wrapUpSeconds: 10 } as ExchangeSettings],
  calendars: [],
  shrinkages: [],
};

/** Callers of a queue, half of whom gave up after `seconds` on average. */
function patienceOf(queue: string, seconds: number): QueuePatience {
  const [estimate] = patiences(
    Array.from({ length: 200 }, (_, i) => ({
      ...{ queue, hour: i % 24 },
      waits: [{ from: i, to: i, abandoned: i % 2, censored: 1 - (i % 2) }],
    })),
  ).queues;
  if (!estimate) throw new Error('no patience');
  return { ...estimate, patienceSeconds: seconds };
}

let shared: TestDatabase;
let planned: PlannedCentre;
beforeAll(async () => {
  shared = await openTestDatabase();
  await writeQueues(shared.db, settings);
  [planned] = (await plannedQueues(shared.db, settings)) as [PlannedCentre];
  const days = queues.flatMap(({ queue }, q) =>
    Array.from({ length: 8 }, (_, i): ForecastDay => {
      const date = plusDays('2026-11-23', i);
      // Closed at night on purpose of the second queue; a wave over the day, of odd fractions.
      const mean = Array.from({ length: 96 }, (_, quarter) =>
        q === 1 && quarter < 28 ? null : (11.37 + q * 5.3) * (1 - Math.cos((quarter / 96) * 2 * Math.PI)) + 0.317 * i,
      );
      return {
        ...{ exchange: 'x', queue, date, madeOn: '2026-11-23', hindcast: false, method: 'level_2 1' },
        ...{ start: at(date, 0), mean, p10: mean, p90: mean, ahtSeconds: mean.map(() => 171 + 60 * q) },
      };
    }),
  );
  await writeForecastDays(shared.db, days);
  for (const [q, queue] of queues.entries())
    await writePlanningFacts(shared.db, {
      ...{ exchange: 'x', queue: queue.queue, madeAt: at(today, 0), redialProbability: null, shrinkage: null },
      ...{ pastAbandonment: 0.08, weeksOfHistory: 50, days: [], notes: [], forecast: null },
      patience: patienceOf(`x:${queue.queue}`, 140 + 50 * q),
    });
});
afterAll(() => shared?.close());

const staffing = async (now: number) => {
  const day = await new TodayOutlook(shared.db).of(planned, now);
  return todayStaffing(shared.db, planned, day, now);
};
async function pageFor(week: string, now: number) {
  const [scope, of] = [scopeOf('c', [centre]), parseWeek(week)];
  if (!scope || !of) throw new Error('no scope');
  return readPlanWeek(shared.db, settings, { scope, week: of, today, now, locale: 'tr' });
}
const sum = (values: readonly (number | null)[] = []) => values.reduce<number>((all, value) => all + (value ?? 0), 0);

describe('agents of the present day', () => {
  it('are those of the plan page to the unit, while the day goes as forecast', async () => {
    const now = at(today, 0.1);
    const [own, next] = await staffing(now);
    const { days } = planFigures(await pageFor('2026-W48', now), {
      ...defaultInputs(centre.target, 0.3),
      stepMinutes: 15,
    });
    expect(own).toMatchObject({ id: `c@${at(today, 0)}`, centre: 'c', start: at(today, 0), madeAt: now });
    expect(own?.required).toEqual(days[2]?.rows.map(({ required }) => required));
    expect(next?.start).toBe(at(tomorrow, 0));
    expect(next?.required).toEqual(days[3]?.rows.map(({ required }) => required));
    expect(Math.max(...(own?.required ?? []).map(Number))).toBeGreaterThan(8);
    expect(own?.planned).toEqual(Array.from({ length: 96 }, () => null));
  });

  it('follow the day as it goes: fewer calls than forecast need fewer agents in the hours to come, not in those over', async () => {
    // Noon, and nobody has called at all.
    const [before] = await staffing(at(today, 0.1));
    const [own] = await staffing(at(today, 12));
    expect(own?.required.slice(0, 48)).toEqual(before?.required.slice(0, 48));
    expect(sum(own?.required.slice(56))).toBeLessThan(0.9 * sum(before?.required.slice(56)));
  });

  it('of a Sunday’s morrow are those of the next week', async () => {
    const now = at('2026-11-29', 23);
    const [own, next] = await staffing(now);
    expect(own?.required).toHaveLength(96);
    // Only its Monday is forecast.
    const { days } = planFigures(await pageFor('2026-W49', now), {
      ...defaultInputs(centre.target, 0.3),
      stepMinutes: 15,
    });
    expect(next?.required).toEqual(days[0]?.rows.map(({ required }) => required));
    expect(sum(next?.required)).toBeGreaterThan(100);
  });

  it('planned are those at the desk by the roster; beyond it nobody knows', async () => {
    const work = { agentName: null, queues: null, shiftStartsAt: at(today, 8) };
    await writeRoster(shared.db, {
      centre: 'c',
      entries: [
        { ...work, agent: 'a', startsAt: at(today, 8), endsAt: at(today, 17), activity: 'work' },
        { ...work, agent: 'b', startsAt: at(today, 8), endsAt: at(today, 17), activity: 'work' },
        { ...work, agent: 'b', startsAt: at(today, 12), endsAt: at(today, 12.125), activity: 'break' },
      ],
      days: { from: at(today, 0), to: at(tomorrow, 0) },
      covers: { from: at(today, 0), to: at(tomorrow, 0) },
    });
    const [own, next] = await staffing(at(today, 9));
    expect([31, 32, 47, 48, 49, 68].map((i) => own?.planned[i])).toEqual([0, 2, 2, 1.5, 2, 0]);
    expect(next?.planned.every((agents) => agents === null)).toBe(true);
  });

  it('are unknown where nothing is forecast', async () => {
    const [own] = await todayStaffing(
      shared.db,
      {
        ...planned,
        queues: [{ ...(planned.queues[0] as PlannedCentre['queues'][number]), queue: 'yok', id: 'x:yok' }],
      },
      { demand: new Map() },
      at(today, 9),
    );
    expect(own?.required).toEqual(Array.from({ length: 96 }, () => null));
  });
});
