import { expect, test } from 'vitest';
import {
  accuracyFigures,
  addedSums,
  addInterval,
  emptySums,
  type ForecastAndActual,
  joinedIntervals,
} from './accuracyFigures.ts';

const interval = (actual: number | null, mean: number | null, more: Partial<ForecastAndActual> = {}) => ({
  ...{ actual, mean, p10: null, p90: null, weekBefore: null },
  ...more,
});
function sumsOf(...intervals: ForecastAndActual[]) {
  const sums = emptySums();
  for (const one of intervals) addInterval(sums, one);
  return sums;
}

test('WAPE, bias and MASE are quotients of sums, not means of quotients', () => {
  const figures = accuracyFigures(
    sumsOf(
      interval(100, 90, { weekBefore: 120 }),
      interval(10, 14, { weekBefore: 8 }),
      interval(0, 1, { weekBefore: 3 }),
      interval(20, 20),
    ),
  );
  expect(figures.wape).toBeCloseTo((10 + 4 + 1) / 130, 12);
  expect(figures.bias).toBeCloseTo((125 - 130) / 130, 12);
  expect(figures.mase).toBeCloseTo((10 + 4 + 1) / (20 + 2 + 3), 12);
  expect(figures).toMatchObject({ coverage80: null, intervals: 4, actual: 130, forecast: 125 });
});

test('coverage counts the ends of the band as within it, and says on which side the rest lay', () => {
  const band = { p10: 5, p90: 9 };
  const sums = sumsOf(...[4, 5, 7, 9, 9.5].map((actual) => interval(actual, 7, band)), interval(3, 2));
  expect(accuracyFigures(sums)).toMatchObject({ coverage80: 0.6, below: 0.2, above: 0.2, intervals: 6 });
});

test('what is not known and what is closed tells nothing; without any count there is no figure', () => {
  const closed = interval(0, 0, { p10: 0, p90: 0 });
  expect(sumsOf(interval(null, 3), interval(3, null), closed)).toEqual(emptySums());
  // Nothing came though something was expected: that counts.
  expect(accuracyFigures(sumsOf(interval(0, 2)))).toMatchObject({ wape: null, bias: null, mase: null, intervals: 1 });
  expect(sumsOf(interval(0, 0.2, { p10: 0, p90: 1 }))).toMatchObject({ intervals: 1, within: 1 });
});

test('parts added are the same as all intervals at once', () => {
  const intervals = [3, 8, 0, 15, 7, 4].map((actual, i) =>
    interval(actual, actual + (i % 3) - 1, { p10: 2, p90: 9, weekBefore: actual + 1 }),
  );
  const parts = [sumsOf(...intervals.slice(0, 2)), sumsOf(...intervals.slice(2))];
  expect(addedSums(parts)).toEqual(sumsOf(...intervals));
});

test('quarters make half hours and days; one part unknown, all unknown', () => {
  const quarters = [
    interval(1, 2),
    interval(3, 4, { p10: 1, p90: 9 }),
    interval(null, 5),
    interval(2, 6),
    interval(4, 1),
  ];
  expect(joinedIntervals(quarters, 2)).toEqual([interval(4, 6), interval(null, 11), interval(4, 1)]);
  expect(joinedIntervals(quarters, 96)).toEqual([interval(null, 18)]);
  expect(() => joinedIntervals(quarters, 0)).toThrow(RangeError);
});
