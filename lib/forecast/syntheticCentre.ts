import type { OpenDay } from './openDays.ts';
import { dateOf, dayNumber, positionInMonth, weekdayOf } from './openDays.ts';

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
  for (let day = first; day < first + centre.days; day++) {
    const date = dateOf(day);
    const weekday = weekdayOf(day);
    wander = wander * level.persistence + normal(random) * level.deviation * Math.sqrt(1 - level.persistence ** 2);
    const noise = normal(random) * (centre.dayNoise ?? 0);
    const odd = random() < (centre.oddDays ?? 0) ? (random() < 0.5 ? 0.4 : 2) : 1;
    const burstAt = random() < (centre.bursts ?? 0) ? Math.floor(random() * slots) : -1;
    const weight = centre.weekdays[weekday] as number;
    if (weight === 0) continue;
    if (closed.has(date)) {
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
    if (centre.shift && date >= centre.shift.date) expected *= centre.shift.factor;
    const rates = Array.from({ length: slots }, (_, slot) => centre.shape(slot * minutes + minutes / 2, weekday));
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

/** Centres of many kinds. */
export const syntheticCentres: Record<string, SyntheticCentre> = {
  'city line, a year': {
    seed: 1,
    from: '2025-01-01',
    days: 365,
    minutes: 30,
    daily: 3500,
    weekdays: [1.15, 1.05, 1, 1, 1.02, 0.7, 0.6],
    shape: roundTheClock,
    level: { deviation: 0.08, persistence: 0.85 },
    dayNoise: 0.04,
    slotNoise: 0.06,
    season: 0.1,
    month: 0.03,
    oddDays: 0.01,
    bursts: 0.02,
  },
  'small, sparse nights': {
    seed: 2,
    from: '2025-01-06',
    days: 210,
    minutes: 30,
    daily: 160,
    weekdays: [1.1, 1, 1, 1, 1, 0.8, 0.7],
    shape: roundTheClock,
    level: { deviation: 0.1, persistence: 0.9 },
    dayNoise: 0.05,
  },
  'office, closed weekends': {
    seed: 3,
    from: '2025-01-06',
    days: 300,
    minutes: 15,
    daily: 1800,
    weekdays: [1.3, 1.05, 1, 0.95, 0.9, 0, 0],
    shape: officeHours,
    level: { deviation: 0.06, persistence: 0.8 },
    dayNoise: 0.03,
    slotNoise: 0.04,
    month: 0.08,
    closed: ['2025-04-23', '2025-05-01', '2025-05-19', '2025-06-05', '2025-06-06', '2025-07-15', '2025-10-29'],
    afterClosure: 0.25,
  },
  'three years, growing': {
    seed: 4,
    from: '2022-10-01',
    days: 1096,
    minutes: 60,
    daily: 2600,
    weekdays: [1.1, 1, 1, 1, 1, 0.75, 0.7],
    shape: roundTheClock,
    level: { deviation: 0.07, persistence: 0.95 },
    dayNoise: 0.05,
    slotNoise: 0.05,
    growth: 0.15,
    season: 0.2,
    month: 0.04,
    oddDays: 0.005,
  },
  'a level that moves for good': {
    seed: 5,
    from: '2025-01-06',
    days: 240,
    minutes: 30,
    daily: 900,
    weekdays: [1.2, 1, 1, 1, 1, 0.4, 0],
    shape: officeHours,
    level: { deviation: 0.04, persistence: 0.7 },
    dayNoise: 0.04,
    shift: { date: '2025-05-20', factor: 1.5 },
  },
  'rough: odd days, bursts': {
    seed: 6,
    from: '2025-01-06',
    days: 260,
    minutes: 30,
    daily: 1200,
    weekdays: [1.1, 1, 1, 1, 1, 0.6, 0.5],
    shape: roundTheClock,
    level: { deviation: 0.06, persistence: 0.6 },
    dayNoise: 0.08,
    slotNoise: 0.15,
    oddDays: 0.03,
    bursts: 0.15,
  },
  'five years': {
    seed: 7,
    from: '2020-06-01',
    days: 1826,
    minutes: 30,
    daily: 1500,
    weekdays: [1.1, 1, 1, 1, 1, 0.7, 0.6],
    shape: roundTheClock,
    level: { deviation: 0.08, persistence: 0.97 },
    dayNoise: 0.05,
    slotNoise: 0.05,
    growth: -0.05,
    season: 0.15,
    month: 0.05,
  },
  'two months': {
    seed: 8,
    from: '2025-09-01',
    days: 63,
    minutes: 30,
    daily: 700,
    weekdays: [1.2, 1, 1, 1, 0.9, 0.5, 0],
    shape: officeHours,
    level: { deviation: 0.05, persistence: 0.7 },
    dayNoise: 0.03,
  },
};
