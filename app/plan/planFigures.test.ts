import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';
import { dayStart, plusDays, zoneOf } from '#lib/forecast/calendar.ts';
import { parseWeek } from '#lib/forecast/isoWeek.ts';
import { messages } from '../i18n/messages.ts';
import { planCsv } from './planCsv.ts';
import { historyBasis, planFigures } from './planFigures.ts';
import { historySpan, weekForecast } from './weekForecast.ts';

const zone = 'Europe/Istanbul';
const week = parseWeek('2026-W48') as NonNullable<ReturnType<typeof parseWeek>>; // 23–29 November
const today = '2026-11-21';
const quarter = 900_000;

/** Ten calls in every quarter from 09:00 to 17:00 on the given dates, three minutes each. */
function history(dates: string[]) {
  return dates.flatMap((date) =>
    Array.from({ length: 32 }, (_, i) => ({
      start: dayStart(date, zoneOf(zone)) + (36 + i) * quarter,
      offered: 10,
      handled: 10,
      handleSeconds: 1800,
    })),
  );
}
const dates = (first: string, count: number) => Array.from({ length: count }, (_, i) => plusDays(first, i));
const queue = (id: string, days: string[]) => ({ id, label: id, history: history(days), unobserved: [] });
const inputs = {
  stepMinutes: 30,
  target: { ratio: 0.8, thresholdSeconds: 20 },
  shrinkage: 0.3,
  maxOccupancy: 1,
  teams: 'pooled',
} as const;

describe('planFigures', () => {
  it('plans a week from history, the same for page, sliders and file', () => {
    const forecast = weekForecast([queue('a', dates('2026-10-05', 47))], week, zone, today);
    const plan = planFigures(forecast, inputs);
    expect(plan.days).toHaveLength(7);
    expect(plan.rows).toHaveLength(7 * 48);
    const monday = plan.days[0]?.rows ?? [];
    expect(monday[17]).toMatchObject({ offered: 0, required: 0, scheduled: 0 });
    // 20 calls in half an hour of 3 minutes: 2 erlangs, 4 agents by Erlang C for 80/20, 6 on the roster.
    expect(monday[18]).toMatchObject({ offered: 20, erlangs: 2, required: 4, scheduled: 6 });
    expect(plan.totals).toMatchObject({
      offered: 7 * 320,
      requiredHours: 7 * 32,
      scheduledHours: 7 * 48,
      requiredPeak: 4,
    });
    const hour = planFigures(forecast, { ...inputs, stepMinutes: 60 });
    expect(hour.totals.offered).toBe(plan.totals.offered);

    const t = createTranslator({ locale: 'tr', messages: messages.tr, namespace: 'plan' });
    const lines = planCsv(plan, zone, t, 'tr').split('\r\n');
    expect(lines).toHaveLength(7 * 48 + 2);
    // C(4, 2) = 4/23: 1 − 4/23·e^(−2·20/180) = 86.07 %, 4/23·180/2 = 15.65 s.
    expect(lines[19]).toBe('2026-11-23 09:00;20;180;2;4;6;86,07;15,7;50;UTC+03:00');
  });

  it('says how much history stands behind it', () => {
    const forecast = weekForecast(
      [queue('whole', dates('2026-10-05', 47)), queue('new', dates('2026-11-14', 7)), queue('none', [])],
      week,
      zone,
      today,
    );
    const basis = historyBasis(forecast);
    expect(basis).toMatchObject({ none: false, without: ['none'], thin: [{ label: 'new', weeks: 1 }] });
    expect(basis.missing).toEqual([]);
    expect(historyBasis(weekForecast([queue('none', [])], week, zone, today)).none).toBe(true);
    expect(planFigures(weekForecast([queue('none', [])], week, zone, today), inputs).totals).toMatchObject({
      offered: null,
      requiredHours: null,
      unknownIntervals: 7 * 48,
    });
  });

  it('asks the database for as much history as the weeks need, and for nothing of today', () => {
    const { from, to } = historySpan(week, zone, today);
    expect(to).toBe(dayStart(today, zoneOf(zone)));
    // Monday's sixth week back is 12 October.
    expect(from).toBeLessThanOrEqual(dayStart('2026-10-12', zoneOf(zone)));
  });
});
