import { expect, it } from 'vitest';
import { joinedStretches } from './joinedStretches.ts';

it('joins what goes on, leaves what does not, and never goes back', () => {
  const told = [
    { activity: 'desk' as const, from: 0, to: 60_000 },
    { activity: 'desk' as const, from: 61_000, to: 120_000 },
    { activity: 'desk' as const, from: 61_000, to: 90_000 },
    { activity: 'break' as const, from: 120_000, to: 180_000 },
    { activity: 'break' as const, from: 190_000, to: 240_000 },
  ];
  expect(joinedStretches(told)).toEqual([
    { activity: 'desk', from: 0, to: 120_000 },
    { activity: 'break', from: 120_000, to: 180_000 },
    { activity: 'break', from: 190_000, to: 240_000 },
  ]);
  expect(told[0]).toEqual({ activity: 'desk', from: 0, to: 60_000 });
});
