import { expect, test } from 'vitest';
import { backOff } from './backOff.ts';

test('the range grows to eight seconds, over which the pause is spread', () => {
  expect([1, 2, 3, 4, 5, 6, 100].map((failures) => backOff(failures, 0, 1))).toEqual([
    500, 1000, 2000, 4000, 8000, 8000, 8000,
  ]);
  expect([1, 6, 100].map((failures) => backOff(failures, 0, 0))).toEqual([250, 250, 250]);
  expect(backOff(3, 0, 0.5)).toBe(1125);
});

test('a long attempt is taken off, so that the next one begins within eight seconds', () => {
  expect(backOff(9, 5000, 1)).toBe(3000);
  expect(backOff(9, 60_000, 1)).toBe(250);
});
