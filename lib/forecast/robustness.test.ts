import { describe, expect, it } from 'vitest';
import { backtest } from './backtest.ts';
import { dayStart, zoneOf } from './calendar.ts';
import { forecastDaysInSteps } from './forecastDays.ts';
import { forecastDemand } from './forecastDemand.ts';
import { finished } from './inSteps.ts';
import type { OpenDay } from './openDays.ts';
import { roundTheClock, type SyntheticCentre, syntheticDays } from './synthetic/syntheticCentre.ts';

const centre: SyntheticCentre = {
  seed: 61,
  from: '2025-01-06',
  days: 182,
  minutes: 60,
  daily: 900,
  weekdays: [1.2, 1, 1, 1, 0.9, 0.5, 0.4],
  shape: roundTheClock,
  level: { deviation: 0.05, persistence: 0.8 },
  dayNoise: 0.04,
};
const days = syntheticDays(centre);
const from = (days.at(-15) as OpenDay).day + 1;
const hours = (opens: number, closes: number) => (minute: number) =>
  minute < opens * 60 || minute >= closes * 60 ? 0 : roundTheClock(minute, 0);

/** Of the two weeks after the history: error, and what is out of order. */
function judged(history: readonly OpenDay[], actual: readonly OpenDay[] = days, minutes = 60) {
  const input = { days: history.filter(({ day }) => day < from), from, to: from + 13, minutes };
  const forecast = finished(forecastDaysInSteps(input));
  let [error, sum, within, all] = [0, 0, 0, 0];
  for (const { day, counts } of actual.filter((one) => one.day >= from)) {
    const means = forecast.days.get(day);
    for (const [slot, count] of counts.entries()) {
      const mean = means?.[slot] ?? 0;
      expect(mean).toBeGreaterThanOrEqual(0);
      const { p10, p90 } = forecast.band(day, slot);
      expect(p10).toBeLessThanOrEqual(p90);
      error += Math.abs(mean - count);
      sum += count;
      if (count === 0 && mean < 0.05) continue;
      within += p10 <= count && count <= p90 ? 1 : 0;
      all += 1;
    }
  }
  return { wape: error / sum, coverage: within / all, forecast };
}
const whole = judged(days).wape;
const without = (fits: (day: OpenDay) => boolean, hide: (slot: number) => boolean) =>
  days.map((day) =>
    fits(day) ? { ...day, counts: day.counts.map((count, slot) => (hide(slot) ? Number.NaN : count)) } : day,
  );

describe('forecasts of histories that are not as they should be', () => {
  it.each<[string, readonly OpenDay[]]>([
    ['two closed weeks', days.filter(({ day }) => day < from - 70 || day >= from - 56)],
    ['five closed weeks', days.filter(({ day }) => day < from - 70 || day >= from - 35)],
    ['closed for the last two weeks', days.filter(({ day }) => day < from - 14)],
    ['every tenth week closed', days.filter(({ day }) => Math.floor(day / 7) % 10 !== 0)],
    [
      'outages from 9 to 14 h on a fifth of days',
      without(
        ({ day }) => day % 5 === 0,
        (slot) => slot >= 9 && slot < 14,
      ),
    ],
    [
      'outages over the peak on each of the last ten days',
      without(
        ({ day }) => day >= from - 10,
        (slot) => slot >= 9 && slot < 14,
      ),
    ],
    [
      'bursts of eightfold hours on every twentieth day',
      days.map((day) =>
        day.day % 20 === 3
          ? { ...day, counts: day.counts.map((count, slot) => (slot === 10 ? count * 8 : count)) }
          : day,
      ),
    ],
    [
      'the last day fivefold for three hours',
      days.map((day) =>
        day.day === from - 1
          ? { ...day, counts: day.counts.map((count, slot) => (slot >= 10 && slot < 13 ? count * 5 : count)) }
          : day,
      ),
    ],
    ['begins ten weeks ago', days.filter(({ day }) => day >= from - 70)],
  ])('%s: hardly worse than whole', (_, history) => {
    expect(judged(history).wape).toBeLessThan(whole * 1.1 + 0.005);
  });

  it('opening hours that moved four weeks ago are those of the forecast', () => {
    const [early, late] = [hours(7, 21), hours(8, 22)].map((shape) => syntheticDays({ ...centre, shape })) as [
      OpenDay[],
      OpenDay[],
    ];
    const moved = early.map((day, row) => (day.day < from - 28 ? day : (late[row] as OpenDay)));
    const { wape, forecast } = judged(moved, late);
    expect(wape).toBeLessThan(whole * 1.25);
    for (const counts of forecast.days.values()) expect(counts[21]).toBeGreaterThan(1);
  });

  it('a day of a single hour is forecast with a band of its own', () => {
    const one = syntheticDays({ ...centre, daily: 30, shape: (minute) => (minute >= 600 && minute < 660 ? 1 : 0) });
    const { chosen } = backtest({ days: one, minutes: 60, horizons: { '1d': 1 } }).horizons['1d'] ?? {};
    expect(chosen?.wape).toBeLessThan(0.25);
    expect(chosen?.coverage80).toBeGreaterThan(0.7);
    expect(chosen?.coverage80).toBeLessThan(0.9);
  });

  it('the first bands of a week of history hold nearly what they claim', () => {
    const seeds = Array.from({ length: 12 }, (_, i) => 71 + i);
    const held = seeds.map((seed) => {
      const own = syntheticDays({ ...centre, seed, level: { deviation: 0.07, persistence: 0.85 } });
      return judged(
        own.filter(({ day }) => day >= from - 8),
        own,
      ).coverage;
    });
    const mean = held.reduce((a, b) => a + b, 0) / held.length;
    expect(mean).toBeGreaterThan(0.75);
    expect(mean).toBeLessThan(0.88);
  });

  it.each([Number.NaN, -5, Number.POSITIVE_INFINITY])(
    'a count of %d is refused, and told where it stands',
    (offered) => {
      const start = dayStart('2026-03-02', zoneOf('UTC'));
      const history = [{ start, offered, handled: 0, handleSeconds: 0 }];
      const input = { history, from: '2026-03-03', to: '2026-03-03', zone: 'UTC', today: '2026-03-03' };
      expect(() => forecastDemand(input)).toThrow(/counts of 0 or more; at 2026-03-02T00:00:00\.000Z it has/);
    },
  );
});
