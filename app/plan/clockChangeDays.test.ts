import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { placeOf, zoneOf } from '#lib/forecast/calendar.ts';
import { planFigures } from '#lib/plan/planFigures.ts';
import { defaultInputs, type PlanInputs } from '#lib/plan/planInputs.ts';
import { formatsOf } from '../i18n/formats.ts';
import { messages } from '../i18n/messages.ts';
import { planCsv } from './planCsv.ts';
import { intervalsTable } from './planTable.ts';
import { samplePlanWeek } from './samplePlanWeek.ts';

/** Plans of weeks in which clocks change: a call of 09:00 is expected at 09:00 of the wall clock, before and after. */
const inputs: PlanInputs = {
  ...defaultInputs({ ratio: 0.8, thresholdSeconds: 20 }, 0),
  stepMinutes: 60,
  maxOccupancy: 1,
};

/** In each quarter as many calls as the wall clock's hour says and one more, a minute each. */
const weekOf = (week: string, zone: string) =>
  samplePlanWeek({ week, zone, callsAt: (hour) => 1 + hour, ahtSeconds: 60 });

describe.each([
  // week, zone, index of the day, its hours
  ['2026-W13', 'Europe/Berlin', 6, 23],
  ['2026-W43', 'Europe/Berlin', 6, 25],
  ['2026-W10', 'America/Havana', 6, 23],
  ['2026-W44', 'Africa/Cairo', 3, 25],
  ['2026-W47', 'Asia/Kolkata', 6, 24],
  ['2026-W47', 'Europe/Istanbul', 6, 24],
])('%s in %s', (id, zone, index, hours) => {
  const week = weekOf(id, zone);
  const plan = planFigures(week, inputs);
  const day = plan.days[index];
  const rules = zoneOf(zone);

  it(`has ${hours} hours on its day ${index + 1}, each with the calls of its wall clock`, () => {
    expect(day?.rows).toHaveLength(hours);
    for (const row of plan.rows) {
      const { minuteOfDay } = placeOf(row.start, rules);
      expect(minuteOfDay % 60).toBe(0);
      expect(row.offered).toBeCloseTo(4 * (1 + minuteOfDay / 60), 6);
    }
    expect(new Set(plan.days.flatMap(({ rows }) => rows.map((row) => row.start))).size).toBe(plan.rows.length);
  });

  it('adds up the same in every step', () => {
    for (const stepMinutes of [15, 30] as const) {
      const finer = planFigures(week, { ...inputs, stepMinutes });
      expect(finer.days.map(({ totals }) => totals.offered)).toEqual(
        plan.days.map(({ totals }) => expect.closeTo(totals.offered ?? Number.NaN, 6)),
      );
    }
  });

  it('is told apart in its file and on the page', () => {
    const t = createTranslator({ locale: 'en', messages: messages.en, namespace: 'plan' });
    const lines = planCsv(intervalsTable(plan, week, null, t), 'en')
      .trimEnd()
      .split('\r\n')
      .slice(1);
    const instants = lines.map((line) => `${line.split(',')[0]} ${line.split(',').at(-1)}`);
    expect(new Set(instants).size).toBe(plan.rows.length);
    const { time } = formatsOf('en');
    expect(new Set(day?.rows.map((row) => time(row.start, zone))).size).toBe(hours);
  });
});

describe('Lord Howe, where clocks move by half an hour', () => {
  const sunday = planFigures(weekOf('2026-W14', 'Australia/Lord_Howe'), inputs).days[6];

  it('plans the half hour that is left as half an hour', () => {
    expect(sunday?.rows).toHaveLength(25);
    expect(sunday?.rows.at(-1)).toMatchObject({ minutes: 30, offered: 48 });
    const hours = sunday?.rows.reduce((sum, row) => sum + ((row.required ?? 0) * (row.minutes ?? 60)) / 60, 0);
    expect(sunday?.totals.requiredHours).toBeCloseTo(hours ?? Number.NaN, 9);
  });
});
