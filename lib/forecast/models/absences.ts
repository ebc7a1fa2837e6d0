import { weekdayOf } from '../openDays.ts';

/** How a working day lies after days off on which contacts were fewer, though it was open. */
export interface Absence {
  /** 1 for the first working day after them, 2 for the second; 0: longer ago. */
  nth: 0 | 1 | 2;
  /** Working days that they took. */
  lost: number;
}

export const noAbsence: Absence = { nth: 0, lost: 0 };

/** No holidays are longer, in days. */
const longest = 16;

/**
 * Where people come back from days off: a feast that ends on a Friday is felt on Monday, one on a Sunday not at all.
 *
 * @param off is the day, by number, a whole day off?
 * @param works is the weekday a working one?
 */
export function absenceBefore(
  day: number,
  off: (day: number) => boolean,
  works: (weekday: number) => boolean,
): Absence {
  const working = (one: number) => works(weekdayOf(one));
  if (!working(day) || off(day)) return noAbsence;
  let nth = 1;
  for (let back = 1; back <= longest; back++) {
    if (!working(day - back)) continue;
    if (off(day - back)) {
      let lost = 1;
      for (let further = back + 1; further <= longest; further++) {
        if (!working(day - further)) continue;
        if (!off(day - further)) break;
        lost += 1;
      }
      return { nth: nth as 1 | 2, lost };
    }
    nth += 1;
    if (nth > 2) return noAbsence;
  }
  return noAbsence;
}
