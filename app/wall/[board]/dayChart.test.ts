import { describe, expect, it } from 'vitest';
import { callsScale, type DayBar } from './dayChart.ts';

const bar = (offered: number): DayBar => ({
  start: 0,
  answered: offered,
  abandoned: 0,
  otherwise: 0,
  inProgress: 0,
  offered,
  level: null,
});

describe('callsScale', () => {
  it('ends at a round even number just above the highest bar', () => {
    const tops = [0, 9, 10, 13, 98, 101, 205, 240, 241, 999, 12_500].map((offered) =>
      callsScale([bar(3), bar(offered)]),
    );
    expect(tops).toEqual([10, 10, 10, 16, 100, 120, 240, 240, 300, 1000, 16_000]);
  });

  it('has a scale without any bar', () => {
    expect(callsScale([])).toBe(10);
  });
});
