import { describe, expect, it } from 'vitest';
import { joined, jointBand, levelDeviation, levelsAlike, uncertain } from './jointBand.ts';

describe('jointBand', () => {
  it('gives back the band of one part, wide or narrower than counting noise', () => {
    for (const [mean, p10, p90] of [
      [100, 80, 125],
      [100, 88, 112],
      [2, 1, 4],
    ] as const) {
      const band = jointBand([uncertain(mean, { p10, p90 })]);
      expect(band.p10).toBeCloseTo(p10, 9);
      expect(band.p90).toBeCloseTo(p90, 9);
    }
  });

  it('adds noise as squares and levels as they are', () => {
    const noise = { mean: 100, below: 0, above: 0 };
    // Four Poisson counts of 100 are one of 400.
    expect(jointBand([noise, noise, noise, noise]).p90).toBeCloseTo(400 + 1.2815515655446004 * 20, 9);
    // A level that may be off by a tenth is so for the sum.
    const off = { mean: 100, below: 100, above: 100 };
    const four = [off, off, off, off];
    expect(levelDeviation(four)).toBeCloseTo(0.1, 12);
    expect(joined(four)).toEqual({ mean: 400, below: 1600, above: 1600 });
    expect(levelDeviation(four, (i, j) => (i === j ? 1 : 0))).toBeCloseTo(0.05, 12);
  });

  it('is as wide to both sides over many hours, though single ones are off farther towards more', () => {
    const parts = Array.from({ length: 48 }, () => uncertain(100, { p10: 88, p90: 125 }));
    const { p10, p90 } = jointBand(parts, (i, j) => levelsAlike(Math.abs(i - j) / 2));
    expect(4800 - p10).toBeCloseTo(p90 - 4800, 9);
    expect((p90 - p10) / 2).toBeGreaterThan(48 * 7);
    expect((p90 - p10) / 2).toBeLessThan(48 * 18);
  });

  it('takes hours close to each other for more alike', () => {
    expect(levelsAlike(0)).toBe(1);
    expect(levelsAlike(1)).toBeGreaterThan(levelsAlike(6));
    expect(levelsAlike(24)).toBeGreaterThan(0.3);
  });

  it('knows nothing below nought', () => {
    expect(jointBand([{ mean: 1, below: 100, above: 100 }]).p10).toBe(0);
    expect(jointBand([])).toEqual({ p10: 0, p90: 0 });
    expect(levelDeviation([])).toBe(0);
  });
});
