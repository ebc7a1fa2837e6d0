import { describe, expect, it } from 'vitest';
import { dayStart, placeOf, plusDays, zoneOf } from './calendar.ts';
import { type DayTraits, ordinaryDay } from './dayTraits.ts';
import type { DemandInterval } from './demandByDate.ts';
import { type DemandForecast, forecastDemand } from './forecastDemand.ts';
import { officeHours, roundTheClock, type SyntheticCentre, syntheticDays } from './synthetic/syntheticCentre.ts';

const istanbul = 'Europe/Istanbul';
const centre: SyntheticCentre = {
  seed: 21,
  from: '2026-01-05',
  days: 84,
  minutes: 30,
  daily: 900,
  weekdays: [1.2, 1, 1, 1, 1, 0.6, 0.5],
  shape: roundTheClock,
};
const office: SyntheticCentre = { ...centre, weekdays: [1.2, 1, 1, 1, 1, 0, 0], shape: officeHours };

/** As rollups do: an interval in which nothing came has no row. */
function historyOf(of: SyntheticCentre, zone = istanbul): DemandInterval[] {
  return syntheticDays(of).flatMap(({ date, counts }) => {
    const rows: DemandInterval[] = [];
    const end = dayStart(plusDays(date, 1), zoneOf(zone));
    for (let start = dayStart(date, zoneOf(zone)); start < end; start += of.minutes * 60_000) {
      const offered = counts[Math.floor(placeOf(start, zoneOf(zone)).minuteOfDay / of.minutes)] as number;
      if (offered > 0) rows.push({ start, offered, handled: offered, handleSeconds: offered * 200 });
    }
    return rows;
  });
}

const dayAfter = (of: SyntheticCentre) => plusDays(of.from, of.days);
const totalOn = ({ intervals }: DemandForecast, date: string, zone = istanbul) =>
  intervals
    .filter(({ start }) => placeOf(start, zoneOf(zone)).date === date)
    .reduce((sum, { mean }) => sum + (mean as number), 0);

