import { describe, expect, it } from 'vitest';
import { reforecastDay, type TodayInterval } from './intraday.ts';
import { usualLevels } from './intradayLevels.ts';

/** A day from 7 to 21 in quarter hours: 20 at the edges, 100 at noon. */
const means = Array.from({ length: 56 }, (_, i) => 20 + 80 * Math.sin((Math.PI * (i + 0.5)) / 56));
const total = means.reduce((sum, mean) => sum + mean, 0);
/** What was seen until now, as a multiple of what was expected. */
const today = (elapsed: number, times: number | ((index: number) => number) = 1, size = 1): TodayInterval[] =>
  means.map((mean, i) => ({
    mean: mean * size,
    seen: i < elapsed ? mean * size * (typeof times === 'number' ? times : times(i)) : null,
  }));
const at = (elapsed: number, intervals = today(elapsed)) => reforecastDay({ intervals, elapsed, minutes: 15 });
const sumOf = (values: readonly { mean: number }[]) => values.reduce((sum, { mean }) => sum + mean, 0);

describe('what is left of the day', () => {
  it('before the first interval is the forecast itself', () => {
    const now = at(0);
    expect(now).toMatchObject({ restFactor: 1, weight: 0, seen: 0, expected: 0 });
    for (const [i, { mean }] of now.intervals.entries()) expect(mean).toBeCloseTo(means[i] ?? 0, 9);
    expect(now.byTonight.mean).toBeCloseTo(total, 6);
    expect(now.byTonight.p10).toBeLessThan(total);
    expect(now.byTonight.p90).toBeGreaterThan(total);
  });

  it('follows the ratio seen so far by a share that grows through the day', () => {
    const weights = [4, 8, 16, 32, 48].map((elapsed) => at(elapsed, today(elapsed, 1.2)).weight ?? 0);
    expect(weights[0]).toBeGreaterThan(0.05);
    expect(weights[0]).toBeLessThan(0.3);
    for (const [i, weight] of weights.slice(1).entries()) expect(weight).toBeGreaterThan(weights[i] ?? 1);
    expect(weights.at(-1)).toBeGreaterThan(0.7);
    expect(weights.at(-1)).toBeLessThan(1.05);
  });

  it('is as much less when less came', () => {
    const [more, less] = [1.2, 1 / 1.2].map((times) => at(24, today(24, times)).restFactor);
    expect(Math.log(more ?? 1)).toBeCloseTo(-Math.log(less ?? 1), 1);
  });

  it('trusts the ratio of a large centre sooner than that of a small one', () => {
    const [small, large] = [0.05, 20].map((size) => at(8, today(8, 1.3, size)).restFactor);
    expect(small).toBeGreaterThan(1);
    expect(small).toBeLessThan(1.02);
    expect(large).toBeGreaterThan(1.05);
  });

  it('keeps more of what the last hours showed than of the first', () => {
    const early = at(
      32,
      today(32, (i) => (i < 12 ? 1.3 : 1)),
    );
    const late = at(
      32,
      today(32, (i) => (i >= 20 ? 1.3 : 1)),
    );
    expect(late.restFactor).toBeGreaterThan(early.restFactor);
    // What fades has faded by the evening.
    const factor = (i: number) => (late.intervals[i]?.mean ?? 0) / (means[i] ?? 1);
    expect(factor(32)).toBeGreaterThan(factor(55));
  });

  it('is not carried away by one burst', () => {
    const burst = at(
      24,
      today(24, (i) => (i === 20 ? 10 : 1)),
    );
    expect(burst.restFactor).toBeLessThan(1.06);
    expect(burst.seen).toBeGreaterThan(burst.expected + 800);
    expect(burst.byTonight.mean).toBeGreaterThan(total + 800);
  });
});

