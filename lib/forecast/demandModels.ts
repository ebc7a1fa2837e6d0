import { Calendar, type CalendarDay, type CalendarTerms, calendarTerms, type TermChoice } from './calendarTerms.ts';
import { correlatedRegression } from './correlatedErrors.ts';
import { DayShapes } from './dayShapes.ts';
import type { TraitsOf } from './dayTraits.ts';
import { levelMarks } from './oddDays.ts';
import { OpeningHabits } from './openingHabits.ts';
import { meanOfRoot } from './rootScale.ts';
import { sameWeekdays } from './sameWeekdays.ts';
import type { TeachingDay } from './teachingDays.ts';
import { weekdayShares } from './weekdayShares.ts';

/** Candidates by name, in the order in which they are told. */
export const candidateNames = [
  'same_weekday_mean',
  'same_weekday_median',
  'same_weekday_weighted',
  'level_0',
  'level_2',
  'level_2_local',
  'level_3',
  'level_3_yearly',
  'shapes_0',
  'shapes_2',
  'shapes_2_local',
  'shapes_3',
  'shapes_3_yearly',
] as const;
export type CandidateName = (typeof candidateNames)[number];

/** Expected counts of the days asked for, day by day, slot by slot. */
export type CandidateForecasts = Map<CandidateName, Float64Array>;

/** Days of history that a regression without the year's terms looks back on. */
const recentDays = 420;
/** Fewer days than these tell nothing of the month's course, or of the year's. */
const spanForMonth = 70;
const spanForYear = 400;

/**
 * Everything that forecasts are made with, as of a day that moves on: days are added in their order, and what can be kept
 * from day to day is.
 */
export class DemandModels {
  readonly habits = new OpeningHabits();
  readonly #calendar: Calendar;
  readonly #shapes: DayShapes;
  readonly #slots: number;
  readonly #days: TeachingDay[] = [];
  readonly #afters: (0 | 1 | 2)[] = [];

  constructor(slots: number, traitsOf: TraitsOf | undefined) {
    this.#slots = slots;
    this.#calendar = new Calendar(traitsOf);
    this.#shapes = new DayShapes(slots);
  }

  get days(): readonly TeachingDay[] {
    return this.#days;
  }

  /** The next open day has passed. */
  learn(day: TeachingDay): void {
    this.#afters.push(this.habits.afterClosure(day.day, this.#lastDay(), this.#afters.at(-1) ?? 0));
    this.habits.learn(day);
    this.#days.push(day);
    this.#shapes.add(day.taught);
  }

