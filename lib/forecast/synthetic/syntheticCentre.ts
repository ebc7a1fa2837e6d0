import type { OpenDay } from '../openDays.ts';
import { dateOf, dayNumber, positionInMonth, weekdayOf } from '../openDays.ts';
import { type CalendarEffects, calendarCourse } from './calendarEffects.ts';

/** A made-up centre whose demand is drawn from known laws, to measure forecasts by; the same seed gives the same counts. */
export interface SyntheticCentre {
  seed: number;
  /** ISO date of the first day. */
  from: string;
  days: number;
  /** Length of a slot. */
  minutes: number;
  /** Contacts of a usual day. */
  daily: number;
  /** Weight of each weekday, Monday first; 0: closed. */
  weekdays: readonly number[];
  /** Relative rate at a minute of the day on a weekday; 0: closed. */
  shape: (minute: number, weekday: number) => number;
  /** Standard deviation of the wandering level (AR(1)), and what is left of it a day later. */
  level?: { deviation: number; persistence: number };
  /** Standard deviation of each day's own noise, and of each slot's. */
  dayNoise?: number;
  slotNoise?: number;
  /** Growth a year, 0.1: 10 %. */
  growth?: number;
  /** Swing of the year's season, and of the month's course. */
  season?: number;
  month?: number;
  /** Closed dates, and how many more contacts the first day after brings. */
  closed?: readonly string[];
  afterClosure?: number;
  /** Chance of a day by itself (times 0.4 to 2), and of an hour's burst (three times as many). */
  oddDays?: number;
  bursts?: number;
  /** From a date on everything is multiplied. */
  shift?: { date: string; factor: number };
  /** What holidays, fasting, school terms and special days do. */
  calendar?: CalendarEffects;
}

/** Mulberry32: uniform numbers in [0, 1). */
export function uniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Exact below 500, by halves: a Poisson number is the sum of two of half the mean. */
function poisson(mean: number, random: () => number): number {
  if (mean > 500) return poisson(mean / 2, random) + poisson(mean / 2, random);
  let product = random();
  const limit = Math.exp(-mean);
  let count = 0;
  while (product > limit) {
    product *= random();
    count += 1;
  }
  return count;
}

export function syntheticDays(centre: SyntheticCentre): OpenDay[] {
  const random = uniform(centre.seed);
  const { minutes, daily, level = { deviation: 0, persistence: 0 } } = centre;
  const slots = 1440 / minutes;
  const first = dayNumber(centre.from);
  const closed = new Set(centre.closed);
  const result: OpenDay[] = [];
  const meanWeight = centre.weekdays.reduce((a, b) => a + b, 0) / centre.weekdays.filter((weight) => weight > 0).length;
  let wander = normal(random) * level.deviation;
  let wasClosed = false;
  const course = centre.calendar ? calendarCourse(centre.calendar, centre.shape) : null;
  for (let day = first; day < first + centre.days; day++) {
    const date = dateOf(day);
    const weekday = weekdayOf(day);
    wander = wander * level.persistence + normal(random) * level.deviation * Math.sqrt(1 - level.persistence ** 2);
    const noise = normal(random) * (centre.dayNoise ?? 0);
    const odd = random() < (centre.oddDays ?? 0) ? (random() < 0.5 ? 0.4 : 2) : 1;
    const burstAt = random() < (centre.bursts ?? 0) ? Math.floor(random() * slots) : -1;
    const own = centre.weekdays[weekday] as number;
    if (own === 0) continue;
    const by = course?.(day);
    const weight = by?.likeSunday ? (centre.weekdays[6] as number) : own;
    if (closed.has(date) || by?.closed) {
      wasClosed = true;
      continue;
    }
    const years = (day - first) / 365.25;
    const position = positionInMonth(date);
    let expected = (daily * weight) / meanWeight;
    expected *= Math.exp(wander + noise) * odd * (1 + (centre.growth ?? 0)) ** years;
    expected *= 1 + (centre.season ?? 0) * Math.cos(2 * Math.PI * (years - 0.1));
    expected *= 1 + (centre.month ?? 0) * (Math.cos(2 * Math.PI * position) + 0.5 * Math.sin(4 * Math.PI * position));
    if (wasClosed) expected *= 1 + (centre.afterClosure ?? 0);
    wasClosed = false;
    expected *= by?.factor ?? 1;
    if (centre.shift && date >= centre.shift.date) expected *= centre.shift.factor;
    const shape = by?.shape ?? centre.shape;
    const rates = Array.from({ length: slots }, (_, slot) => shape(slot * minutes + minutes / 2, weekday));
    const whole = rates.reduce((a, b) => a + b, 0);
    const counts = Float64Array.from(rates, (rate, slot) => {
      if (rate === 0) return 0;
      const burst = burstAt >= 0 && slot >= burstAt && slot < burstAt + 60 / minutes ? 3 : 1;
      const spread = Math.exp(normal(random) * (centre.slotNoise ?? 0));
      return poisson(((expected * rate) / whole) * burst * spread, random);
    });
    result.push({ day, date, weekday, counts });
  }
  return result;
}

const bell = (minute: number, at: number, width: number) => Math.exp(-(((minute - at) / width) ** 2) / 2);
/** Round the clock, with a quiet night, a peak before noon and one in the evening. */
export const roundTheClock = (minute: number, weekday: number): number =>
  0.04 +
  bell(minute, 630 + (weekday > 4 ? 60 : 0), 110) +
  0.7 * bell(minute, 960, 150) +
  (weekday > 4 ? 0.4 : 0.2) * bell(minute, 1230, 90);
/** From 08:00 to 18:00, with a lunch hour; Saturdays to 13:00. */
export const officeHours = (minute: number, weekday: number): number =>
  minute < 480 || minute >= (weekday === 5 ? 780 : 1080)
    ? 0
    : 0.5 + bell(minute, 600, 70) + 0.8 * bell(minute, 880, 80);
