import { describe, expect, it, test } from 'vitest';
import type { RosterActivity } from '../roster/rosteredShift.ts';
import { type ActualActivity, type ActualStretch, actualActivity, agrees } from './actualActivity.ts';
import { adherenceFigures } from './adherenceFigures.ts';
import { adherenceNow } from './adherenceNow.ts';
import { type PlannedStretch, plannedDay } from './plannedDay.ts';

const midnight = Date.UTC(2026, 10, 20, 21);
/** `8.15` is a quarter past eight. */
const at = (clock: number) => midnight + (Math.floor(clock) * 60 + Math.round((clock % 1) * 100)) * 60_000;
const entry = (from: number, to: number, activity: RosterActivity = 'work') => ({
  startsAt: at(from),
  endsAt: at(to),
  activity,
});
const did = (from: number, to: number, activity: ActualActivity): ActualStretch => ({
  from: at(from),
  to: at(to),
  activity,
});
const whole = { from: at(0), to: at(24) };
const day = (...entries: ReturnType<typeof entry>[]) => plannedDay(entries, [whole], whole);
const clocks = (planned: PlannedStretch[]) =>
  planned.map(({ from, to, activity }) => [(from - midnight) / 3_600_000, (to - midnight) / 3_600_000, activity]);
const percent = (ratio: number | null) => (ratio === null ? null : Math.round(ratio * 1000) / 10);

describe('a planned day', () => {
  it('has no holes, and breaks outweigh the shift', () => {
    expect(clocks(day(entry(8, 17), entry(12, 13, 'break'), entry(9, 10, 'training')))).toEqual([
      [0, 8, 'off'],
      [8, 9, 'work'],
      [9, 10, 'training'],
      [10, 12, 'work'],
      [12, 13, 'break'],
      [13, 17, 'work'],
      [17, 24, 'off'],
    ]);
  });

  it('is unknown where no roster covers it, and holds the end of a night that began the day before', () => {
    const planned = plannedDay([entry(-1, 7)], [{ from: at(-9), to: at(12) }], whole);
    expect(clocks(planned)).toEqual([
      [0, 7, 'work'],
      [7, 12, 'off'],
      [12, 24, null],
    ]);
  });

  it('is empty without time', () => {
    expect(plannedDay([entry(8, 9)], [], { from: at(8), to: at(8) })).toEqual([]);
  });
});

test.each([
  ['available', null, 'desk'],
  ['on_hold', null, 'desk'],
  ['wrap_up', null, 'desk'],
  ['signed_out', null, 'out'],
  ['unavailable', null, 'out'],
  ['paused', 'Yemek', 'break'],
  ['paused', 'EĞİTİM', 'training'],
  ['paused', 'toplantı', 'meeting'],
  ['paused', 'Evrak', 'other'],
  ['paused', 'Geri arama', 'other'],
  ['paused', 'Çağrı sonu işlemi', 'desk'],
  ['paused', null, 'other'],
] as const)('%s for %s is %s', (state, reason, activity) => {
  expect(actualActivity(state, reason)).toBe(activity);
});

test('a site’s own word for a pause', () => {
  expect(actualActivity('paused', 'Kod 7', { 'kod 7': 'training' })).toBe('training');
});

test('what agrees with what', () => {
  expect(agrees('work', 'desk')).toBe(true);
  expect(agrees('work', 'break')).toBe(false);
  expect(agrees('training', 'training')).toBe(true);
  expect(agrees('training', 'out')).toBe(true);
  expect(agrees('training', 'break')).toBe(false);
  expect(agrees('break', 'other')).toBe(true);
  expect(agrees('other', 'desk')).toBe(false);
  expect(agrees('off', 'desk')).toBe(false);
  expect(agrees(null, 'desk')).toBeNull();
});

