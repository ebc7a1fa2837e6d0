import { expect, test } from 'vitest';
import { NumberViewings } from './numberViewings.ts';

const minute = 60_000;

test('a viewing begins with the first desk of a person, and anew when they come back later', () => {
  const viewings = new NumberViewings();
  expect(viewings.opened('ayse', 'a', 0)).toBe(true);
  expect(viewings.opened('ayse', 'b', minute)).toBe(false);
  expect(viewings.opened('mehmet', 'c', minute)).toBe(true);
  viewings.closed('ayse', 'a', 2 * minute);
  viewings.closed('ayse', 'b', 3 * minute);
  // a reload, a lost connection
  expect(viewings.opened('ayse', 'd', 4 * minute)).toBe(false);
  viewings.closed('ayse', 'd', 5 * minute);
  expect(viewings.opened('ayse', 'e', 16 * minute)).toBe(true);
  viewings.closed('ayse', 'unknown', 17 * minute);
  expect(viewings.opened('ayse', 'f', 17 * minute)).toBe(false);
});
