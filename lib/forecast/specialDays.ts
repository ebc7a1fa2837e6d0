import { type DateSpan, holds } from './holidays/schoolTerms.ts';

/**
 * Days that are special at one site: a water cut, an election, snow. Their effect is either set by hand, as a ratio to
 * the demand of a usual day, or learned from earlier days of the same id.
 */
export interface SpecialDay {
  /** Under it the earlier days of its kind are found. */
  id: string;
  label: string;
  /** The centre it holds for; null: every one. */
  centre: string | null;
  /** Queues it holds for, by their names at the exchange; null: every one of the centre. */
  queues: readonly string[] | null;
  dates: readonly DateSpan[];
  /** Minutes on the wall clock from which on and before which it holds; 0 and 1440 the whole day. */
  fromMinute: number;
  toMinute: number;
  /** Demand ÷ usual demand, set by hand; null: learned. */
  ratio: number | null;
}

/** The special days that hold for a queue, or, with no queue named, for the centre as a whole. */
export function specialDaysOf(days: readonly SpecialDay[], centre: string, queue: string | null): SpecialDay[] {
  return days.filter(
    (day) =>
      (day.centre === null || day.centre === centre) &&
      (day.queues === null || (queue !== null && day.queues.includes(queue))),
  );
}

/** Ids of the special days that hold on a date and whose effect is learned: `DayTraits.special`. */
export function learnedOn(days: readonly SpecialDay[], date: string): string[] {
  return [...new Set(days.filter((day) => day.ratio === null && isOn(day, date)).map(({ id }) => id))];
}

/**
 * The ratio that is set by hand for an interval; where several special days meet, their product.
 *
 * A forecast multiplies the usual demand by it. History is divided by it before a model learns from it; by 0 it cannot
 * be, and such an interval teaches nothing.
 *
 * @param minuteOfDay minutes on the wall clock at the interval's start
 * @returns null where nothing is set
 */
export function setEffect(days: readonly SpecialDay[], date: string, minuteOfDay: number): number | null {
  const ratios = days
    .filter((day) => day.ratio !== null && isOn(day, date, minuteOfDay))
    .map(({ ratio }) => ratio ?? 1);
  return ratios.length === 0 ? null : ratios.reduce((product, ratio) => product * ratio, 1);
}

/** What came in an interval, and what would have been expected had the day been a usual one. */
export interface SeenAndUsual {
  date: string;
  minuteOfDay: number;
  seen: number;
  usual: number;
}

export interface LearnedEffect {
  /** Demand ÷ usual demand. */
  ratio: number;
  /** Earlier days it was learned from. */
  days: number;
}

/**
 * How far two days of one id differ, and days from their forecast at all, as standard deviations of the logarithm: one
 * snowfall is heavier than another by a quarter or so, a usual day is off by a tenth.
 */
const spreadAmongDays = 0.25;
/** How large effects are at all, before anything was seen: a doubling is two thirds of a unit. */
const spreadOfEffects = 0.7;
/** Keeps the logarithm of an empty day in bounds. */
const half = 0.5;

/**
 * Learns the effect of special days from their earlier days: the logarithm of seen ÷ usual over the hours in which each
 * holds, averaged over its days and drawn towards no effect as far as few days, or few contacts, leave it open
 * (empirical Bayes). Where two meet on a date, each explains what the other leaves.
 *
 * @param seen intervals of the past, any order; those outside the days' hours are passed over
 * @returns effect by id; an id of which no earlier day was seen is missing
 */
export function learnEffects(
  days: readonly SpecialDay[],
  seen: Iterable<SeenAndUsual>,
): ReadonlyMap<string, LearnedEffect> {
  const learned = days.filter(({ ratio }) => ratio === null);
  const sums = new Map<string, DaySum>();
  for (const { date, minuteOfDay, ...interval } of seen) {
    const ids = [...new Set(learned.filter((day) => isOn(day, date, minuteOfDay)).map(({ id }) => id))];
    if (ids.length === 0) continue;
    const key = `${date} ${ids.join(' ')}`;
    const sum = sums.get(key) ?? { date, ids, seen: 0, usual: 0 };
    sums.set(key, { ...sum, seen: sum.seen + interval.seen, usual: sum.usual + interval.usual });
  }
  const logs = new Map<string, number>();
  // Each round explains what the others leave; where none meet, the second changes nothing.
  for (let round = 0; round < 10; round++) {
    for (const id of new Set(learned.map((day) => day.id))) {
      const own = [...sums.values()].filter(({ ids, usual }) => ids.includes(id) && usual > 0);
      if (own.length > 0) logs.set(id, effectOf(id, own, logs));
    }
  }
  return new Map(
    [...logs].map(([id, log]) => {
      const dates = new Set([...sums.values()].filter(({ ids }) => ids.includes(id)).map(({ date }) => date));
      return [id, { ratio: Math.exp(log), days: dates.size }];
    }),
  );
}

/**
 * By how much a forecast of the usual demand is multiplied on a special day: the ratios set by hand and those learned.
 *
 * @returns 1 where nothing is special, or nothing is known of it yet
 */
export function specialFactor(
  days: readonly SpecialDay[],
  learned: ReadonlyMap<string, LearnedEffect>,
  date: string,
  minuteOfDay: number,
): number {
  const known = days.filter((day) => isOn(day, date, minuteOfDay));
  return known.reduce((factor, { id, ratio }) => factor * (ratio ?? learned.get(id)?.ratio ?? 1), 1);
}

interface DaySum {
  date: string;
  ids: string[];
  seen: number;
  usual: number;
}

/** Each day weighs by how well it tells: the spread among days and the Poisson noise of its count. */
function effectOf(id: string, own: readonly DaySum[], logs: ReadonlyMap<string, number>): number {
  let weights = 1 / spreadOfEffects ** 2;
  let sum = 0;
  for (const { ids, seen, usual } of own) {
    const others = ids.filter((other) => other !== id).reduce((log, other) => log + (logs.get(other) ?? 0), 0);
    const log = Math.log((seen + half) / (usual + half)) - others;
    const weight = 1 / (spreadAmongDays ** 2 + 1 / (seen + half));
    weights += weight;
    sum += weight * log;
  }
  return sum / weights;
}

function isOn(day: SpecialDay, date: string, minuteOfDay?: number): boolean {
  if (minuteOfDay !== undefined && (minuteOfDay < day.fromMinute || minuteOfDay >= day.toMinute)) return false;
  return day.dates.some((span) => holds(span, date));
}
