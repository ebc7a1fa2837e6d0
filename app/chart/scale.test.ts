import { describe, expect, it } from 'vitest';
import { quarters, scaleTop } from './scale.ts';

describe('scaleTop', () => {
  it('ends at a round number just above the highest value', () => {
    expect([0, 3.3, 9, 13, 98, 101, 205, 241, 999, 3828, 103_106].map(scaleTop)).toEqual([
      4, 4, 12, 16, 100, 120, 240, 280, 1000, 4000, 120_000,
    ]);
  });

  it('is marked in whole numbers', () => {
    for (let most = 0; most < 5000; most += 7) {
      expect(quarters(scaleTop(most)).every(Number.isInteger)).toBe(true);
    }
  });

  it('refuses what has no end', () => {
    expect(() => scaleTop(Number.NaN)).toThrow('A scale cannot reach to NaN.');
  });
});
