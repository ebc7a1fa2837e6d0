import { describe, expect, it } from 'vitest';
import { ordinaryDay, type TraitsOf } from './dayTraits.ts';
import { forecastDaysInSteps } from './forecastDays.ts';
import { finished } from './inSteps.ts';
import { absenceBefore, noAbsence } from './models/absences.ts';
import { dateOf, dayNumber } from './openDays.ts';
import { errorsByKind } from './synthetic/errorsByKind.ts';
import { syntheticDays } from './synthetic/syntheticCentre.ts';
import { kindsOfDay, turkishCityLine, turkishOffice, turkishTraits } from './synthetic/turkishCentre.ts';

const traitsOf = await turkishTraits();

describe('forecasts that know the calendar', () => {
  it.each([
    ['round the clock', turkishCityLine(traitsOf, 51)],
    ['closed on days off', turkishOffice(traitsOf, 52)],
  ])('are better on its days, and no worse on the others: %s', { timeout: 60_000 }, (_, line) => {
    const centre = { ...line, minutes: 60, from: '2023-02-01', days: 880 };
    const days = syntheticDays(centre);
    const common = { days, minutes: 60, traitsOf, judged: 210, step: 4 };
    const without = errorsByKind({ ...common, knows: undefined });
    const knowing = errorsByKind({ ...common, knows: traitsOf });
    const closed = centre.calendar?.closedOff === true;
    for (const kind of kindsOfDay) {
      const [a, b] = [without.get(kind), knowing.get(kind)];
      if (closed && /feast|national/.test(kind)) {
        expect(b).toBeUndefined();
        continue;
      }
      // A centre that is closed on days off shows by itself which days come after them.
      const better = /feast|national|eve|special/.test(kind)
        ? 0.6
        : kind === 'back from days off' && !closed
          ? 0.75
          : 1.03;
      expect(b?.wape, kind).toBeLessThan(better * (a?.wape as number));
      expect(Math.abs(b?.bias as number), kind).toBeLessThan(/feast|eve|special/.test(kind) ? 0.2 : 0.06);
    }
    expect(knowing.get('Ramadan')?.wape).toBeLessThan(0.95 * (without.get('Ramadan')?.wape as number));
    expect(knowing.get('ordinary day')?.coverage80).toBeGreaterThan(0.75);
    expect(knowing.get('ordinary day')?.coverage80).toBeLessThan(0.85);
  });

  it('remember what a day was worth years ago, when it has not come since', () => {
    const votes = ['2023-05-14', '2023-05-28', '2025-09-21'];
    const knows: TraitsOf = (date) => ({ ...ordinaryDay, special: votes.includes(date) ? ['election'] : [] });
    const centre = turkishCityLine(traitsOf, 53);
    const special = { election: { ratio: 0.5 } };
    const days = syntheticDays({
      ...{ ...centre, minutes: 60, from: '2023-01-02', days: 992, dayNoise: 0.02 },
      calendar: { traitsOf: knows, special },
    });
    const from = dayNumber('2025-09-20');
    expect(days.at(-1)?.day).toBe(from - 1);
    const total = (of: TraitsOf | undefined) => {
      const forecast = finished(forecastDaysInSteps({ days, from, to: from + 1, minutes: 60, traitsOf: of }));
      return forecast.days.get(from + 1)?.reduce((a, b) => a + b, 0) as number;
    };
    const ratio = total(knows) / total(undefined);
    expect(ratio).toBeGreaterThan(0.42);
    expect(ratio).toBeLessThan(0.62);
  });

  it('know in which hours a special day brings more', () => {
    const cuts = ['2025-02-05', '2025-03-12', '2025-04-24'];
    const knows: TraitsOf = (date) => ({ ...ordinaryDay, special: cuts.includes(date) ? ['water_cut'] : [] });
    const special = { water_cut: { ratio: 2, from: 540, to: 780 } };
    const days = syntheticDays({
      ...{ ...turkishCityLine(traitsOf, 55), minutes: 60, from: '2024-11-04', days: 171, dayNoise: 0.02 },
      calendar: { traitsOf: knows, special },
    });
    const from = dayNumber('2025-04-24');
    const counts = (of: TraitsOf | undefined) =>
      finished(forecastDaysInSteps({ days, from, to: from, minutes: 60, traitsOf: of })).days.get(from) as Float64Array;
    const [cut, usual] = [counts(knows), counts(undefined)];
    const ratio = (hour: number) => (cut[hour] as number) / (usual[hour] as number);
    for (const hour of [9, 10, 11, 12]) expect(ratio(hour), String(hour)).toBeGreaterThan(1.6);
    for (const hour of [15, 17, 20]) expect(Math.abs(ratio(hour) - 1), String(hour)).toBeLessThan(0.25);
  });

  it('expect a closure where the same feast was one, and a bridge day that is told', () => {
    const office = turkishOffice(traitsOf, 54);
    const days = syntheticDays({ ...office, minutes: 60, from: '2024-01-01', days: dayNumber('2025-06-01') - 19723 });
    const from = dayNumber('2025-06-01');
    const forecast = finished(
      forecastDaysInSteps({
        ...{ days, from, to: from + 20, minutes: 60, traitsOf },
        closed: new Set(['2025-06-10']),
      }),
    );
    const open = [...forecast.days.keys()].map(dateOf);
    // Eid al-Adha of 2025: eve on Thursday 5 June, feast from Friday to Monday, and a bridge on Tuesday.
    for (const closed of ['2025-06-06', '2025-06-09', '2025-06-10']) expect(open).not.toContain(closed);
    const total = (date: string) => forecast.days.get(dayNumber(date))?.reduce((a, b) => a + b, 0) as number;
    expect(
      forecast.days
        .get(dayNumber('2025-06-05'))
        ?.slice(14)
        .every((count) => count === 0),
    ).toBe(true);
    expect(total('2025-06-05')).toBeLessThan(0.7 * total('2025-06-12'));
    expect(total('2025-06-11')).toBeGreaterThan(1.08 * total('2025-06-18'));
  });
});

describe('absenceBefore', () => {
  const works = (weekday: number) => weekday < 5;
  const off = (dates: readonly string[]) => (day: number) => dates.includes(dateOf(day));
  const feast = ['2025-06-06', '2025-06-07', '2025-06-08', '2025-06-09'];
  it.each([
    ['2025-06-10', feast, { nth: 1, lost: 2 }],
    ['2025-06-11', feast, { nth: 2, lost: 2 }],
    ['2025-06-12', feast, noAbsence],
    ['2025-06-09', feast, noAbsence],
    // A day off on Friday is felt on Monday, one at the weekend not at all.
    ['2025-08-18', ['2025-08-15'], { nth: 1, lost: 1 }],
    ['2025-08-16', ['2025-08-15'], noAbsence],
    ['2025-09-01', ['2025-08-30'], noAbsence],
  ])('%s', (date, dates, expected) => {
    expect(absenceBefore(dayNumber(date), off(dates), works)).toEqual(expected);
  });
});
