import { expect, it } from 'vitest';
import { halfHours } from './halfHours.ts';

const from = Date.UTC(2026, 9, 4, 21);
const hour = 3_600_000;

it('half hours without contacts are 0, those to come are not known', () => {
  const quarter = { offered: 3, answered: 2, abandoned: 1 };
  const bars = halfHours({
    ...{ asOf: from + 1.2 * hour, zone: 'Europe/Istanbul', day: { from, to: from + 3 * hour } },
    quarters: [
      { start: from + hour, ...quarter },
      { start: from + 1.25 * hour, ...quarter },
    ],
    forecast: { mean: [1, 2, 3, 4, 5, null], p10: [], p90: [] },
  });
  const none = { offered: 0, answered: 0, abandoned: 0 };
  const both = { offered: 6, answered: 4, abandoned: 2 };
  expect(bars.map(({ counted }) => counted)).toEqual([none, none, both, null, null, null]);
  expect(bars.map(({ expected }) => expected)).toEqual([3, 7, null, null, null, null]);
});
