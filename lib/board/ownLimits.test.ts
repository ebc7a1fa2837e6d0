import { describe, expect, it } from 'vitest';
import { commonTarget, levelLimits, waitLevel } from './ownLimits.ts';
import { centre, queue } from './sampleFloor.ts';
import { thresholdLevel } from './thresholdLevel.ts';

describe('waitLevel', () => {
  it('judges by the queue’s own threshold; at the threshold is still in time', () => {
    const fast = queue('153', 'a', { thresholdSeconds: 10 });
    expect([null, 0, 10, 10.5, 30, 30.5].map((seconds) => waitLevel(seconds, fast))).toEqual([
      'none',
      'none',
      'none',
      'warn',
      'warn',
      'alarm',
    ]);
  });
});

describe('levelLimits', () => {
  it('are silent without a level or a target', () => {
    const level = (value: number | null, target: number | null) =>
      thresholdLevel('none', value, levelLimits(target), 'low');
    expect([level(null, 0.8), level(0.1, null), level(0.8, 0.8)]).toEqual(['none', 'none', 'none']);
    expect([level(0.79, 0.8), level(0.6, 0.8)]).toEqual(['warn', 'alarm']);
  });
});

describe('commonTarget', () => {
  it('is the one that all share', () => {
    const at = (targetRatio?: number) => centre('a', targetRatio === undefined ? {} : { targetRatio });
    expect(commonTarget([at(0.8), at(0.8)])).toBe(0.8);
    expect([commonTarget([at(0.8), at(0.9)]), commonTarget([at()]), commonTarget([])]).toEqual([null, null, null]);
  });
});
