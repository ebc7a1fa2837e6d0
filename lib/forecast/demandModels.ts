import { calendarDesign, carriedOn, type KnownEffects } from './calendarRegression.ts';
import { Calendar, type CalendarDay, ofRareDays, type TermChoice } from './calendarTerms.ts';
import { fastingRatio, leftAfterHours, offFromSlot, partLeft } from './dayParts.ts';
import { DayShapes } from './dayShapes.ts';
import type { TraitsOf } from './dayTraits.ts';
import { ErrorFilters } from './errorFilters.ts';
import { levelMarks } from './levelMarks.ts';
import { levelScale } from './levelScale.ts';
import { OpeningHabits } from './openingHabits.ts';
import { meanOfRoot } from './rootScale.ts';
import { sameWeekdays } from './sameWeekdays.ts';
import type { TeachingDay } from './teachingDays.ts';
import { weekdayShares } from './weekdayShares.ts';

/**
 * Candidates by name, in the order in which they are told. `level_…`: the day's total by regression on the calendar × the
 * weekday's shares. `shapes_…`: day shapes (singular vectors), the first one's size by the same regression. The number tells
 * the harmonics of the position in the month; `local`: the level may be another in each stretch of some weeks; `yearly`:
 * growth and the season of the year. Where the history does not reach for a term, the candidate does without it.
 */
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

/** That of the whole history first, since it tells the others what days are worth of which recent weeks saw few. */
const variants = ['3_yearly', '0', '2', '2_local', '3'] as const;

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
    const taught = this.#taught;
    const { past, future } = this.#described(targets);
    const from = Math.max(0, past.length - recentDays);
    const recent = past.slice(from);
    const span = past.length === 0 ? 0 : (past.at(-1) as CalendarDay).day - (past[0] as CalendarDay).day + 1;
    const weekdays = recent.map(({ weekday }) => weekday);
    // Days off and thin ones have their own course: they do not tell a weekday's.
    const common = past.map(({ traits }, row) => traits.kind === null && !(this.#days[row] as TeachingDay).thin);
    const firstShares = weekdayShares(taught.slice(from), weekdays, Uint8Array.from(common.slice(from), Number));
    const closedOnDaysOff = this.habits.openSlots(6) === null;
    const left = leftAfterHours(past, taught, firstShares, closedOnDaysOff ? 0 : 1);

    const totals = Float64Array.from(this.#days, ({ total }, row) => {
      const day = past[row] as CalendarDay;
      return total / Math.max(0.05, partLeft(day, firstShares(day.weekday), left));
    });
    const scale = levelScale(totals);
    const levels = totals.map(scale.of);
    const months = span >= spanForMonth ? 3 : 0;
    const marking = calendarDesign(past, [], { harmonics: Math.min(2, months), yearly: false });
    const thin = Uint8Array.from(this.#days, (day) => (day.thin ? 1 : 0));
    const named = past.map(({ day }) => (this.calendar.named(day) ? 1 : 0));
    const { used, shifts: shiftRows } = levelMarks(marking, levels, thin, named, scale.noise, recentDays);
    const shifts = shiftRows.map((row) => (past[row] as CalendarDay).day);

    const result: CandidateForecasts = new Map();
    const put = (name: CandidateName, value: Float64Array) => result.set(name, this.#masked(value, future));
    const unnamed = used.map((is, row) => (named[row] ? 0 : is));
    this.#sameWeekdays(past, future, unnamed, shiftRows.at(-1) ?? 0, put);

    const ordinary = Uint8Array.from(common, (is, row) => (is && used[row] === 1 ? 1 : 0));
    const outsideRamadan = ordinary.map((is, row) => (past[row]?.traits.ramadan ? 0 : is));
    const teaching = outsideRamadan.subarray(from).some((is) => is === 1) ? outsideRamadan : ordinary;
    const share = weekdayShares(taught.slice(from), weekdays, teaching.subarray(from));
    const fasting = future.some(({ traits }) => traits.ramadan) ? fastingRatio(past, taught, ordinary, share) : null;

    const vectors = this.#shapes.vectors();
    const scores = this.#shapes.scores((row) => offFromSlot(past[row] as CalendarDay, slots));
    const sizes = scores[0] as Float64Array;
    // Of the level, so that neither growth nor a shift passes for a change of shape.
    const relative = scores
      .slice(1)
      .map((score) => score.subarray(from).map((value, i) => value / Math.max(sizes[from + i] as number, 1e-9)));
    const bends = carriedOn(
      calendarDesign(recent, future, { harmonics: 0, yearly: false }),
      relative,
      new ErrorFilters(ordinary.subarray(from)),
    ).map(({ values }) => values);
    const recentFilters = new ErrorFilters(used.subarray(from));
    let known: KnownEffects[] = [];
    const same: [(typeof variants)[number], (typeof variants)[number]][] = [];
    for (const name of variants) {
      const choice = choiceOf(name, months, span, shifts);
      const { sameAs } = choice;
      if (sameAs) {
        same.push([name, sameAs]);
        continue;
      }
      const begin = choice.yearly ? 0 : from;
      const days = choice.yearly ? past : recent;
      const design = calendarDesign(days, future, choice, known.length > 0 ? past : days);
      const filters = begin === from ? recentFilters : new ErrorFilters(used);
      const told = carriedOn(design, [levels.subarray(begin), sizes.subarray(begin)], filters, known);
      const [level, size] = told.map(({ values }) => values);
      if (begin < from) known = told.map(({ effects }) => new Map([...effects].filter(([term]) => ofRareDays(term))));
      const byLevel = new Float64Array(targets.length * slots);
      const byShapes = new Float64Array(targets.length * slots);
      for (const [i, day] of future.entries()) {
        const total = scale.back((level as Float64Array)[i] as number);
        const shares = bent(share(day.weekday), day.traits.ramadan ? fasting : null);
        const off = offFromSlot(day, slots) ?? slots;
        for (let slot = 0; slot < slots; slot++) {
          const at = i * slots + slot;
          const part = slot < off ? 1 : left;
          byLevel[at] = total * (shares[slot] as number) * part;
          let sum = vectors[slot] as number;
          for (const [k, bend] of bends.entries())
            sum += (bend[i] as number) * (vectors[(k + 1) * slots + slot] as number);
          byShapes[at] = meanOfRoot(((size as Float64Array)[i] as number) * sum) * part;
        }
      }
      put(`level_${name}`, byLevel);
      put(`shapes_${name}`, byShapes);
    }
    for (const [name, as] of same.reverse())
      for (const kind of ['level', 'shapes'] as const)
        result.set(`${kind}_${name}`, result.get(`${kind}_${as}`) as Float64Array);
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

/** What a variant reckons with; `sameAs`: the history is too short for it, and another is the same. */
function choiceOf(
  name: (typeof variants)[number],
  months: number,
  span: number,
  shifts: readonly number[],
): TermChoice & { sameAs?: (typeof variants)[number] } {
  const yearly = name === '3_yearly';
  const local = name === '2_local';
  const harmonics = Math.min(months, Number(name[0]));
  if (yearly && span < spanForYear) return { harmonics, yearly: false, sameAs: '3' };
  if (months === 0 && name !== '0') return { harmonics, yearly: false, sameAs: '0' };
  return { harmonics, yearly, local, shifts };
}

function bent(shares: Float64Array, ratio: Float64Array | null): Float64Array {
  if (ratio === null) return shares;
  const product = shares.map((share, slot) => share * (ratio[slot] as number));
  const whole = product.reduce((a, b) => a + b, 0);
  return whole > 0 ? product.map((share) => share / whole) : shares;
}