describe('figures', () => {
  it('a break five minutes late costs ten minutes of adherence and nothing of conformance', () => {
    const figures = adherenceFigures(
      day(entry(8, 12), entry(10, 10.15, 'break')),
      [did(8, 10.05, 'desk'), did(10.05, 10.2, 'break'), did(10.2, 12, 'desk')],
      [],
      at(12),
    );
    expect(figures).toMatchObject({ scheduledSeconds: 240 * 60, agreedSeconds: 230 * 60, unobservedSeconds: 0 });
    expect(percent(figures.adherence)).toBe(95.8);
    expect(percent(figures.conformance)).toBe(100);
  });

  it('who comes a quarter late and stays a quarter longer conforms, yet does not adhere', () => {
    const figures = adherenceFigures(day(entry(9, 10)), [did(9.15, 10.15, 'desk')], [], at(12));
    expect(percent(figures.adherence)).toBe(75);
    expect(percent(figures.conformance)).toBe(100);
  });

  it('leaves out what was not observed, and says how much it was', () => {
    const figures = adherenceFigures(
      day(entry(8, 12)),
      [did(8, 9, 'desk'), did(11, 12, 'desk')],
      [{ from: at(9), to: at(11) }],
      at(12),
    );
    expect(figures).toMatchObject({ scheduledSeconds: 4 * 3600, unobservedSeconds: 2 * 3600, agreedSeconds: 2 * 3600 });
    expect(figures.adherence).toBe(1);
    expect(figures.conformance).toBe(1);
  });

  it('counts nothing that is still to come, and nothing while an outage lasts', () => {
    const planned = day(entry(8, 16));
    expect(adherenceFigures(planned, [did(8, 9, 'desk')], [], at(10))).toMatchObject({
      scheduledSeconds: 2 * 3600,
      adherence: 0.5,
    });
    expect(adherenceFigures(planned, [did(8, 9, 'desk')], [{ from: at(9), to: null }], at(10))).toMatchObject({
      unobservedSeconds: 3600,
      adherence: 1,
    });
    expect(adherenceFigures(planned, [], [], at(7))).toMatchObject({ adherence: null, conformance: null });
    expect(adherenceFigures(planned, [], [{ from: at(0), to: null }], at(12))).toMatchObject({
      adherence: null,
      conformance: null,
      unobservedSeconds: 4 * 3600,
    });
  });

  it('of who was never here is 0, and of who has no roster unknown', () => {
    expect(adherenceFigures(day(entry(8, 10)), [], [], at(12))).toMatchObject({ adherence: 0, conformance: 0 });
    const none = adherenceFigures(plannedDay([], [], whole), [did(8, 10, 'desk')], [], at(12));
    expect(none).toMatchObject({ adherence: null, conformance: null, deskSeconds: 0 });
    expect(adherenceFigures([], [did(8, 10, 'desk')], [], at(12)).adherence).toBeNull();
  });
});

describe('now', () => {
  const planned = day(entry(8, 17), entry(10, 10.15, 'break'), entry(12, 13, 'break'));
  const now = (clock: number, activity: ActualActivity, since: number | null) =>
    adherenceNow(planned, { activity, since: since === null ? null : at(since) }, at(clock));

  it('is in since both the plan and what is done agree', () => {
    expect(now(9, 'desk', 7.5)).toEqual({ status: 'in', planned: 'work', since: at(8) });
    expect(now(12.3, 'break', 12.02)).toEqual({ status: 'in', planned: 'break', since: at(12.02) });
  });

  it('a pause that goes on after the planned one is out since its end', () => {
    expect(now(10.2, 'break', 9.58)).toEqual({ status: 'out', planned: 'work', how: 'away', since: at(10.15) });
  });

  it('a call that goes on into the break is out since its start', () => {
    expect(now(12.05, 'desk', 10.15)).toEqual({ status: 'out', planned: 'break', how: 'working', since: at(12) });
  });

  it('tells who has not come from who is gone', () => {
    expect(now(8.3, 'out', null)).toEqual({ status: 'out', planned: 'work', how: 'not_come', since: at(8) });
    expect(now(8.3, 'out', 0.3)).toMatchObject({ how: 'not_come', since: at(8) });
    expect(now(16, 'out', 15.5)).toEqual({ status: 'out', planned: 'work', how: 'gone', since: at(15.5) });
    // gone since the break, in which that was all right
    expect(now(13.1, 'out', 12.1)).toEqual({ status: 'out', planned: 'work', how: 'gone', since: at(13) });
  });

  it('off duty is off, or here without being rostered', () => {
    expect(now(18, 'out', 17.02)).toEqual({ status: 'off' });
    expect(now(17.2, 'desk', 13)).toEqual({ status: 'unrostered', planned: 'off', since: at(17) });
  });

  it('is unknown without a roster or without a word from the exchange', () => {
    expect(adherenceNow(plannedDay([], [], whole), { activity: 'desk', since: null }, at(9))).toEqual({
      status: 'unknown',
      why: 'no_roster',
    });
    expect(adherenceNow(planned, null, at(9))).toEqual({ status: 'unknown', why: 'not_observed' });
    expect(adherenceNow(planned, { activity: 'desk', since: null }, at(25))).toMatchObject({ why: 'no_roster' });
  });
});
