import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IntervalTally } from './intervalTally.ts';
import { addTally, sameTally, tallyOf, tallyRow } from './tallyRow.ts';
import { emptyTally } from './tallyVisit.ts';

const start = Date.UTC(2026, 9, 5, 9, 0);
const tally = fc
  .record(
    Object.fromEntries(
      Object.keys(emptyTally(start))
        .filter((field) => field !== 'start')
        .map((field) => [field, fc.oneof(fc.constant(0), fc.nat(1e6))]),
    ),
  )
  .map((counts): IntervalTally => ({ ...emptyTally(start), ...counts }));

test('every count of a tally comes back, and no other', () => {
  fc.assert(
    fc.property(tally, (one) => {
      const travelled = JSON.parse(JSON.stringify(tallyRow(one)));
      expect(tallyOf(start, travelled)).toEqual(one);
    }),
    { seed: 20261121 },
  );
});

test('zeros at the end do not travel', () => {
  expect(tallyRow(emptyTally(start))).toEqual([]);
  expect(tallyRow({ ...emptyTally(start), offered: 3, answered: 2 })).toEqual([3, 2]);
});

test('what is added and taken out again leaves nothing', () => {
  fc.assert(
    fc.property(tally, tally, (a, b) => {
      const sum = emptyTally(start);
      addTally(sum, a, 1);
      addTally(sum, b, 1);
      addTally(sum, a, -1);
      expect(sameTally(sum, b)).toBe(true);
    }),
    { seed: 20261121 },
  );
});
