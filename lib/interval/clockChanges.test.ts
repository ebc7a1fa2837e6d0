import { expect, test } from 'vitest';
import { clockChanges } from './clockChanges.ts';

test.each([
  ['Europe/Berlin', ['2026-03-29T01:00 +60', '2026-10-25T01:00 -60']],
  ['America/Havana', ['2026-03-08T05:00 +60', '2026-11-01T05:00 -60']],
  ['Africa/Cairo', ['2026-04-23T22:00 +60', '2026-10-29T21:00 -60']],
  ['Australia/Lord_Howe', ['2026-04-04T15:00 -30', '2026-10-03T15:30 +30']],
  ['Europe/Istanbul', []],
  ['Asia/Kolkata', []],
])('the clock changes of 2026 in %s', (zone, expected) => {
  const found = clockChanges(Date.UTC(2026, 0, 1), Date.UTC(2027, 0, 1), zone);
  expect(
    found.map(({ at, minutes }) => `${new Date(at).toISOString().slice(0, 16)} ${minutes > 0 ? '+' : ''}${minutes}`),
  ).toEqual(expected);
});

test('a change at the very ends is in no span', () => {
  const at = Date.UTC(2026, 2, 29, 1);
  expect(clockChanges(at, at + 3_600_000, 'Europe/Berlin')).toEqual([]);
  expect(clockChanges(at - 3_600_000, at, 'Europe/Berlin')).toEqual([]);
});
