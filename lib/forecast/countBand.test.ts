import { expect, it } from 'vitest';
import { countBand } from './countBand.ts';

// Quantiles of the Poisson distribution, as any table of it has them.
it.each([
  [0.1, 0, 0.1],
  [1, 0, 2],
  [5, 2, 8],
  [10, 6, 14],
  [20, 14, 26],
])('a Poisson count of mean %d lies between %d and %d', (mean, p10, p90) => {
  expect(countBand(mean, mean)).toEqual({ p10, p90 });
});

it('a negative binomial count of mean 4 and variance 12 lies between 0 and 9', () => {
  // size 2, success probability 1/3: P(X ≤ 0) = 0.111, P(X ≤ 8) = 0.896, P(X ≤ 9) = 0.925
  expect(countBand(4, 12)).toEqual({ p10: 0, p90: 9 });
});

it('many counts are normal but for their skew', () => {
  const { p10, p90 } = countBand(10_000, 10_000 + 500 ** 2);
  expect(p10).toBeCloseTo(10_000 - 1.2816 * 509.9, -2);
  expect(p90).toBeCloseTo(10_000 + 1.2816 * 509.9, -2);
  expect(p90 - 10_000).toBeGreaterThan(10_000 - p10);
});

it('counted and continuous bands meet', () => {
  const below = countBand(29.99, 60);
  const above = countBand(30.01, 60);
  expect(Math.abs(below.p10 - above.p10)).toBeLessThan(1);
  expect(Math.abs(below.p90 - above.p90)).toBeLessThan(1);
});

it('where nothing is expected nothing comes', () => expect(countBand(0, 0)).toEqual({ p10: 0, p90: 0 }));
