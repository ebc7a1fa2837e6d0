import { expect, test } from 'vitest';
import { CallLimit } from './callLimit.ts';

test('so many calls within a span that slides along, for each caller', () => {
  const limit = new CallLimit(2, 10_000);
  expect([limit.take('a', 0), limit.take('a', 4000), limit.take('a', 5000)]).toEqual([null, null, 5]);
  expect(limit.take('b', 5000)).toBeNull();
  expect(limit.take('a', 10_001)).toBeNull();
  expect(limit.take('a', 10_002)).toBe(4);
  limit.giveBack('a');
  expect([limit.take('a', 10_003), limit.take('a', 10_003)]).toEqual([null, 4]);
});
