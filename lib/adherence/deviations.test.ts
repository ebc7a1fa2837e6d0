import { expect, test } from 'vitest';
import { deviations } from './deviations.ts';
import { plannedDay } from './plannedDay.ts';

const hour = 3_600_000;
const whole = { from: 0, to: 24 * hour };
const entry = (from: number, to: number, activity: 'work' | 'break') => ({
  startsAt: from * hour,
  endsAt: to * hour,
  activity,
});

test('each stretch in which something else was done is told, but what was not observed', () => {
  const planned = plannedDay([entry(8, 16, 'work'), entry(12, 13, 'break')], [whole], whole);
  const told = deviations(
    planned,
    [
      { from: 8.5 * hour, to: 12.25 * hour, activity: 'desk' },
      { from: 12.25 * hour, to: 13.25 * hour, activity: 'break' },
      { from: 13.25 * hour, to: 17 * hour, activity: 'desk' },
    ],
    [{ from: 8 * hour, to: 8.25 * hour }],
    { until: 18 * hour, leastMs: 60_000 },
  );
  expect(told.map(({ from, to, planned: plan, actual }) => [from / hour, to / hour, plan, actual])).toEqual([
    [8.25, 8.5, 'work', 'out'],
    [12, 12.25, 'break', 'desk'],
    [13, 13.25, 'work', 'break'],
    [16, 17, 'off', 'desk'],
  ]);
  expect(deviations(planned, [], [{ from: 0, to: null }], { until: 18 * hour, leastMs: 0 })).toEqual([]);
});