describe('forecastDemand', () => {
  it('tells every interval of the days asked for, with band and handling time', () => {
    const today = dayAfter(centre);
    const forecast = forecastDemand({
      history: historyOf(centre),
      from: today,
      to: plusDays(today, 6),
      zone: istanbul,
      today,
      minutes: 30,
    });
    expect(forecast.intervals).toHaveLength(7 * 48);
    expect(forecast.intervals[0]?.start).toBe(dayStart(today, zoneOf(istanbul)));
    for (const { mean, p10, p90, ahtSeconds } of forecast.intervals) {
      expect(p10).toBeLessThanOrEqual(mean as number);
      expect(p90).toBeGreaterThanOrEqual(mean as number);
      expect(ahtSeconds).toBeCloseTo(200, 6);
    }
    expect(forecast.method).toBe('candidates');
    expect(forecast.weights.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 9);
    expect(forecast.scores.find(({ name }) => name === 'level_0')?.wape).toBeGreaterThan(0);
    expect(forecast.origins).toBeGreaterThan(30);
    // A Monday of 1.2, in weights that add up to 6.3 over 7 days of 900.
    expect(Math.abs(totalOn(forecast, '2026-03-30') / ((900 * 1.2) / (6.3 / 7)) - 1)).toBeLessThan(0.04);
  });

  it('learns closed weekdays, closed hours and closures that are told', () => {
    const today = dayAfter(office);
    const forecast = forecastDemand({
      history: historyOf(office),
      from: today,
      to: plusDays(today, 13),
      zone: istanbul,
      today,
      minutes: 30,
      closed: ['2026-04-01'],
    });
    for (const closed of ['2026-04-04', '2026-04-05', '2026-04-01']) expect(totalOn(forecast, closed)).toBe(0);
    expect(totalOn(forecast, '2026-04-02')).toBeGreaterThan(500);
    const atNight = forecast.intervals.filter(({ start }) => placeOf(start, zoneOf(istanbul)).minuteOfDay < 420);
    expect(atNight.every(({ mean, p90 }) => mean === 0 && p90 === 0)).toBe(true);
    expect(forecast.missing).toEqual([]);
    const holed = historyOf(office).filter(({ start }) => placeOf(start, zoneOf(istanbul)).date !== '2026-02-18');
    expect(forecastDemand({ history: holed, from: today, to: today, zone: istanbul, today }).missing).toEqual([
      '2026-02-18',
    ]);
  });

  it('does not learn from what was not observed, nor from today', () => {
    const today = dayAfter(centre);
    const span = { from: dayStart('2026-03-24', zoneOf(istanbul)), to: dayStart('2026-03-28', zoneOf(istanbul)) };
    const history = historyOf(centre);
    const lost = history.filter(({ start }, i) => start < span.from || start >= span.to || i % 3 === 0);
    const ask = { from: today, to: plusDays(today, 6), zone: istanbul, today, minutes: 30 };
    const whole = forecastDemand({ history, ...ask });
    const told = forecastDemand({
      history: [...lost, { start: dayStart(today, zoneOf(istanbul)), offered: 9999, handled: 0, handleSeconds: 0 }],
      ...ask,
      unobserved: [span],
    });
    for (let i = 0; i < 7; i++) {
      const date = plusDays(today, i);
      expect(Math.abs(totalOn(told, date) / totalOn(whole, date) - 1)).toBeLessThan(0.06);
    }
  });

  it('keeps to the wall clock on the days of 23 and 25 hours', () => {
    const berlin = 'Europe/Berlin';
    const of = { ...centre, from: '2026-01-05', days: 83 }; // to Saturday 28 March; the clock is put forward on Sunday
    const today = dayAfter(of);
    const spring = forecastDemand({
      history: historyOf(of, berlin),
      from: today,
      to: today,
      zone: berlin,
      today,
      minutes: 30,
    });
    expect(spring.intervals).toHaveLength(46);
    const autumn = { ...centre, from: '2026-08-03', days: 83 };
    const back = dayAfter(autumn);
    expect(back).toBe('2026-10-25');
    const { intervals } = forecastDemand({
      history: historyOf(autumn, berlin),
      from: back,
      to: back,
      zone: berlin,
      today: back,
      minutes: 30,
    });
    expect(intervals).toHaveLength(50);
    expect(intervals[4]?.mean).toBeCloseTo(intervals[6]?.mean as number, 9); // 02:00 comes twice
    // The hour that comes twice in the history counts as one.
    const year = historyOf({ ...centre, from: '2026-08-03', days: 91 }, berlin);
    const sunday = forecastDemand({
      history: year,
      from: '2026-11-08',
      to: '2026-11-08',
      zone: berlin,
      today: '2026-11-02',
      minutes: 30,
    });
    const twoTo = sunday.intervals.slice(4, 6).reduce((sum, { mean }) => sum + (mean as number), 0);
    const oneTo = sunday.intervals.slice(2, 4).reduce((sum, { mean }) => sum + (mean as number), 0);
    expect(twoTo).toBeLessThan(1.6 * oneTo);
  });

  it.each([0, 1, 2, 7, 13])('says honestly what it has when there are %i days', (days) => {
    const of = { ...centre, days };
    const today = dayAfter(of);
    const forecast = forecastDemand({
      history: historyOf(of),
      from: today,
      to: plusDays(today, 6),
      zone: istanbul,
      today,
      minutes: 30,
    });
    expect(forecast.method).toBe(days === 0 ? 'no_history' : 'candidates');
    expect(forecast.basedOn.days).toBe(days);
    if (days === 0) expect(forecast.intervals.every(({ mean, p10 }) => mean === null && p10 === null)).toBe(true);
    else {
      const week = forecast.intervals.reduce((sum, { mean }) => sum + (mean as number), 0);
      expect(week / (7 * 900)).toBeGreaterThan(0.85);
      expect(week / (7 * 900)).toBeLessThan(1.5); // the first day is a Monday, the busiest
    }
  });

  it('expects nothing where nothing ever came, and refuses wrong lengths and zones', () => {
    const ask = { from: '2026-03-02', to: '2026-03-02', zone: istanbul, today: '2026-03-02' };
    const zeros = [{ start: dayStart('2026-02-20', zoneOf(istanbul)), offered: 0, handled: 0, handleSeconds: 0 }];
    const forecast = forecastDemand({ history: zeros, ...ask });
    expect(forecast.method).toBe('nothing_came');
    expect(forecast.intervals.every(({ mean, p90 }) => mean === 0 && p90 === 0)).toBe(true);
    expect(() => forecastDemand({ history: [], ...ask, minutes: 7 })).toThrow(/minutes .*7/);
    expect(() => forecastDemand({ history: [], ...ask, zone: 'Mars' })).toThrow(/zone .*Mars/);
  });

  it("borrows another queue's profile while it is new", () => {
    const large = { ...centre, daily: 3000, shape: officeHours };
    const today = dayAfter(centre);
    const ask = { from: today, to: plusDays(today, 6), zone: istanbul, today, minutes: 30 };
    const profileOf = { history: historyOf(large), size: 0.2 };
    const unseen = forecastDemand({ history: [], ...ask, profileOf });
    expect(unseen).toMatchObject({ method: 'borrowed', borrowed: 1 });
    expect(totalOn(unseen, '2026-03-30') / ((600 * 1.2) / (6.3 / 7))).toBeCloseTo(1, 1);
    // Four days of its own tell the size; the shape is still the other's.
    const few = historyOf({ ...centre, seed: 5, from: plusDays(today, -4), days: 4, daily: 300, shape: officeHours });
    const young = forecastDemand({ history: few, ...ask, profileOf: { history: historyOf(large) } });
    expect(young.borrowed).toBeCloseTo(14 / 18, 9);
    expect(totalOn(young, '2026-04-04') / ((300 * 0.6) / (6.3 / 7))).toBeCloseTo(1, 0);
    expect(
      young.intervals.every(
        ({ mean, p10, p90 }) => (p10 as number) <= (mean as number) && (mean as number) <= (p90 as number),
      ),
    ).toBe(true);
    const old = forecastDemand({ history: historyOf(centre), ...ask, profileOf });
    expect(old).toMatchObject({ method: 'candidates', borrowed: 0 });
  });

  it('takes a day off as those before it, an eve by its half, and fasting by its own shape', () => {
    const year = { ...office, days: 300, weekdays: [1.2, 1, 1, 1, 1, 0, 0] };
    const today = dayAfter(year);
    const off = ['2026-02-11', '2026-05-13', '2026-08-12'];
    const eves = ['2026-02-10', '2026-05-12', '2026-08-11', '2026-11-03'];
    const traitsOf = (date: string): DayTraits => {
      if (off.includes(date) || date === '2026-11-04')
        return { ...ordinaryDay, holiday: `feast_${date}`, kind: 'religious', offFromMinute: 0 };
      if (eves.includes(date)) return { ...ordinaryDay, holiday: 'eve', kind: 'eve', offFromMinute: 780 };
      return ordinaryDay;
    };
    const history = historyOf(year).filter(({ start }) => {
      const { date, minuteOfDay } = placeOf(start, zoneOf(istanbul));
      return !off.includes(date) && !(eves.includes(date) && minuteOfDay >= 780);
    });
    expect(today).toBe('2026-11-01');
    const forecast = forecastDemand({
      history,
      from: today,
      to: plusDays(today, 6),
      zone: istanbul,
      today,
      minutes: 30,
      traitsOf,
    });
    expect(totalOn(forecast, '2026-11-04')).toBe(0);
    const eve = forecast.intervals.filter(({ start }) => placeOf(start, zoneOf(istanbul)).date === '2026-11-03');
    const afternoon = eve.filter(({ start }) => placeOf(start, zoneOf(istanbul)).minuteOfDay >= 780);
    const whole = totalOn(forecast, '2026-11-05');
    expect(afternoon.reduce((sum, { mean }) => sum + (mean as number), 0)).toBeLessThan(0.1 * whole);
    expect(totalOn(forecast, '2026-11-03') / whole).toBeGreaterThan(0.35);
    expect(totalOn(forecast, '2026-11-03') / whole).toBeLessThan(0.65);
  });
});
