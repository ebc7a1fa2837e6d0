import { describe, expect, it } from 'vitest';
import { centre, queue } from '#lib/board/sampleFloor.ts';
import { commonTarget, levelAlarm, waitAlarm, worse } from './alarms.ts';

describe('waitAlarm', () => {
  it('judges by the queue’s own threshold; at the threshold is still in time', () => {
    const fast = queue('153', 'a', { thresholdSeconds: 10 });
    expect([null, 0, 10, 10.5, 30, 30.5].map((seconds) => waitAlarm(seconds, fast))).toEqual([
      'none',
      'none',
      'none',
      'over',
      'over',
      'far',
    ]);
  });
});

describe('levelAlarm', () => {
  it('is silent without a level or a target', () => {
    expect([levelAlarm(null, 0.8), levelAlarm(0.1, null), levelAlarm(0.8, 0.8)]).toEqual(['none', 'none', 'none']);
    expect([levelAlarm(0.79, 0.8), levelAlarm(0.6, 0.8)]).toEqual(['over', 'far']);
  });
});

describe('worse', () => {
  it('keeps the worse of two', () => {
    expect([worse('none', 'over'), worse('far', 'over'), worse('none', 'none')]).toEqual(['over', 'far', 'none']);
  });
});

describe('commonTarget', () => {
  it('is the one that all share', () => {
    const at = (targetRatio?: number) => centre('a', targetRatio === undefined ? {} : { targetRatio });
    expect(commonTarget([at(0.8), at(0.8)])).toBe(0.8);
    expect([commonTarget([at(0.8), at(0.9)]), commonTarget([at()]), commonTarget([])]).toEqual([null, null, null]);
  });
});
