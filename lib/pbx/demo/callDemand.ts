import type { CentreModel, Subject } from './centreModel.ts';
import type { DemoCentre } from './demoCentres.ts';
import { dayAfter, daysOfYear, type LocalDay, localDay } from './localDay.ts';
import { SeededRandom } from './seededRandom.ts';
import { turkishHolidayShare } from './turkishHolidays.ts';

/** Length of a step of the arrival rate: a quarter of an hour. */
export const slotMs = 900_000;

export interface DayDemand {
  day: LocalDay;
  /** Calls expected by the calendar alone, per quarter hour: what a planner could know. */
  expected: Float64Array;
  /** Calls per quarter hour that this day really asks for: level of the day, drift within it, bursts. */
  actual: Float64Array;
  /** The part of `actual` that a burst adds; those calls are all about the burst's subject. */
  burst: Float64Array;
}

/**
 * Arrivals of one centre: a Poisson process whose rate follows the hour, the weekday, the season, the day of the month and
 * public holidays; on top of it a day level that no calendar explains (first-order autoregressive, lognormal), a drift
 * within the day, and bursts. Every day is drawn from its own date, so any day can be had without those before it.
 */
export class CallDemand {
  readonly #centre: DemoCentre;
  readonly #model: CentreModel;
  readonly #seed: number;
  readonly #yearMeans = new Map<number, number>();
  readonly #days = new Map<string, DayDemand>();

  constructor(centre: DemoCentre, model: CentreModel, seed: number) {
    this.#centre = centre;
    this.#model = model;
    this.#seed = seed;
  }

  day(date: string): DayDemand {
    const known = this.#days.get(date);
    if (known) return known;
    const day = localDay(date, this.#centre.zone);
    const demand = this.#draw(day);
    if (this.#days.size > 8) this.#days.clear();
    this.#days.set(date, demand);
    return demand;
  }

  #draw(day: LocalDay): DayDemand {
    const slots = Math.round((day.end - day.start) / slotMs);
    const expectedCalls = this.#expectedCalls(day);
    const hours = isDayOff(day) ? this.#model.dayOffHours : this.#model.workdayHours;
    const weights = Array.from({ length: slots }, (_, i) => curveAt(hours, (i + 0.5) / 4));
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const random = new SeededRandom(this.#seed, this.#centre.id, 'day', day.date);
    const level = this.#level(day);
    const burst = new Float64Array(slots);
    this.#addBurst(burst, random);
    const expected = new Float64Array(slots);
    const actual = new Float64Array(slots);
    let drift = 0;
    for (let i = 0; i < slots; i++) {
      drift = 0.9 * drift + 0.03 * random.normal();
      expected[i] = (expectedCalls * (weights[i] as number)) / sum;
      actual[i] = (expected[i] as number) * level * Math.exp(drift - 0.0023) + (burst[i] as number);
    }
    return { day, expected, actual, burst };
  }

  /** The calendar's part; over each calendar year the days add up to the centre's yearly volume. */
  #expectedCalls(day: LocalDay): number {
    let mean = this.#yearMeans.get(day.year);
    if (mean === undefined) {
      const days = daysOfYear(day.year, this.#centre.zone);
      mean = days.reduce((total, each) => total + this.#calendarFactor(each), 0);
      this.#yearMeans.set(day.year, mean);
    }
    const { burst } = this.#model;
    const regular = this.#centre.callsPerYear - (burst.perYear * (burst.calls[0] + burst.calls[1])) / 2;
    return (regular * this.#calendarFactor(day)) / mean;
  }

  #calendarFactor(day: LocalDay): number {
    const { weekdays, months, dayOfMonth, holidayFactor } = this.#model;
    const weekday = weekdays[day.weekday - 1] as number;
    const holiday = turkishHolidayShare(day.date);
    const ofDay = holiday > 0 ? Math.min(weekday, 1 - holiday * (1 - holidayFactor)) : weekday;
    return ofDay * monthFactor(months, day) * dayOfMonth(day.dayOfMonth);
  }

  /** Mean 1. The last dozen shocks suffice: what lies further back has faded below a thousandth. */
  #level(day: LocalDay): number {
    const { daySigma, dayMemory } = this.#model;
    let sum = 0;
    let weight = 1;
    for (let back = 0; back < 12; back++) {
      const date = dayAfter(day, this.#centre.zone, -back).date;
      sum += weight * new SeededRandom(this.#seed, this.#centre.id, 'level', date).normal();
      weight *= dayMemory;
    }
    const sigma = daySigma;
    return Math.exp(sigma * sum * Math.sqrt(1 - dayMemory ** 2) - sigma ** 2 / 2);
  }

  #addBurst(burst: Float64Array, random: SeededRandom): void {
    const model = this.#model.burst;
    const count = random.poisson(model.perYear / 365);
    for (let n = 0; n < count; n++) {
      const calls = random.between(...model.calls);
      // Pipes break at any hour, but people notice when they are awake.
      const first = 4 * 6 + random.below(4 * 15);
      const decay = 0.5 ** (15 / model.halfLifeMinutes);
      for (let i = first, share = 1 - decay; i < Math.min(burst.length, first + 24); i++, share *= decay) {
        burst[i] = (burst[i] as number) + calls * share;
      }
    }
  }
}

export function isDayOff(day: LocalDay): boolean {
  return day.weekday >= 6 || turkishHolidayShare(day.date) === 1;
}

/** Subjects with their shares on a day, which add up to 1. */
export function subjectShares(model: CentreModel, day: LocalDay): { subject: Subject; share: number }[] {
  const raw = model.subjects.map((subject) => ({
    subject,
    share: subject.share * (subject.months ? monthFactor(subject.months, day) : 1),
  }));
  const sum = raw.reduce((total, each) => total + each.share, 0);
  return raw.map((each) => ({ subject: each.subject, share: each.share / sum }));
}

/** Seasons come and go: what holds in the middle of each month changes evenly in between. */
function monthFactor(months: readonly number[], { year, month, dayOfMonth }: LocalDay): number {
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return curveAt(months, month - 1 + (dayOfMonth - 0.5) / days);
}

/** Straight lines between the middles of the hours round the clock, or of the months round the year. */
function curveAt(values: readonly number[], at: number): number {
  const { length } = values;
  const place = (at - 0.5 + length) % length;
  const left = Math.floor(place);
  const part = place - left;
  return (values[left] as number) * (1 - part) + (values[(left + 1) % length] as number) * part;
}
