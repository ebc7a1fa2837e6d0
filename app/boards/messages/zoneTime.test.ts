import { expect, it } from 'vitest';
import { dayEndIn, instantOf, localTime } from './zoneTime.ts';

it('goes from a zone’s clock to the instant and back, whatever this machine’s zone is', () => {
  const at = Date.UTC(2026, 10, 22, 11, 30);
  expect(localTime(at, 'Europe/Istanbul')).toBe('2026-11-22T14:30');
  expect(instantOf('2026-11-22T14:30', 'Europe/Istanbul')).toBe(at);
  expect(instantOf('2026-11-22T05:30', 'America/Chicago')).toBe(at);
  expect(instantOf('', 'Europe/Istanbul')).toBeNull();
});

it('knows on which side of a change of the clocks a time lies', () => {
  for (const [local, utc] of [
    ['2026-10-25T00:30', Date.UTC(2026, 9, 24, 22, 30)],
    ['2026-10-25T06:00', Date.UTC(2026, 9, 25, 5)],
    ['2026-03-29T03:30', Date.UTC(2026, 2, 29, 1, 30)],
  ] as const)
    expect(instantOf(local, 'Europe/Berlin')).toBe(utc);
});

it('ends the day at the zone’s own midnight', () => {
  const at = Date.UTC(2026, 11, 31, 20, 59, 59);
  expect(dayEndIn('Europe/Istanbul', at)).toBe(Date.UTC(2026, 11, 31, 21));
  expect(dayEndIn('Europe/Berlin', at)).toBe(Date.UTC(2026, 11, 31, 23));
  // 25 hours long
  expect(dayEndIn('Europe/Berlin', Date.UTC(2026, 9, 24, 23))).toBe(Date.UTC(2026, 9, 25, 23));
});
