import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IntervalNow, QueueDay } from '../feed/feedEvents.ts';
import { dayStarts } from '../interval/centreDay.ts';
import { intervalMs } from '../interval/intervalTally.ts';
import { tallyOf } from '../interval/tallyRow.ts';
import { emptyTally } from '../interval/tallyVisit.ts';
import { DayFigures, type QueueInterval } from './dayFigures.ts';

const hour = 3_600_000;
/** 21 November 2026 began at 21:00 UTC in Istanbul and at 23:00 UTC in Berlin. */
const istanbulDay = Date.UTC(2026, 10, 20, 21);
const berlinDay = Date.UTC(2026, 10, 20, 23);
const centres = [
  { id: 'ist', zone: 'Europe/Istanbul' },
  { id: 'ber', zone: 'Europe/Berlin' },
];

function figures() {
  const days = new Map<string, QueueDay>();
  const intervals = new Map<string, IntervalNow>();
  const made = new DayFigures({
    exchange: 'x',
    dayStartOf: dayStarts(centres),
    onDay: (id, day) => (day === null ? days.delete(id) : days.set(id, day)),
    onInterval: (id, interval) => (interval === null ? intervals.delete(id) : intervals.set(id, interval)),
  });
  return { made, days, intervals };
}
const interval = (queue: string, centre: string, start: number, offered: number, answered = 0): QueueInterval => ({
  ...emptyTally(start),
  id: `${queue}@${start}`,
  queue,
  centre,
  offered,
  answered,
});

test('a queue has one sum for its day, a centre one for each interval; days are those of the centre’s zone', () => {
  const { made, days, intervals } = figures();
  made.put(interval('x:a', 'ist', istanbulDay, 3, 2));
  made.put(interval('x:a', 'ist', istanbulDay + intervalMs, 4));
  made.put(interval('x:b', 'ist', istanbulDay, 5));
  made.put(interval('x:c', 'ber', istanbulDay, 7));
  expect([...days.values()]).toEqual([
    { id: `x:a@${istanbulDay}`, queue: 'x:a', centre: 'ist', start: istanbulDay, counts: [7, 2] },
    { id: `x:b@${istanbulDay}`, queue: 'x:b', centre: 'ist', start: istanbulDay, counts: [5] },
    { id: `x:c@${berlinDay - 24 * hour}`, queue: 'x:c', centre: 'ber', start: berlinDay - 24 * hour, counts: [7] },
  ]);
  expect([...intervals.values()].map(({ id, counts }) => [id, ...counts])).toEqual([
    [`x/ist@${istanbulDay}`, 8, 2],
    [`x/ist@${istanbulDay + intervalMs}`, 4],
    [`x/ber@${istanbulDay}`, 7],
  ]);
});

test('a day goes an hour after it is over in its own zone, and what ends later of it is not counted any more', () => {
  const { made, days, intervals } = figures();
  const last = interval('x:a', 'ist', istanbulDay - intervalMs, 2);
  made.put(last);
  made.put(interval('x:c', 'ber', istanbulDay - intervalMs, 1));
  made.put(interval('x:a', 'ist', istanbulDay, 4));
  made.tick(istanbulDay + hour - 1);
  expect(days.size).toBe(3);
  made.tick(istanbulDay + hour);
  expect([...days.values()].map(({ queue, start }) => [queue, start])).toEqual([
    ['x:c', berlinDay - 24 * hour],
    ['x:a', istanbulDay],
  ]);
  made.put({ ...last, answered: 1 });
  expect(days.size).toBe(2);
  expect(made.intervals.size).toBe(2);
  made.tick(berlinDay + hour);
  expect([days.size, intervals.size]).toEqual([1, 1]);
});

test('the whole day can be counted after the first tick', () => {
  const { made, days } = figures();
  made.tick(istanbulDay + 15 * hour);
  made.put(interval('x:a', 'ist', istanbulDay, 4));
  expect(days.size).toBe(1);
});

test('the sums are those of the parts, whatever came and went before', () => {
  const step = fc.record({
    queue: fc.constantFrom('x:a', 'x:b', 'x:c'),
    nth: fc.integer({ min: -2, max: 3 }),
    offered: fc.option(fc.nat(50)),
    answered: fc.nat(50),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { made, days, intervals } = figures();
      for (const { queue, nth, offered, answered } of steps) {
        const centre = queue === 'x:c' ? 'ber' : 'ist';
        const one = interval(queue, centre, istanbulDay + nth * intervalMs, offered ?? 0, answered);
        if (offered === null) made.remove(one.id);
        else made.put(one);
      }
      const parts = [...made.intervals.values()];
      const sum = (of: QueueInterval[], field: 'offered' | 'answered') => of.reduce((n, one) => n + one[field], 0);
      const shown = [...days.values(), ...intervals.values()];
      for (const { start, counts, ...of } of shown) {
        const day = 'queue' in of;
        const own = parts.filter(({ centre, queue, start: at }) =>
          day ? queue === of.queue && dayStarts(centres)(centre, at) === start : centre === of.centre && at === start,
        );
        expect(own).not.toEqual([]);
        expect(tallyOf(start, counts)).toMatchObject({ offered: sum(own, 'offered'), answered: sum(own, 'answered') });
      }
      const total = sum(parts, 'offered');
      expect([...days.values()].reduce((n, { counts }) => n + (counts[0] ?? 0), 0)).toBe(total);
      expect([...intervals.values()].reduce((n, { counts }) => n + (counts[0] ?? 0), 0)).toBe(total);
    }),
    { seed: 20261121 },
  );
});
