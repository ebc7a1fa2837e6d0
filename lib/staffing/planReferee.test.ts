import { describe, expect, test } from 'vitest';
import type { CentreModel } from '#lib/simulation/centreModel.ts';
import { distributionOf, shareOf } from './distribution.ts';
import { planVerdict, refereePlan } from './planReferee.ts';

const intervals = 24;
const plan: CentreModel = {
  intervalMinutes: 30,
  queues: [
    {
      arrivalsPerHour: Array.from({ length: intervals }, (_, i) =>
        i === 0 ? 0 : 60 + 60 * Math.sin((i / 24) * Math.PI),
      ),
      ahtSeconds: 180,
      patienceSeconds: 120,
      thresholdSeconds: 20,
    },
    { arrivalsPerHour: Array(intervals).fill(20), ahtSeconds: 240, patienceSeconds: null, thresholdSeconds: 60 },
  ],
  groups: [
    { agents: Array.from({ length: intervals }, (_, i) => (i < 6 || i > 18 ? 6 : 8)), skills: [{ queue: 0 }] },
    { agents: Array(intervals).fill(3), skills: [{ queue: 1 }] },
  ],
};

describe('referee of a plan', () => {
  const verdict = planVerdict({ plan, targets: [0.8, null], days: 200, seed: 3 });
  const [first, second] = verdict.queues;

  test('gives the distribution of the day, and how probable it is that the promise is kept', () => {
    const distribution = first?.distribution;
    expect(distribution?.p5).toBeLessThan(distribution?.p50 as number);
    expect(distribution?.p50).toBeLessThan(distribution?.p95 as number);
    expect(first?.serviceLevel).toBeCloseTo(distribution?.mean as number, 2);
    expect(first?.reached?.share).toBeGreaterThan(0.05);
    expect(first?.reached?.share).toBeLessThan(1);
    expect(first?.reached?.low).toBeLessThan(first?.reached?.share as number);
    expect(first?.intervals).toHaveLength(intervals);
    expect(first?.offered).toBeCloseTo(30 * 23 + 30 * 15.19, -1.5);
  });

  test('says nothing where nothing is promised or nobody comes', () => {
    expect(second?.reached).toBeNull();
    expect(second?.abandonment?.mean).toBe(0);
    expect(first?.intervals[0]).toEqual({ offered: 0, serviceLevel: null, distribution: null, reached: null });
    expect(verdict.centre.reached).toEqual(first?.reached);
    expect(verdict.occupancy[1]).toBeCloseTo((20 * 240) / 3600 / 3, 1);
  });

  test('is repeated by its seed, and shows how far it is', () => {
    const referee = refereePlan({ plan, targets: [0.8, null], days: 20, seed: 3 });
    expect(referee.next()).toEqual({ done: false, value: { done: 10, days: 20 } });
    expect(referee.next()).toEqual({ done: false, value: { done: 20, days: 20 } });
    const again = referee.next();
    expect(again.done).toBe(true);
    expect(again.value).toEqual(planVerdict({ plan, targets: [0.8, null], days: 20, seed: 3 }));
    expect(again.value).not.toEqual(planVerdict({ plan, targets: [0.8, null], days: 20, seed: 4 }));
  });

  test('a forecast that may be wrong makes days more different', () => {
    const unsure = planVerdict({ plan: { ...plan, commonArrivalsCv: 0.15 }, targets: [0.8, null], days: 200, seed: 3 });
    expect(unsure.queues[0]?.distribution?.deviation).toBeGreaterThan(1.5 * (first?.distribution?.deviation as number));
  });

  test('names targets that cannot be', () => {
    expect(() => planVerdict({ plan, targets: [0.8] })).toThrow(
      'targets must be given for each of the 2 queues, not for 1',
    );
    expect(() => planVerdict({ plan, targets: [80, null] })).toThrow(
      'targets of queue 0 must be 0 to 1, or null, not 80',
    );
  });
});

test('quantiles, and the bounds of a share', () => {
  const values = Float64Array.from([5, Number.NaN, 1, 2, 3, 4]);
  expect(distributionOf(values)).toMatchObject({ mean: 3, p50: 3, p25: 2, p10: 1.4, deviation: Math.sqrt(2.5) });
  expect(distributionOf(new Float64Array(3).fill(Number.NaN))).toBeNull();
  // Wilson's interval for 93 of 100.
  expect(shareOf(93, 100)?.low).toBeCloseTo(0.8625, 4);
  expect(shareOf(93, 100)?.high).toBeCloseTo(0.9657, 4);
  expect(shareOf(0, 0)).toBeNull();
  expect(shareOf(10, 10)?.high).toBe(1);
});
