import { expect, test } from 'vitest';
import { TableClock } from './tableClock.ts';

const utc = (text: string) => Date.parse(`${text}Z`) / 1000;

test.each([
  ['2026-11-21 20:33:17.123456', '2026-11-21T17:33:17.123'],
  ['2026-11-21T20:33:17', '2026-11-21T17:33:17'],
  ['2026-11-21 20:33:17+00', '2026-11-21T20:33:17'],
  ['2026-11-21 20:33:17.5-03:30', '2026-11-22T00:03:17.500'],
  ['1795282397', '2026-11-21T17:33:17'],
  ['1795282397.25', '2026-11-21T17:33:17.250'],
])('%s', (text, instant) => {
  expect(new TableClock('Europe/Istanbul').seconds(text)).toBe(utc(instant));
});

test.each(['', 'yesterday', '2026-13-01 00:00:00', '2026-11-21', '17952823971'])('%s is no time', (text) => {
  expect(new TableClock('Europe/Istanbul').seconds(text)).toBeNull();
});

test('the hour that comes twice is told by the order of the rows', () => {
  const clock = new TableClock('Europe/Berlin');
  const said = ['01:59:00', '02:10:00', '02:58:00', '02:57:58', '02:10:00', '02:58:00', '03:01:00'].map((time) =>
    clock.seconds(`2026-10-25 ${time}.000000`),
  );
  const expected = ['23:59:00', '00:10:00', '00:58:00', '00:57:58', '01:10:00', '01:58:00', '02:01:00'];
  expect(said).toEqual(expected.map((time, i) => utc(`2026-10-${i === 0 ? 24 : 25}T${time}`)));
});

test('after a quiet first hour the id of the call tells which one it is', () => {
  const clock = new TableClock('Europe/Berlin');
  expect(clock.seconds('2026-10-25 02:05:00', 'NONE')).toBe(utc('2026-10-25T00:05:00'));
  const second = utc('2026-10-25T01:20:00');
  expect(clock.seconds('2026-10-25 02:20:00', `merkez-${second - 2}.17`)).toBe(second);
});

test('an hour that clocks skip is read by the offset before', () => {
  expect(new TableClock('Europe/Berlin').seconds('2026-03-29 02:30:00')).toBe(utc('2026-03-29T01:30:00'));
});

test('tells an instant as it would stand there', () => {
  expect(new TableClock('Europe/Istanbul').text(utc('2026-11-21T17:03:07'))).toBe('2026-11-21 20:03:07');
});
