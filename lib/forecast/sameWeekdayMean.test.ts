import { describe, expect, it } from 'vitest';
import { dayStart, placeOf, plusDays, zoneOf } from './calendar.ts';
import { coarserIntervals } from './coarserIntervals.ts';
import type { DemandInterval } from './demandByDate.ts';
import { sameWeekdayMean } from './sameWeekdayMean.ts';

const quarter = 15 * 60_000;

/** Every quarter of the days, as `offered` says for date and minute of the day. */
function history(
  zoneName: string,
  days: string[],
  offered: (date: string, minute: number) => number,
  ahtSeconds = 180,
): DemandInterval[] {
  const zone = zoneOf(zoneName);
  return days.flatMap((date) => {
    const rows: DemandInterval[] = [];
    for (let start = dayStart(date, zone); start < dayStart(plusDays(date, 1), zone); start += quarter) {
      const count = offered(date, placeOf(start, zone).minuteOfDay);
      // As rollups do: an interval in which nothing came has no row.
      if (count > 0) rows.push({ start, offered: count, handled: count, handleSeconds: count * ahtSeconds });
    }
    return rows;
  });
}

function datesFrom(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => plusDays(first, i));
}

const istanbul = 'Europe/Istanbul';

describe('sameWeekdayMean', () => {
  it('takes the mean of the same weekday and quarter', () => {
    // Eight weeks; Mondays at 09:00 rise by one a week: the last six are 3…8.
    const days = datesFrom('2026-01-05', 56);
    const seen = history(istanbul, days, (date, minute) => {
      const week = Math.floor(days.indexOf(date) / 7) + 1;
      return minute === 540 ? (days.indexOf(date) % 7 === 0 ? week : 100) : 0;
    });
    const forecast = sameWeekdayMean({
      history: seen,
      from: '2026-03-02',
      to: '2026-03-08',
      zone: istanbul,
      today: '2026-03-02',
    });
    expect(forecast.intervals).toHaveLength(7 * 96);
    expect(forecast.intervals[36]).toMatchObject({ start: Date.UTC(2026, 2, 2, 6), mean: 5.5, weeksUsed: 6 });
    // Observed and empty is 0, not unknown.
    expect(forecast.intervals[0]).toMatchObject({ mean: 0, weeksUsed: 6 });
    expect(forecast.basedOn).toHaveLength(42);
    expect(forecast.missing).toEqual([]);
  });

  it('leaves a missing day out and shifts nothing', () => {
    const days = datesFrom('2026-01-05', 56).filter((date) => date !== '2026-02-16');
    const seen = history(istanbul, days, (date, minute) => (minute === 600 ? Number(date.slice(8)) : 1));
    const { intervals, missing } = sameWeekdayMean({
      history: seen,
      from: '2026-03-02',
      to: '2026-03-03',
      zone: istanbul,
      today: '2026-03-01',
    });
    // Mondays 23, 9, 2 February, 26, 19 January (16 February is missing).
    expect(intervals[40]).toMatchObject({ mean: (23 + 9 + 2 + 26 + 19) / 5, weeksUsed: 5 });
    expect(intervals[96 + 40]).toMatchObject({ mean: (24 + 17 + 10 + 3 + 27 + 20) / 6, weeksUsed: 6 });
    expect(missing).toEqual(['2026-02-16']);
  });

  it('does not learn from today, nor from what was not observed', () => {
    const days = datesFrom('2026-02-02', 29); // to Monday 2 March, today
    const seen = history(istanbul, days, (date) => (date === '2026-03-02' ? 900 : 10));
    const gapStart = Date.UTC(2026, 1, 23, 6, 5);
    const { intervals } = sameWeekdayMean({
      history: seen,
      from: '2026-03-09',
      to: '2026-03-09',
      zone: istanbul,
      today: '2026-03-02',
      unobserved: [{ from: gapStart, to: gapStart + 60_000 }],
    });
    expect(intervals[36]).toMatchObject({ mean: 10, weeksUsed: 3 });
    expect(intervals[37]).toMatchObject({ mean: 10, weeksUsed: 4 });
  });

  it('knows nothing where there is no history', () => {
    const weekdays = datesFrom('2026-02-02', 28).filter((_, i) => i % 7 < 5);
    const { intervals } = sameWeekdayMean({
      history: history(istanbul, weekdays, () => 4),
      from: '2026-03-02',
      to: '2026-03-08',
      zone: istanbul,
      today: '2026-03-02',
    });
    expect(intervals[0]?.mean).toBe(4);
    expect(intervals[5 * 96]).toMatchObject({ mean: null, weeksUsed: 0 });
    const empty = sameWeekdayMean({
      history: [],
      from: '2026-03-02',
      to: '2026-03-02',
      zone: istanbul,
      today: '2026-03-02',
    });
    expect(empty.intervals.every((one) => one.mean === null && one.ahtSeconds === null)).toBe(true);
    expect(empty.basedOn).toEqual([]);
  });

  it('keeps to the wall clock over changes of the clock', () => {
    // Berlin: the clock goes forward on Sunday 29 March 2026, back on Sunday 25 October 2026.
    const days = datesFrom('2026-03-01', 60);
    const seen = history('Europe/Berlin', days, (_, minute) => 1 + minute / 15);
    const on = (from: string) =>
      sameWeekdayMean({ history: seen, from, to: from, zone: 'Europe/Berlin', today: from, weeks: 4 }).intervals;
    const spring = on('2026-03-29');
    expect(spring).toHaveLength(92);
    expect(spring[8]?.mean).toBe(1 + 12); // 03:00 follows 01:45
    // 5 April: 29 March had no 02:00–02:45, so three weeks remain there.
    const april = on('2026-04-05');
    expect(april[8]).toMatchObject({ mean: 9, weeksUsed: 3 });
    expect(april[12]).toMatchObject({ mean: 13, weeksUsed: 4 });

    const autumnDays = datesFrom('2026-10-04', 28);
    const autumn = history('Europe/Berlin', autumnDays, (_, minute) => 1 + minute / 15);
    const november = sameWeekdayMean({
      history: autumn,
      from: '2026-11-01',
      to: '2026-11-01',
      zone: 'Europe/Berlin',
      today: '2026-11-01',
    }).intervals;
    expect(november).toHaveLength(96);
    // The hour that came twice counts once.
    expect(november[8]).toMatchObject({ mean: 9, weeksUsed: 4 });
    const repeated = sameWeekdayMean({
      history: history('Europe/Berlin', datesFrom('2026-09-27', 28), () => 5),
      from: '2026-10-25',
      to: '2026-10-25',
      zone: 'Europe/Berlin',
      today: '2026-10-25',
    }).intervals;
    expect(repeated).toHaveLength(100);
    expect(repeated.every((one) => one.mean === 5)).toBe(true);
  });

  it('refuses an unknown zone and no weeks', () => {
    const input = { history: [], from: '2026-03-02', to: '2026-03-02', zone: istanbul, today: '2026-03-02' };
    expect(() => sameWeekdayMean({ ...input, zone: 'Mars/Olympus' })).toThrow(/zone .*Mars\/Olympus/);
    expect(() => sameWeekdayMean({ ...input, weeks: 0 })).toThrow(/weeks .*0/);
  });
});

describe('coarserIntervals', () => {
  it('adds contacts, weights handling times, and keeps the unknown unknown', () => {
    const start = Date.UTC(2026, 2, 2, 6);
    const part = (i: number, mean: number | null, ahtSeconds: number | null) => ({
      start: start + i * quarter,
      mean,
      weeksUsed: 6 - i,
      ahtSeconds,
    });
    expect(coarserIntervals([part(0, 10, 100), part(1, 30, 200), part(2, null, 100), part(3, 5, 100)], 30)).toEqual([
      { start, mean: 40, weeksUsed: 5, ahtSeconds: 175 },
      { start: start + 2 * quarter, mean: null, weeksUsed: 3, ahtSeconds: expect.closeTo(100, 9) },
    ]);
    expect(() => coarserIntervals([], 20)).toThrow(/minutes .*20/);
  });
});
