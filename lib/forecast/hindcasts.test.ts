import { expect, test } from 'vitest';
import { hindcastsInSteps } from './hindcasts.ts';
import { finished } from './inSteps.ts';
import { officeHours, syntheticDays } from './synthetic/syntheticCentre.ts';

/** Ten weeks of an office that is closed on Sundays; the last day is Sunday, 10 May 2026. */
const days = syntheticDays({
  ...{ seed: 185, from: '2026-03-02', days: 70, minutes: 60, daily: 400 },
  ...{ weekdays: [5, 5, 5, 5, 5, 2, 0], shape: officeHours },
});
const last = (days.at(-1)?.day ?? 0) + 1;
const made = (history: typeof days, from: number) =>
  finished(hindcastsInSteps({ days: history, minutes: 60, from, leads: [0, 1, 7] }));

test('every open day of the last weeks is forecast from each distance, closed days from none', () => {
  const hindcasts = made(days, last - 14);
  const open = days.filter(({ day }) => day >= last - 14).map(({ day }) => day);
  for (const lead of [0, 1, 7])
    expect(hindcasts.filter((one) => one.lead === lead).map(({ day }) => day)).toEqual(open);
  for (const { day, mean, p10, p90, weights } of hindcasts) {
    const actual = days.find((one) => one.day === day)?.counts.reduce((a, b) => a + b, 0) ?? 0;
    const total = mean.reduce((a, b) => a + b, 0);
    expect(Math.abs(total - actual) / actual).toBeLessThan(0.5);
    expect(mean.every((expected, slot) => (p10[slot] ?? 1) <= expected && expected <= (p90[slot] ?? -1))).toBe(true);
    expect(weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
  }
});

test('a forecast knows nothing of its own day, nor of what comes after it', () => {
  const [first, ...rest] = made(days, last - 7).filter(({ lead }) => lead === 7);
  if (!first) throw new Error('nothing was forecast');
  expect(rest.length).toBeGreaterThan(0);
  const otherwise = days.map((day) =>
    day.day < first.day - 7 ? day : { ...day, counts: day.counts.map((count) => count * 3) },
  );
  const same = made(otherwise, last - 7).find(({ lead, day }) => lead === 7 && day === first.day);
  expect(same?.mean).toEqual(first.mean);
});

test('a history of days says nothing', () => {
  expect(made(days.slice(0, 5), (days[0]?.day ?? 0) - 1)).toEqual([]);
});
