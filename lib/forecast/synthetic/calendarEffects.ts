import type { DayTraits, TraitsOf } from '../dayTraits.ts';
import { dateOf, weekdayOf } from '../openDays.ts';

/** What the calendar does to a made-up centre's demand; ratios to a usual day. */
export interface CalendarEffects {
  traitsOf: TraitsOf;
  /** Closed on whole days off, and from the hour on at which an eve's work ends. */
  closedOff?: boolean;
  /** Of a whole day off to a Sunday, by holiday, else by kind; missing: 1. */
  daysOff?: Readonly<Record<string, number>>;
  /** What is left after the hour at which an eve's work ends. */
  afterHours?: number;
  /** The first working day after days off brings so much more, a long absence up to twice that; the second a third of it. */
  afterDaysOff?: number;
  /** Of a day of fasting, and how it bends the day at a minute. */
  ramadan?: { level: number; bend: (minute: number) => number };
  schoolHolidays?: number;
  /** By id; from and before which minute each holds, if not all day. */
  special?: Readonly<Record<string, { ratio: number; from?: number; to?: number }>>;
}

type Shape = (minute: number, weekday: number) => number;

interface DayCourse {
  closed: boolean;
  likeSunday: boolean;
  factor: number;
  shape: Shape;
}

const workingDays = 5;

/** What a day is like by the calendar. */
export function calendarCourse(effects: CalendarEffects, usual: Shape): (day: number) => DayCourse {
  const { traitsOf } = effects;
  const whole = ({ kind, offFromMinute }: DayTraits) => kind !== null && offFromMinute === 0;
  const works = (day: number) => weekdayOf(day) < workingDays && !whole(traitsOf(dateOf(day)));
  /** Working days lost just before the first working day on or before this one, and how many of those it is itself. */
  const absence = (day: number) => {
    let nth = 0;
    let at = day;
    while (works(at) && nth < 3) {
      nth += 1;
      at -= 1;
    }
    let lost = 0;
    for (; !works(at); at--) if (weekdayOf(at) < workingDays) lost += 1;
    return { nth, lost };
  };
  return (day) => {
    const traits = traitsOf(dateOf(day));
    const off = whole(traits);
    const eveFrom = off ? null : traits.offFromMinute;
    let factor = 1;
    if (off) factor *= effects.daysOff?.[traits.holiday as string] ?? effects.daysOff?.[traits.kind as string] ?? 1;
    if (traits.ramadan && !off) factor *= effects.ramadan?.level ?? 1;
    if (traits.schoolTerm === false) factor *= effects.schoolHolidays ?? 1;
    const { nth, lost } = absence(day);
    if (lost > 0 && effects.afterDaysOff && works(day))
      factor *= 1 + effects.afterDaysOff * Math.min(2, 0.75 + 0.25 * lost) * (nth === 1 ? 1 : nth === 2 ? 1 / 3 : 0);
    const part = (minute: number) => {
      let ratio = eveFrom !== null && minute >= eveFrom ? (effects.closedOff ? 0 : (effects.afterHours ?? 1)) : 1;
      for (const id of traits.special) {
        const { ratio: own = 1, from = 0, to = 1440 } = effects.special?.[id] ?? {};
        if (minute >= from && minute < to) ratio *= own;
      }
      return ratio;
    };
    const bend = traits.ramadan && !off ? effects.ramadan?.bend : undefined;
    const bent: Shape = (minute, weekday) => usual(minute, off ? 6 : weekday) * (bend?.(minute) ?? 1);
    // The day's total counts what is off as well: it is lost, not moved to other hours.
    let [left, all] = [0, 0];
    for (let minute = 2; minute < 1440; minute += 5) {
      left += bent(minute, weekdayOf(day)) * part(minute);
      all += bent(minute, weekdayOf(day));
    }
    factor *= all > 0 ? left / all : 1;
    return {
      closed: off && effects.closedOff === true,
      likeSunday: off,
      factor,
      shape: (minute, weekday) => bent(minute, weekday) * part(minute),
    };
  };
}
