import { LocalDate } from '@js-joda/core';

/** What was handled on one date. */
export interface HandledDay {
  /** ISO date. */
  date: string;
  handleSeconds: number;
  handled: number;
}

/** How the handling time as a whole has moved, week by week, and where it is going. */
export interface HandlingTimeLevel {
  /** Seconds about which that date's handling times lay; the mean of all where nothing is known. */
  past(date: string): number;
  /** Seconds expected on a date after the last one. */
  ahead(date: string): number;
  /** `mean`: of the whole history; `recent`: weeks count less as they age; `trend`: it grows or falls by the week. */
  method: 'mean' | 'recent' | 'trend';
  /** Change per week, 0.01 for 1 % more, that the forecast begins with; 0 but for `trend`. */
  perWeek: number;
}

/** A way of telling the next week from those before. */
interface Rule {
  method: HandlingTimeLevel['method'];
  /** Weight 0–1 of the newest week in the level, and in the trend. */
  level: number;
  trend: number;
}

const rules: readonly Rule[] = [
  { method: 'mean', level: 0, trend: 0 },
  { method: 'recent', level: 0.2, trend: 0 },
  { method: 'recent', level: 0.4, trend: 0 },
  { method: 'recent', level: 0.7, trend: 0 },
  { method: 'trend', level: 0.3, trend: 0.1 },
  { method: 'trend', level: 0.5, trend: 0.2 },
];

/** A trend is believed less the farther ahead (Gardner and McKenzie, Management Science 31, 1985). */
const damping = 0.9;
/** Fewer weeks than these cannot tell which rule is right. */
const fewestWeeks = 6;
/** So many weeks are for getting into step. */
const warmUp = 3;
/** Contacts of its own after which a week is believed rather than the whole. */
const believed = 50;

/**
 * The level of handling times: weeks are told ahead by each rule from what was known then, and the one that was nearest is
 * taken. Weeks are counted back from the last date.
 *
 * @param days any order; days on which nothing was handled may be absent
 * @returns null when nothing was ever handled
 */
export function handlingTimeLevel(days: readonly HandledDay[]): HandlingTimeLevel | null {
  const known = days.filter(({ handled }) => handled > 0);
  if (known.length === 0) return null;
  const last = Math.max(...known.map(({ date }) => dayNumber(date)));
  const weekOf = (date: string) => Math.floor((last - dayNumber(date)) / 7);
  const sums = new Map<number, { handleSeconds: number; handled: number }>();
  const all = { handleSeconds: 0, handled: 0 };
  for (const { date, handleSeconds, handled } of known) {
    const week = sums.get(weekOf(date)) ?? { handleSeconds: 0, handled: 0 };
    for (const sum of [week, all]) {
      sum.handleSeconds += handleSeconds;
      sum.handled += handled;
    }
    sums.set(weekOf(date), week);
  }
  const mean = all.handleSeconds / all.handled;
  const oldest = Math.max(...sums.keys());
  // Oldest first; a week in which little or nothing was handled is told by the whole.
  const weeks = Array.from({ length: oldest + 1 }, (_, i) => {
    const { handleSeconds, handled } = sums.get(oldest - i) ?? { handleSeconds: 0, handled: 0 };
    return { handled, aht: (handleSeconds + believed * mean) / (handled + believed) };
  });
  const best = bestRule(weeks);
  const { level, trend } = followed(weeks, best).at(-1) as Followed;
  return {
    past: (date) => weeks[oldest - weekOf(date)]?.aht ?? mean,
    ahead(date) {
      const weeksAhead = Math.max(0, (dayNumber(date) - last) / 7);
      // The level is that of the middle of the last week, three and a half days before its end.
      return level * (1 + trend) ** dampedWeeks(weeksAhead + 0.5);
    },
    method: best.method,
    perWeek: trend,
  };
}

interface Week {
  handled: number;
  aht: number;
}
interface Followed {
  level: number;
  /** Relative, per week. */
  trend: number;
}

function bestRule(weeks: readonly Week[]): Rule {
  let best = rules[0] as Rule;
  if (weeks.length < fewestWeeks) return best;
  // Among several rules one is ahead by chance; the fewer weeks have tried them, the farther.
  const margin = 1 - 0.5 / Math.sqrt(weeks.length - warmUp);
  let least = errorOf(weeks, best);
  for (const rule of rules.slice(1)) {
    const error = errorOf(weeks, rule);
    if (error < margin * least) [best, least] = [rule, error];
  }
  return best;
}

/** Sum of absolute errors a week ahead, in contacts' seconds. */
function errorOf(weeks: readonly Week[], rule: Rule): number {
  const states = followed(weeks, rule);
  let error = 0;
  for (let i = warmUp; i < weeks.length; i++) {
    const { level, trend } = states[i - 1] as Followed;
    const { aht, handled } = weeks[i] as Week;
    error += handled * Math.abs(aht - level * (1 + trend) ** dampedWeeks(1));
  }
  return error;
}

/** Level and trend after each week: Holt's exponential smoothing, multiplicative and damped. */
function followed(weeks: readonly Week[], rule: Rule): Followed[] {
  const states: Followed[] = [];
  let handled = 0;
  let level = weeks[0]?.aht ?? 0;
  let trend = 0;
  for (const week of weeks) {
    handled += week.handled;
    // A week of few contacts moves the level less; the plain mean weighs all contacts alike.
    const weight =
      rule.method === 'mean'
        ? week.handled / Math.max(1, handled)
        : rule.level * (week.handled / (week.handled + believed));
    const expected = level * (1 + trend * damping);
    const next = expected + weight * (week.aht - expected);
    if (rule.trend > 0) trend = trend * damping + rule.trend * (next / level - 1 - trend * damping);
    level = next;
    states.push({ level, trend });
  }
  return states;
}

/** 0.9 + 0.81 + …: what a trend is worth so many weeks ahead; parts of a week count in proportion. */
function dampedWeeks(weeks: number): number {
  const whole = Math.floor(weeks);
  const sum = (damping * (1 - damping ** whole)) / (1 - damping);
  return sum + (weeks - whole) * damping ** (whole + 1);
}

function dayNumber(date: string): number {
  return LocalDate.parse(date).toEpochDay();
}