describe('what was not observed', () => {
  it('teaches nothing and counts as expected now', () => {
    const hole = today(24, 1.2).map((interval, i) => (i >= 8 && i < 16 ? { ...interval, seen: null } : interval));
    const now = at(24, hole);
    const without = at(24, today(24, 1.2));
    const missed = sumOf(now.intervals.slice(8, 16));
    const usual = means.slice(8, 16).reduce((sum, mean) => sum + mean, 0);
    expect(missed / usual).toBeGreaterThan(1.05);
    expect(missed / usual).toBeLessThan(1.2);
    expect(now.byTonight.mean).toBeCloseTo(now.seen + missed + sumOf(now.intervals.slice(24)), 6);
    expect(now.byTonight.p90 - now.byTonight.p10).toBeGreaterThan(without.byTonight.p90 - without.byTonight.p10);
    expect(now.expected).toBeLessThan(without.expected);
  });

  it('all morning long leaves the forecast as it was', () => {
    const now = at(24, today(0));
    expect(now).toMatchObject({ restFactor: 1, weight: 0, seen: 0 });
    expect(now.byTonight.mean).toBeCloseTo(total, 6);
  });
});

describe('the edges', () => {
  it('when the day is over, tonight is what was seen', () => {
    const now = at(56, today(56, 1.1));
    expect(now.byTonight.mean).toBeCloseTo(total * 1.1, 6);
    expect(now.byTonight).toMatchObject({ p10: now.byTonight.mean, p90: now.byTonight.mean });
    expect(now.restFactor).toBe(1);
  });

  it('as the evening comes the band narrows', () => {
    const widths = [0, 8, 24, 40, 52].map((elapsed) => {
      const { p10, p90 } = at(elapsed).byTonight;
      return p90 - p10;
    });
    for (const [i, width] of widths.slice(1).entries()) expect(width).toBeLessThan(widths[i] ?? 0);
  });

  it('where nothing is expected nothing is multiplied, but what came is counted', () => {
    const closed = Array.from({ length: 4 }, (_, i): TodayInterval => ({ mean: 0, seen: i < 2 ? 3 : null }));
    const now = reforecastDay({ intervals: closed, elapsed: 2, minutes: 15 });
    expect(now).toMatchObject({ restFactor: 1, weight: 0, seen: 0, expected: 0 });
    expect(now.byTonight).toEqual({ mean: 6, p10: 6, p90: 6 });
    expect(reforecastDay({ intervals: [], elapsed: 0, minutes: 15 }).byTonight).toEqual({ mean: 0, p10: 0, p90: 0 });
  });

  it('a morning without a single contact lowers the rest, yet never to nothing', () => {
    const now = at(24, today(24, 0));
    expect(now.restFactor).toBeGreaterThan(0.3);
    expect(now.restFactor).toBeLessThan(0.9);
    expect(now.intervals.every(({ mean, p10, p90 }) => p10 <= mean && mean <= p90)).toBe(true);
  });

  it('believes as much of the shift as past days kept of theirs, by straight lines between them', () => {
    const factor = (kept: number[]) => {
      const trust = kept.map((one, i) => ({ share: [0.05, 0.3][i] ?? 1, kept: one }));
      const levels = { ...usualLevels, trust };
      return Math.log(reforecastDay({ intervals: today(16, 1.3), elapsed: 16, minutes: 15, levels }).restFactor);
    };
    const whole = factor([]);
    expect(factor([0, 0])).toBeCloseTo(0, 9);
    expect(factor([0.5, 0.5]) / whole).toBeCloseTo(0.5, 1);
    expect(factor([0, 1]) / whole).toBeGreaterThan(0.5);
    expect(factor([0, 1]) / whole).toBeLessThan(1);
  });

  it('without any spread of levels nothing is learned', () => {
    const levels = { ...usualLevels, dayVariance: 0, driftVariance: 0, noiseVariance: 0 };
    const now = reforecastDay({ intervals: today(24, 1.4), elapsed: 24, minutes: 15, levels });
    expect(now.restFactor).toBeCloseTo(1, 12);
  });

  it('numbers that cannot be are refused', () => {
    expect(() => at(57)).toThrow(new RangeError('elapsed must be a whole number from 0 to 56, not 57'));
    expect(() => at(1, [{ mean: -1, seen: 0 }])).toThrow(new RangeError('mean must be a number of 0 or more, not -1'));
    expect(() => at(1, [{ mean: 1, seen: Number.NaN }])).toThrow('seen must be a number of 0 or more, not NaN');
    expect(() => reforecastDay({ intervals: [], elapsed: 0, minutes: 0 })).toThrow(
      'minutes must be more than 0, not 0',
    );
  });
});
