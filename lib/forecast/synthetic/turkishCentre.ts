import type { DayTraits, TraitsOf } from '../dayTraits.ts';
import { holidayCalendar } from '../holidays/holidayCalendar.ts';
import { dateOf, weekdayOf } from '../openDays.ts';
import { officeHours, roundTheClock, type SyntheticCentre } from './syntheticCentre.ts';

/** The made-up city's own special days. */
const specialDays: Readonly<Record<string, readonly string[]>> = {
  water_cut: [
    ...['2022-03-14', '2022-08-22', '2023-01-17', '2023-05-30', '2023-09-12', '2024-02-06', '2024-06-25'],
    ...['2024-11-20', '2025-03-11', '2025-05-13', '2025-07-29', '2025-10-07'],
  ],
  election: ['2023-05-14', '2023-05-28', '2024-03-31'],
  snow: ['2022-01-24', '2022-01-25', '2022-12-19', '2023-02-06', '2024-01-22', '2025-01-14', '2025-02-19'],
};

/** Türkiye's calendar with those special days. */
export async function turkishTraits(): Promise<TraitsOf> {
  const specialOn = (date: string) =>
    Object.entries(specialDays).flatMap(([id, dates]) => (dates.includes(date) ? [id] : []));
  return (await holidayCalendar({ country: 'TR', specialOn })).traitsOf;
}

const bell = (minute: number, at: number, width: number) => Math.exp(-(((minute - at) / width) ** 2) / 2);

/** A municipality's line, round the clock: feasts, fasting, school terms and special days show. */
export function turkishCityLine(traitsOf: TraitsOf, seed: number): SyntheticCentre {
  return {
    seed,
    from: '2022-01-01',
    days: 1430,
    minutes: 30,
    daily: 3500,
    weekdays: [1.15, 1.05, 1, 1, 1.02, 0.7, 0.6],
    shape: roundTheClock,
    level: { deviation: 0.07, persistence: 0.9 },
    dayNoise: 0.04,
    slotNoise: 0.05,
    growth: 0.06,
    season: 0.08,
    month: 0.03,
    calendar: {
      traitsOf,
      afterHours: 0.55,
      afterDaysOff: 0.18,
      daysOff: {
        ...{ national: 0.95, new_year: 0.8, religious: 0.75 },
        ...{ eid_al_fitr_1: 0.55, eid_al_adha_1: 0.5, eid_al_adha_2: 0.65 },
      },
      ramadan: {
        level: 0.96,
        // At sunset everybody eats; late in the evening and before dawn people are awake.
        bend: (minute) =>
          1 - 0.45 * bell(minute, 1140, 50) + 0.9 * bell(minute, 1320, 70) + 1.5 * bell(minute, 180, 60),
      },
      schoolHolidays: 0.93,
      special: { water_cut: { ratio: 1.7, from: 540, to: 1140 }, election: { ratio: 0.6 }, snow: { ratio: 1.35 } },
    },
  };
}

/** A public office's line, closed on days off and from 13:00 on eves. */
export function turkishOffice(traitsOf: TraitsOf, seed: number): SyntheticCentre {
  const line = turkishCityLine(traitsOf, seed);
  return {
    ...line,
    daily: 1200,
    weekdays: [1.25, 1, 1, 1, 1.05, 0, 0],
    shape: officeHours,
    calendar: {
      ...line.calendar,
      traitsOf,
      closedOff: true,
      ramadan: {
        level: 0.93,
        bend: (minute) => 1 + 0.25 * bell(minute, 600, 90) - 0.3 * bell(minute, 1020, 60),
      },
    },
  };
}

export const kindsOfDay = [
  'religious feast',
  'national day off',
  'eve',
  'special day',
  'back from days off',
  'Ramadan',
  'school holidays',
  'ordinary day',
] as const;
export type KindOfDay = (typeof kindsOfDay)[number];

/** What a day is by the calendar, the weightiest first. */
export function kindOfDay(day: number, traitsOf: TraitsOf): KindOfDay {
  const of = (one: number) => traitsOf(dateOf(one));
  const off = ({ kind, offFromMinute }: DayTraits) => kind !== null && offFromMinute === 0;
  const traits = of(day);
  if (off(traits)) return traits.kind === 'religious' ? 'religious feast' : 'national day off';
  if (traits.kind === 'eve') return 'eve';
  if (traits.special.length > 0) return 'special day';
  for (let back = 1; back <= 3 && weekdayOf(day) < 5; back++) {
    if (weekdayOf(day - back) > 4) continue;
    if (off(of(day - back))) return 'back from days off';
    break;
  }
  if (traits.ramadan) return 'Ramadan';
  return traits.schoolTerm === false ? 'school holidays' : 'ordinary day';
}
