import { describe, expect, it } from 'vitest';
import type { Thresholds } from './board.ts';
import { type Level, thresholdLevel, type WorseSide, worseLevel } from './thresholdLevel.ts';

const limits: Thresholds = { warn: 5, alarm: 10, hysteresis: 2 };

/** The levels that a figure takes as it moves. */
function run(values: readonly (number | null)[], thresholds = limits, worse: WorseSide = 'high'): Level[] {
  let level: Level = 'none';
  return values.map((value) => {
    level = thresholdLevel(level, value, thresholds, worse);
    return level;
  });
}

describe('thresholdLevel', () => {
  it('is entered beyond a level, not at it', () => {
    expect(run([5, 5.1, 10, 10.1])).toEqual(['none', 'warn', 'warn', 'alarm']);
  });

  it('is left only when the figure is back by the hysteresis: one on the edge does not flicker', () => {
    expect(run([11, 9, 8.1, 8, 4, 3.1, 3])).toEqual(['alarm', 'alarm', 'alarm', 'warn', 'warn', 'warn', 'none']);
    expect(run([6, 5, 6, 5, 6])).toEqual(['warn', 'warn', 'warn', 'warn', 'warn']);
  });

  it('turns round for figures of which less is worse', () => {
    const share = { warn: 0.8, alarm: 0.7, hysteresis: 0.02 };
    expect(run([0.8, 0.79, 0.81, 0.82, 0.69, 0.71, 0.73], share, 'low')).toEqual([
      'none',
      'warn',
      'warn',
      'none',
      'alarm',
      'alarm',
      'warn',
    ]);
  });

  it('needs no second level, nor a first, and no level is judged of what is not known', () => {
    expect(run([7, 99], { warn: 5, alarm: null, hysteresis: 0 })).toEqual(['warn', 'warn']);
    expect(run([7, 11], { warn: null, alarm: 10, hysteresis: 0 })).toEqual(['none', 'alarm']);
    expect(run([11, null, 9])).toEqual(['alarm', 'none', 'warn']);
  });

  it('keeps the worse of two', () => {
    expect([worseLevel('none', 'warn'), worseLevel('alarm', 'warn'), worseLevel('none', 'none')]).toEqual([
      'warn',
      'alarm',
      'none',
    ]);
  });
});
