import { describe, expect, it } from 'vitest';
import { boardSpace, tileUnits } from './legibility.ts';
import { rowHeights } from './rowHeights.ts';

const { gap } = boardSpace;
const usual = tileUnits({ w: 1, h: 1 }).height;
const whole = tileUnits({ w: 32, h: 16 }).height;
const sum = (heights: readonly number[]) => heights.reduce((all, height) => all + height, 0) + 15 * gap;
const hall = [
  { kind: 'number', y: 0, h: 4 },
  { kind: 'service_level', y: 4, h: 4 },
  { kind: 'queue_table', y: 8, h: 8 },
] as const;

describe('rows', () => {
  it('are equally high where nothing is said above them', () => {
    for (const height of rowHeights(hall, whole)) expect(height).toBeCloseTo(usual, 9);
    for (const height of rowHeights(hall, whole + 8)) expect(height).toBeCloseTo(usual + 8 / 16, 9);
  });

  it('of figures keep their height when a notice comes; the others give it', () => {
    const heights = rowHeights(hall, whole - 6);
    expect(sum(heights)).toBeCloseTo(whole - 6, 9);
    for (const height of heights.slice(0, 8)) expect(height).toBeCloseTo(usual, 9);
    for (const height of heights.slice(8)) expect(height).toBeCloseTo(usual - 6 / 8, 9);
  });

  it('of lists keep three fifths, and all of it where the board has nothing else', () => {
    const heights = rowHeights(hall, whole - 16);
    expect(sum(heights)).toBeCloseTo(whole - 16, 9);
    expect((heights[15] ?? 0) + gap).toBeCloseTo(0.6 * (usual + gap), 9);
    expect(heights[0]).toBeLessThan(usual);
    expect(heights[0]).toBeGreaterThan(heights[15] ?? 0);
    for (const tiles of [[{ kind: 'number', y: 0, h: 16 }], [{ kind: 'queue_table', y: 0, h: 16 }], []] as const)
      for (const height of rowHeights(tiles, whole - 6)) expect(height).toBeCloseTo((whole - 6 + gap) / 16 - gap, 9);
  });

  it('never favour lists, however little room there is', () => {
    for (let height = 8; height <= whole + 4; height += 0.5) {
      const heights = rowHeights(hall, height);
      expect(sum(heights)).toBeCloseTo(height, 9);
      expect(heights[0]).toBeGreaterThanOrEqual((heights[15] ?? 0) - 1e-9);
    }
  });
});
