import { Instant, LocalDate, LocalDateTime, ZoneId } from '@js-joda/core';
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
  const long = (from: number, to: number) => {
    const [start, end] = stepBoundaries(from, to, 'day', 'Europe/Berlin');
    return ((end as number) - (start as number)) / 3_600_000;
  };
  expect(long(Date.UTC(2026, 2, 29, 10), Date.UTC(2026, 2, 29, 11))).toBe(23);
  expect(long(Date.UTC(2026, 9, 25, 10), Date.UTC(2026, 9, 25, 11))).toBe(25);
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

test('intervals step in UTC, hours by the wall clock, also where that is half an hour off', () => {
  const from = Date.UTC(2026, 10, 21, 9, 20);
  expect(iso(stepBoundaries(from, from + 1_200_000, 'interval', 'Asia/Kolkata'))).toEqual([
    '2026-11-21T09:15',
    '2026-11-21T09:30',
    '2026-11-21T09:45',
  ]);
  expect(iso(stepBoundaries(from, from + 1, 'hour', 'Asia/Kolkata'))).toEqual(['2026-11-21T08:30', '2026-11-21T09:30']);
});

/** A day's hours as its wall clock shows them, with their minutes where they are not 60. */
function hoursOf(date: string, zone: string): string[] {
  const day = LocalDate.parse(date);
  const at = (of: LocalDate) => of.atStartOfDay(ZoneId.of(zone)).toInstant().toEpochMilli();
  const boundaries = stepBoundaries(at(day), at(day.plusDays(1)), 'hour', zone);
  expect(boundaries[0]).toBe(at(day));
  expect(boundaries.at(-1)).toBe(at(day.plusDays(1)));
  return boundaries.slice(0, -1).map((start, i) => {
    const minutes = ((boundaries[i + 1] as number) - start) / 60_000;
    const clock = LocalDateTime.ofInstant(Instant.ofEpochMilli(start), ZoneId.of(zone)).toLocalTime().toString();
    return minutes === 60 ? clock : `${clock}+${minutes}`;
  });
}
const hours = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `${String(from + i).padStart(2, '0')}:00`);

test.each([
  ['an ordinary day', '2026-11-21', 'Europe/Istanbul', hours(0, 24)],
  ['a half-hour zone', '2026-11-21', 'Asia/Kolkata', hours(0, 24)],
  ['a quarter-hour zone', '2026-11-21', 'Asia/Kathmandu', hours(0, 24)],
  ['clocks put forward', '2026-03-29', 'Europe/Berlin', [...hours(0, 2), ...hours(3, 24)]],
  ['clocks put back', '2026-10-25', 'Europe/Berlin', [...hours(0, 3), ...hours(2, 24)]],
  ['a day that begins at one', '2026-03-08', 'America/Havana', hours(1, 24)],
  ['midnight twice', '2026-11-01', 'America/Havana', ['00:00', ...hours(0, 24)]],
  ['the last hour twice', '2026-10-29', 'Africa/Cairo', [...hours(0, 24), '23:00']],
  ['the last hour twice', '2026-10-24', 'Asia/Beirut', [...hours(0, 24), '23:00']],
  ['half an hour forward', '2026-10-04', 'Australia/Lord_Howe', [...hours(0, 2), '02:30+30', ...hours(3, 24)]],
  ['half an hour back', '2026-04-05', 'Australia/Lord_Howe', [...hours(0, 2), '01:30+30', ...hours(2, 24)]],
])('the hours of %s: %s in %s', (_, date, zone, expected) => expect(hoursOf(date, zone)).toEqual(expected));

test('an empty span, an unknown zone and too many rows are refused', () => {
  expect(() => stepBoundaries(5, 5, 'day', 'UTC')).toThrow('to must lie after from, but is 5 against 5');
  expect(() => stepBoundaries(0, 5, 'day', 'Europe/Kocaeli')).toThrow(
    'zone must be an IANA zone such as Europe/Istanbul, but is Europe/Kocaeli',
  );
  expect(() => stepBoundaries(0, 1e12, 'interval', 'UTC')).toThrow(
    'a history has at most 200000 rows: take a longer step',
  );
});
