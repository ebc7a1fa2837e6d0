import type { DayTraits, TraitsOf } from '../dayTraits.ts';
import { ordinaryDay } from '../dayTraits.ts';
import { dateOf, positionInMonth, weekdayOf } from '../openDays.ts';
import { type Absence, absenceBefore, noAbsence } from './absences.ts';

/** A day as the calendar describes it, whether past or to come. */
export interface CalendarDay {
  day: number;
  date: string;
  /** The weekday whose habits it has: a whole day off has a Sunday's where Sundays are known. */
  weekday: number;
  traits: DayTraits;
  /** Opening days since the last closure on a weekday that is usually open, from 1; 0: longer ago than two. */
  afterClosure: 0 | 1 | 2;
  /** Days off before it; none where it was closed on them. */
  absence: Absence;
  position: number;
}

/** Describes days by calendar; asks once for each. */
export class Calendar {
  readonly #traitsOf: TraitsOf | undefined;
  readonly #known = new Map<number, { date: string; traits: DayTraits; position: number }>();

  constructor(traitsOf: TraitsOf | undefined) {
    this.#traitsOf = traitsOf;
  }

  traits(day: number): DayTraits {
    return this.#of(day).traits;
  }

  /** @param works is the weekday a working one? */
  describe(
    day: number,
    afterClosure: 0 | 1 | 2,
    sundayKnown: boolean,
    works: (weekday: number) => boolean,
  ): CalendarDay {
    const { date, traits, position } = this.#of(day);
    const weekday = this.wholeDayOff(day) && sundayKnown ? 6 : weekdayOf(day);
    const absence =
      this.#traitsOf && afterClosure === 0 ? absenceBefore(day, (one) => this.wholeDayOff(one), works) : noAbsence;
    return { day, date, weekday, traits, afterClosure, absence, position };
  }

  /** Does the calendar, or the site, say something of the day itself: a day off, an eve, a special day? */
  named(day: number): boolean {
    const { kind, special } = this.#of(day).traits;
    return kind !== null || special.length > 0;
  }

  wholeDayOff(day: number): boolean {
    const { kind, offFromMinute } = this.#of(day).traits;
    return kind !== null && kind !== 'eve' && offFromMinute === 0;
  }

  #of(day: number) {
    let known = this.#known.get(day);
    if (!known) {
      const date = dateOf(day);
      known = { date, traits: this.#traitsOf?.(date) ?? ordinaryDay, position: positionInMonth(date) };
      this.#known.set(day, known);
    }
    return known;
  }
}

export interface TermChoice {
  /** Harmonics of the position in the month, 0–3. */
  harmonics: number;
  /** Growth and the season of the year. */
  yearly: boolean;
  /** The level may be another in each stretch of some weeks, counted back from the origin. */
  local?: boolean;
  /** Days from which on the level is another for good. */
  shifts?: readonly number[];
}

export interface CalendarTerms {
  names: readonly string[];
  /** How strongly each is held to 0, in units of the errors' variance. */
  penalties: Float64Array;
  /** Writes a day's row into `design` at `offset`. */
  write(day: CalendarDay, design: Float64Array, offset: number): void;
}

/** The penalty of what is seen on few days: one such day moves the forecast by five sixths of what it showed. */
const rare = 0.2;
/** From so many working days on an absence is long. */
const longAbsence = 3;
/** Length of the stretches of a local level. */
const localDays = 45;

/**
 * The terms of a regression on the calendar: level, weekday, month, days after a closure, days off, Ramadan, school term,
 * the site's own special days and, if chosen, growth and season. Only what occurs in `days` gets a term.
 *
 * @param days whose terms occur
 * @param origin the day from which growth is reckoned
 * @param first the first day that teaches
 */
export function calendarTerms(
  days: readonly CalendarDay[],
  choice: TermChoice,
  origin: number,
  first = days[0]?.day ?? origin,
): CalendarTerms {
  const names: string[] = [];
  const penalties: number[] = [];
  const values: ((day: CalendarDay) => number)[] = [];
  const add = (name: string, penalty: number, value: (day: CalendarDay) => number) => {
    names.push(name);
    penalties.push(penalty);
    values.push(value);
  };
  add('level', 0, () => 1);
  const weekdays = new Set(days.map(({ weekday }) => weekday));
  for (const weekday of [...weekdays].sort())
    add(`weekday ${weekday}`, 0.05, (day) => (day.weekday === weekday ? 1 : 0));
  for (let k = 1; k <= choice.harmonics; k++) {
    add(`month cos ${k}`, 0.02, ({ position }) => Math.cos(2 * Math.PI * k * position));
    add(`month sin ${k}`, 0.02, ({ position }) => Math.sin(2 * Math.PI * k * position));
  }
  for (const nth of [1, 2] as const)
    if (days.some(({ afterClosure }) => afterClosure === nth))
      add(`after closure ${nth}`, 0.02, ({ afterClosure }) => (afterClosure === nth ? 1 : 0));
  for (const nth of [1, 2] as const)
    if (days.some(({ absence }) => absence.nth === nth))
      add(`after days off ${nth}`, 0.1, ({ absence }) => (absence.nth === nth ? 1 : 0));
  if (days.some(({ absence }) => absence.nth === 1 && absence.lost >= longAbsence))
    add('after long absence', rare, ({ absence }) => (absence.nth === 1 && absence.lost >= longAbsence ? 1 : 0));
  for (const kind of ['national', 'religious', 'eve'] as const)
    if (days.some(({ traits }) => traits.kind === kind)) add(kind, 0.1, ({ traits }) => (traits.kind === kind ? 1 : 0));
  const ids = (of: (day: CalendarDay) => readonly string[]) => [...new Set(days.flatMap(of))].sort();
  for (const id of ids(({ traits }) => (traits.holiday === null ? [] : [traits.holiday])))
    add(id, rare, ({ traits }) => (traits.holiday === id ? 1 : 0));
  for (const id of ids(({ traits }) => traits.special))
    add(id, rare, ({ traits }) => (traits.special.includes(id) ? 1 : 0));
  if (days.some(({ traits }) => traits.ramadan)) add('ramadan', 0.1, ({ traits }) => (traits.ramadan ? 1 : 0));
  if (days.some(({ traits }) => traits.schoolTerm === false) && days.some(({ traits }) => traits.schoolTerm))
    add('school holidays', 0.1, ({ traits }) => (traits.schoolTerm === false ? 1 : 0));
  for (const shift of choice.shifts ?? []) add(`shift ${shift}`, 0.02, ({ day }) => (day >= shift ? 1 : 0));
  if (choice.local)
    for (let at = origin - localDays; at > first + localDays / 2; at -= localDays)
      add(`since ${at}`, 1, ({ day }) => (day > at ? 1 : 0));
  if (choice.yearly) {
    add('growth', 0.5, ({ day }) => (day - origin) / 365.25);
    for (let k = 1; k <= 3; k++) {
      const angle = (day: number) => (2 * Math.PI * k * day) / 365.2425;
      add(`year cos ${k}`, 0.5, ({ day }) => Math.cos(angle(day)));
      add(`year sin ${k}`, 0.5, ({ day }) => Math.sin(angle(day)));
    }
  }
  return {
    names,
    penalties: Float64Array.from(penalties),
    write(day, design, offset) {
      for (let term = 0; term < values.length; term++)
        design[offset + term] = (values[term] as (day: CalendarDay) => number)(day);
    },
  };
}

/** Terms of days of the calendar, each of which occurs so seldom that a longer history tells more of it. */
export function ofRareDays(name: string): boolean {
  return !/^(level|weekday |month |shift |since |growth|year )/.test(name);
}
