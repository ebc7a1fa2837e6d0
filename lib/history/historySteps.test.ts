import { expect, test } from 'vitest';
import { stepBoundaries } from './historySteps.ts';

const iso = (instants: number[]) => instants.map((at) => new Date(at).toISOString().slice(0, 16));

test('days begin at midnight of the centre, whose clock does not change', () => {
  const from = Date.UTC(2026, 10, 20, 22);
  expect(iso(stepBoundaries(from, from + 86_400_000, 'day', 'Europe/Istanbul'))).toEqual([
    '2026-11-20T21:00',
    '2026-11-21T21:00',
    '2026-11-22T21:00',
  ]);
});

test('where clocks change a day has 23 or 25 hours', () => {
  const hours = (from: number, to: number) => {
    const [start, end] = stepBoundaries(from, to, 'day', 'Europe/Berlin');
    return ((end as number) - (start as number)) / 3_600_000;
  };
  expect(hours(Date.UTC(2026, 2, 29, 10), Date.UTC(2026, 2, 29, 11))).toBe(23);
  expect(hours(Date.UTC(2026, 9, 25, 10), Date.UTC(2026, 9, 25, 11))).toBe(25);
});

test('weeks begin on Monday, months on the first', () => {
  const from = Date.UTC(2026, 10, 21, 9);
  expect(iso(stepBoundaries(from, from + 1, 'week', 'Europe/Istanbul'))).toEqual([
    '2026-11-15T21:00',
    '2026-11-22T21:00',
  ]);
  expect(iso(stepBoundaries(from, from + 1, 'month', 'Europe/Istanbul'))).toEqual([
    '2026-10-31T21:00',
    '2026-11-30T21:00',
  ]);
});

test('intervals and hours step in UTC', () => {
  const from = Date.UTC(2026, 10, 21, 9, 20);
  expect(iso(stepBoundaries(from, from + 1_200_000, 'interval', 'Asia/Kolkata'))).toEqual([
    '2026-11-21T09:15',
    '2026-11-21T09:30',
    '2026-11-21T09:45',
  ]);
  expect(iso(stepBoundaries(from, from + 1, 'hour', 'Asia/Kolkata'))).toEqual(['2026-11-21T09:00', '2026-11-21T10:00']);
});

test('an empty span, an unknown zone and too many rows are refused', () => {
  expect(() => stepBoundaries(5, 5, 'day', 'UTC')).toThrow('to must lie after from, but is 5 against 5');
  expect(() => stepBoundaries(0, 5, 'day', 'Europe/Kocaeli')).toThrow(
    'zone must be an IANA zone such as Europe/Istanbul, but is Europe/Kocaeli',
  );
  expect(() => stepBoundaries(0, 1e12, 'interval', 'UTC')).toThrow(
    'a history has at most 200000 rows: take a longer step',
  );
});