  #lastDay(): number | null {
    return this.#days.at(-1)?.day ?? null;
  }

  /** @param targets open days to come, rising, as day numbers */
  forecast(targets: readonly number[]): CandidateForecasts {
    const days = this.#days;
    const rows = days.length;
    const sundayKnown = days.some(({ weekday }) => weekday === 6);
    const past = days.map(({ day }, i) => this.#calendar.describe(day, this.#afters[i] as 0 | 1 | 2, sundayKnown));
    const future: CalendarDay[] = [];
    let [last, after] = [this.#lastDay(), this.#afters.at(-1) ?? 0];
    for (const day of targets) {
      after = this.habits.afterClosure(day, last, after);
      future.push(this.#calendar.describe(day, after, sundayKnown));
      last = day;
    }
    const span = rows === 0 ? 0 : (days[rows - 1] as TeachingDay).day - (days[0] as TeachingDay).day + 1;
    const thin = Uint8Array.from(days, (day) => (day.thin ? 1 : 0));
    const totals = Float64Array.from(days, ({ total }) => total);
    const sorted = Float64Array.from(totals).sort();
    const usual = sorted[rows >> 1] ?? 0;
    // Effects multiply where there is enough to tell; where days bring a handful the logarithm of chance would rule.
    const scale = usual >= 40 ? logScale : rootScale;
    const levels = totals.map(scale.of);
    const month = span >= spanForMonth;
    const plain: TermChoice = { harmonics: month ? 2 : 0, yearly: false };
    const marking = this.#design(past, future, calendarTerms(past, plain, last ?? 0));
    const { used, shifts: shiftRows } = levelMarks(
      marking.past,
      marking.terms,
      levels,
      marking.penalties,
      thin,
      scale.noise(usual),
    );
    const shifts = shiftRows.map((row) => (days[row] as TeachingDay).day);
    const result: CandidateForecasts = new Map();
    const put = (name: CandidateName, value: Float64Array) => result.set(name, this.#masked(value, future));

    this.#sameWeekdays(past, future, used, shiftRows.at(-1) ?? 0, put);

    const from = Math.max(0, rows - recentDays);
    const taught = days.map((day) => day.taught);
    const share = weekdayShares(
      taught.slice(from),
      past.slice(from).map(({ weekday }) => weekday),
      used.subarray(from),
    );
    const vectors = this.#shapes.vectors();
    const scores = this.#shapes.scores(0);
    const sizes = scores[0] as Float64Array;
    // Of the level, so that neither growth nor a shift passes for a change of shape.
    const relative = scores
      .slice(1)
      .map((score) => score.map((value, row) => value / Math.max(sizes[row] as number, 1e-9)));
    const shapeForecasts = this.#regress(past, future, relative, { harmonics: 0, yearly: false }, used, from);
    const variants: [string, TermChoice][] = [['0', { harmonics: 0, yearly: false, shifts }]];
    if (month)
      variants.push(
        ['2', { harmonics: 2, yearly: false, shifts }],
        ['3', { harmonics: 3, yearly: false, shifts }],
        ['2_local', { harmonics: 2, yearly: false, local: true, shifts }],
      );
    if (span >= spanForYear) variants.push(['3_yearly', { harmonics: 3, yearly: true, shifts }]);
    for (const [name, choice] of variants) {
      const begin = choice.yearly ? 0 : from;
      const [level, score] = this.#regress(past, future, [levels, sizes], choice, used, begin);
      const byLevel = new Float64Array(targets.length * this.#slots);
      const byShapes = new Float64Array(targets.length * this.#slots);
      for (const [i, day] of future.entries()) {
        const total = scale.back((level as Float64Array)[i] as number);
        const shares = share(day.weekday);
        const size = (score as Float64Array)[i] as number;
        for (let slot = 0; slot < this.#slots; slot++) {
          const at = i * this.#slots + slot;
          byLevel[at] = total * (shares[slot] as number);
          let sum = vectors[slot] as number;
          for (const [k, forecast] of shapeForecasts.entries())
            sum += (forecast[i] as number) * (vectors[(k + 1) * this.#slots + slot] as number);
          byShapes[at] = meanOfRoot(size * sum);
        }
      }
      put(`level_${name}` as CandidateName, byLevel);
      put(`shapes_${name}` as CandidateName, byShapes);
    }
    return result;
  }

  #design(past: readonly CalendarDay[], future: readonly CalendarDay[], terms: CalendarTerms) {
    const size = terms.penalties.length;
    const write = (days: readonly CalendarDay[]) => {
      const rows = new Float64Array(days.length * size);
      for (const [i, day] of days.entries()) terms.write(day, rows, i * size);
      return rows;
    };
    return { past: write(past), future: write(future), terms: size, penalties: terms.penalties };
  }

  /** Each series forecast for the future days by regression on the calendar with correlated errors. */
  #regress(
    past: readonly CalendarDay[],
    future: readonly CalendarDay[],
    series: readonly Float64Array[],
    choice: TermChoice,
    used: Uint8Array,
    from: number,
  ): Float64Array[] {
    const recent = past.slice(from);
    const origin = recent.at(-1)?.day ?? 0;
    const { terms, penalties, ...design } = this.#design(recent, future, calendarTerms(recent, choice, origin));
    const order = Float64Array.from(recent, (_, i) => i);
    return series.map((values) => {
      const { coefficients, process, level } = correlatedRegression(
        design.past,
        terms,
        values.subarray(from),
        order,
        penalties,
        used.subarray(from),
      );
      let left = level * process.persistence ** passedOver(used);
      return Float64Array.from(future, (_, i) => {
        left *= process.persistence;
        let sum = left;
        for (let term = 0; term < terms; term++)
          sum += (design.future[i * terms + term] as number) * (coefficients[term] as number);
        return sum;
      });
    });
  }

  #sameWeekdays(
    past: readonly CalendarDay[],
    future: readonly CalendarDay[],
    used: Uint8Array,
    from: number,
    put: (name: CandidateName, value: Float64Array) => void,
  ): void {
    const size = this.#slots;
    const [mean, median, weighted] = [0, 1, 2].map(() => new Float64Array(future.length * size));
    const known = new Map<number, ReturnType<typeof sameWeekdays>>();
    for (const [i, { weekday }] of future.entries()) {
      let of = known.get(weekday);
      if (!of) {
        const rows = (fits: (day: CalendarDay, row: number) => boolean) =>
          this.#days.filter((_, row) => fits(past[row] as CalendarDay, row)).map(({ taught }) => taught);
        const alike = rows((day, row) => day.weekday === weekday && used[row] === 1 && row >= from);
        let like = alike.length >= 2 ? alike : rows((day, row) => day.weekday === weekday && used[row] === 1);
        if (like.length === 0) like = rows((day) => day.weekday === weekday);
        if (like.length === 0) like = rows(() => true).slice(-7);
        of = sameWeekdays(like);
        known.set(weekday, of);
      }
      mean?.set(of.mean, i * size);
      median?.set(of.median, i * size);
      weighted?.set(of.weighted, i * size);
    }
    put('same_weekday_mean', mean as Float64Array);
    put('same_weekday_median', median as Float64Array);
    put('same_weekday_weighted', weighted as Float64Array);
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

/** Rows at the end that taught nothing. */
function passedOver(used: Uint8Array): number {
  let count = 0;
  while (count < used.length && used[used.length - 1 - count] === 0) count++;
  return count;
}

const logScale = {
  of: (total: number) => Math.log(total + 0.5),
  back: (value: number) => Math.max(0, Math.exp(value) - 0.5),
  noise: (total: number) => 1 / Math.sqrt(total + 0.5),
};
const rootScale = {
  of: (total: number) => Math.sqrt(total + 0.25),
  back: (value: number) => meanOfRoot(Math.max(0, value)),
  noise: () => 0.5,
};
