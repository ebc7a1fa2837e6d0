import { type CarriedOn, calendarDesign, carriedOn } from './calendarRegression.ts';
import type { CalendarDay } from './calendarTerms.ts';
import { courseRatio, offFromSlot } from './dayParts.ts';
import type { DayShapes } from './dayShapes.ts';
import { ErrorFilters } from './errorFilters.ts';
import type { LevelHistory } from './levelHistory.ts';
import { meanOfRoot } from './rootScale.ts';
import { weekdayShares } from './weekdayShares.ts';

/** How days to come run their course, whatever their level. */
export interface DayCourses {
  /** By shares: counts of a future day that brings this total. */
  ofTotal(nth: number, total: number, into: Float64Array): void;
  /** By day shapes: counts of a future day with so much of the first one. */
  ofSize(nth: number, size: number, into: Float64Array): void;
  /** How much of the first shape each past day holds. */
  sizes: Float64Array;
}

export interface DayCoursesInput {
  taught: readonly Float64Array[];
  past: readonly CalendarDay[];
  future: readonly CalendarDay[];
  shapes: DayShapes;
  levels: LevelHistory;
  /** The first row that tells shares and bends. */
  from: number;
  slots: number;
}

export function dayCourses(input: DayCoursesInput): DayCourses {
  const { taught, past, future, shapes, levels, from, slots } = input;
  const { ordinary, left } = levels;
  const recent = past.slice(from);
  const plain = ordinary.map((is, row) => (courseOf(past[row] as CalendarDay).length === 0 ? is : 0));
  const teaching = plain.subarray(from).some((is) => is === 1) ? plain : ordinary;
  const share = weekdayShares(
    taught.slice(from),
    recent.map(({ weekday }) => weekday),
    teaching.subarray(from),
  );
  const ratios = new Map<string, Float64Array | null>();
  for (const id of new Set(future.flatMap(courseOf)))
    ratios.set(
      id,
      courseRatio(past, taught, ordinary, share, (day) => courseOf(day).includes(id)),
    );

  const vectors = shapes.vectors();
  const scores = shapes.scores((row) => offFromSlot(past[row] as CalendarDay, slots));
  const sizes = scores[0] as Float64Array;
  // Of the level, so that neither growth nor a shift passes for a change of shape.
  const relative = scores
    .slice(1)
    .map((score) => score.subarray(from).map((value, i) => value / Math.max(sizes[from + i] as number, 1e-9)));
  const design = calendarDesign(recent, future, { harmonics: 0, yearly: false });
  const bends = carriedOn(design, relative, new ErrorFilters(ordinary.subarray(from)));
  const parts = future.map((day) => offFromSlot(day, slots) ?? slots);
  return {
    sizes,
    ofTotal(nth, total, into) {
      const day = future[nth] as CalendarDay;
      let shares = share(day.weekday);
      for (const id of courseOf(day)) shares = bent(shares, ratios.get(id) ?? null);
      for (let slot = 0; slot < slots; slot++)
        into[slot] = total * (shares[slot] as number) * (slot < (parts[nth] as number) ? 1 : left);
    },
    ofSize(nth, size, into) {
      for (let slot = 0; slot < slots; slot++) {
        let sum = vectors[slot] as number;
        for (let k = 0; k < bends.length; k++)
          sum += ((bends[k] as CarriedOn).values[nth] as number) * (vectors[(k + 1) * slots + slot] as number);
        into[slot] = meanOfRoot(size * sum) * (slot < (parts[nth] as number) ? 1 : left);
      }
    },
  };
}

/** What gives a day a course of its own, though not a day off: fasting, and the site's special days. */
function courseOf({ traits }: CalendarDay): readonly string[] {
  if (traits.kind !== null) return traits.ramadan ? ['ramadan'] : none;
  return traits.ramadan ? ['ramadan', ...traits.special] : traits.special;
}

const none: readonly string[] = [];

function bent(shares: Float64Array, ratio: Float64Array | null): Float64Array {
  if (ratio === null) return shares;
  const product = shares.map((share, slot) => share * (ratio[slot] as number));
  const whole = product.reduce((a, b) => a + b, 0);
  return whole > 0 ? product.map((share) => share / whole) : shares;
}
