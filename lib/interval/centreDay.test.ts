import { expect, test } from 'vitest';
import { centreDay } from './centreDay.ts';

const iso = (at: number) => new Date(at).toISOString().slice(0, 16);

test.each([
  ['Europe/Istanbul', '2026-11-21T20:59', '2026-11-20T21:00', '2026-11-21T21:00', 24],
  ['Europe/Istanbul', '2026-11-21T21:00', '2026-11-21T21:00', '2026-11-22T21:00', 24],
  ['Europe/Berlin', '2026-03-29T12:00', '2026-03-28T23:00', '2026-03-29T22:00', 23],
  ['Europe/Berlin', '2026-10-25T12:00', '2026-10-24T22:00', '2026-10-25T23:00', 25],
  // midnight itself is left out: the day begins at one
  ['America/Havana', '2026-03-08T12:00', '2026-03-08T05:00', '2026-03-09T04:00', 23],
  ['Africa/Cairo', '2026-04-23T22:00', '2026-04-23T22:00', '2026-04-24T21:00', 23],
  ['Asia/Beirut', '2026-03-28T21:59', '2026-03-27T22:00', '2026-03-28T22:00', 24],
  // midnight comes twice: the day begins at the first
  ['America/Havana', '2026-11-01T05:30', '2026-11-01T04:00', '2026-11-02T05:00', 25],
  ['Australia/Lord_Howe', '2026-04-05T12:00', '2026-04-04T13:00', '2026-04-05T13:30', 24.5],
  ['Australia/Lord_Howe', '2026-10-04T12:00', '2026-10-03T13:30', '2026-10-04T13:00', 23.5],
  ['Asia/Kolkata', '2026-11-21T18:30', '2026-11-21T18:30', '2026-11-22T18:30', 24],
])('the day of %s that holds %s UTC', (zone, at, start, next, hours) => {
  const { dayStart, nextDayStart } = centreDay(Date.parse(`${at}Z`), zone);
  expect([iso(dayStart), iso(nextDayStart)]).toEqual([start, next]);
  expect((nextDayStart - dayStart) / 3_600_000).toBe(hours);
  expect(centreDay(nextDayStart, zone).dayStart).toBe(nextDayStart);
});
