import type { TraitsOf } from '../dayTraits.ts';
import type { TeachingDay } from '../teachingDays.ts';
import { Calendar, type CalendarDay } from './calendarTerms.ts';
import { type CandidateForecasts, type CandidateName, candidateNames } from './candidates.ts';
import { dayCourses } from './dayCourses.ts';
import { DayShapes } from './dayShapes.ts';
import { levelHistory } from './levelHistory.ts';
import { OpeningHabits } from './openingHabits.ts';
import { regressionVariants } from './regressionVariants.ts';
import { sameWeekdays } from './sameWeekdays.ts';

/** Days of history that a regression without the year's terms looks back on. */
const recentDays = 420;
/** Fewer days than these tell nothing of the month's course. */
const spanForMonth = 70;

/**
 * Everything that forecasts are made with, as of a day that moves on: days are added in their order, and what can be kept
 * from day to day is.
 */
export class DemandModels {
  readonly habits = new OpeningHabits();
  readonly calendar: Calendar;
  readonly #shapes: DayShapes;
  readonly #slots: number;
  readonly #days: TeachingDay[] = [];
  readonly #taught: Float64Array[] = [];
  readonly #afters: (0 | 1 | 2)[] = [];
  readonly #past: CalendarDay[] = [];
  #sundayKnown = false;

  constructor(slots: number, traitsOf: TraitsOf | undefined) {
    this.#slots = slots;
    this.calendar = new Calendar(traitsOf);
    this.#shapes = new DayShapes(slots);
  }

  get days(): readonly TeachingDay[] {
    return this.#days;
  }

  /** The next open day has passed. */
  learn(day: TeachingDay): void {
    this.#afters.push(this.habits.afterClosure(day.day, this.#days.at(-1)?.day ?? null, this.#afters.at(-1) ?? 0));
    this.habits.learn(day);
    this.#days.push(day);
    this.#taught.push(day.taught);
    this.#shapes.add(day.taught, this.calendar.traits(day.day).kind === null && !day.thin);
  }

  /** @param targets open days to come, rising, as day numbers */
  forecast(targets: readonly number[]): CandidateForecasts {
    const slots = this.#slots;
    const { past, future } = this.#described(targets);
    const from = Math.max(0, past.length - recentDays);
    const monthly =
      past.length > 0 && (past.at(-1) as CalendarDay).day - (past[0] as CalendarDay).day >= spanForMonth - 1;
    const levels = levelHistory({
      ...{ days: this.#days, past, recent: recentDays, harmonics: monthly ? 2 : 0 },
      named: (day) => this.calendar.named(day),
      closedOnDaysOff: this.habits.openSlots(6) === null,
    });
    const result: CandidateForecasts = new Map();
    const put = (name: CandidateName, value: Float64Array) => result.set(name, this.#masked(value, future));
    this.#sameWeekdays(past, future, levels.usual, levels.shifts.at(-1) ?? 0, put);

    const courses = dayCourses({ taught: this.#taught, past, future, shapes: this.#shapes, levels, from, slots });
    const variants = regressionVariants({
      ...{ past, future, from, monthly, used: levels.used },
      series: [levels.levels, courses.sizes],
      shifts: levels.shifts.map((row) => (past[row] as CalendarDay).day),
    });
    const made = new Map<readonly Float64Array[], [Float64Array, Float64Array]>();
    for (const [name, carried] of variants) {
      let both = made.get(carried);
      if (!both) {
        const [level, size] = carried as [Float64Array, Float64Array];
        both = [new Float64Array(targets.length * slots), new Float64Array(targets.length * slots)];
        for (let nth = 0; nth < targets.length; nth++) {
          const [byLevel, byShapes] = both.map((all) => all.subarray(nth * slots, (nth + 1) * slots));
          courses.ofTotal(nth, levels.scale.back(level[nth] as number), byLevel as Float64Array);
          courses.ofSize(nth, size[nth] as number, byShapes as Float64Array);
        }
        for (const all of both) this.#masked(all, future);
        made.set(carried, both);
      }
      result.set(`level_${name}`, both[0]);
      result.set(`shapes_${name}`, both[1]);
    }
    return new Map(candidateNames.map((name) => [name, result.get(name) as Float64Array]));
  }

  #described(targets: readonly number[]): { past: CalendarDay[]; future: CalendarDay[] } {
    const sundayKnown = this.habits.openSlots(6) !== null;
    if (sundayKnown !== this.#sundayKnown) {
      this.#sundayKnown = sundayKnown;
      this.#past.length = 0;
    }
    for (let row = this.#past.length; row < this.#days.length; row++)
      this.#past.push(this.#describe((this.#days[row] as TeachingDay).day, this.#afters[row] as 0 | 1 | 2));
    const past = this.#past;
    let last = this.#days.at(-1)?.day ?? null;
    let after = this.#afters.at(-1) ?? 0;
    const future = targets.map((day) => {
      after = this.habits.afterClosure(day, last, after);
      last = day;
      return this.#describe(day, after);
    });
    return { past, future };
  }

  #describe(day: number, after: 0 | 1 | 2): CalendarDay {
    return this.calendar.describe(day, after, this.#sundayKnown, (weekday) => this.habits.works(weekday));
  }

  #sameWeekdays(
    past: readonly CalendarDay[],
    future: readonly CalendarDay[],
    used: Uint8Array,
    from: number,
    put: (name: CandidateName, value: Float64Array) => void,
  ): void {
    const size = this.#slots;
    const [mean, median, weighted] = [0, 1, 2].map(() => new Float64Array(future.length * size)) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const known = new Map<number, ReturnType<typeof sameWeekdays>>();
    for (const [i, { weekday }] of future.entries()) {
      let of = known.get(weekday);
      if (!of) {
        const rows = (fits: (day: CalendarDay, row: number) => boolean) =>
          this.#taught.filter((_, row) => fits(past[row] as CalendarDay, row));
        const usual = (day: CalendarDay, row: number) => day.weekday === weekday && used[row] === 1;
        let like = rows((day, row) => usual(day, row) && row >= from);
        if (like.length < 2) like = rows(usual);
        if (like.length === 0) like = rows((day) => day.weekday === weekday);
        if (like.length === 0) like = this.#taught.slice(-7);
        of = sameWeekdays(like, size);
        known.set(weekday, of);
      }
      mean.set(of.mean, i * size);
      median.set(of.median, i * size);
      weighted.set(of.weighted, i * size);
    }
    put('same_weekday_mean', mean);
    put('same_weekday_median', median);
    put('same_weekday_weighted', weighted);
  }

  /** Nothing is expected when it is closed. */
  #masked(values: Float64Array, future: readonly CalendarDay[]): Float64Array {
    for (const [i, { weekday }] of future.entries()) {
      const open = this.habits.openSlots(weekday);
      if (open) for (let slot = 0; slot < this.#slots; slot++) if (open[slot] === 0) values[i * this.#slots + slot] = 0;
    }
    return values;
  }
}
