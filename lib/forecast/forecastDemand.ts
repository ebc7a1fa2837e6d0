import { borrowed, borrowsUntil, joinedDay, ownBandFrom } from './borrowedDays.ts';
import { dayStart, plusDays, zoneOf } from './calendar.ts';
import type { CandidateScore } from './candidateChoice.ts';
import type { TraitsOf } from './dayTraits.ts';
import { type DemandInterval, demandByDate, type UnobservedSpan } from './demandByDate.ts';
import { type ForecastDays, forecastDaysInSteps } from './forecastDays.ts';
import { type HandlingTimeFrom, handlingTimes } from './handlingTime.ts';
import { finished, type Step } from './inSteps.ts';
import type { CandidateName } from './models/candidates.ts';
import { dateOf, dayNumber, type OpenDay, openDays, wallClock } from './openDays.ts';
import { bandOf } from './predictionBand.ts';

export interface DemandForecastInput {
  /** Oldest first or not; intervals of `minutes` or shorter. */
  history: Iterable<DemandInterval>;
  /** First and last day forecast, ISO dates on the centre's calendar. A day before `today` is forecast as of its morning. */
  from: string;
  to: string;
  /** IANA zone of the centre. */
  zone: string;
  /** The first day that is not wholly known, ISO date; nothing on or after it teaches. */
  today: string;
  /** Length of the intervals forecast; divides a day; default 15. */
  minutes?: number;
  traitsOf?: TraitsOf | undefined;
  /** ISO dates known to be closed. */
  closed?: Iterable<string> | undefined;
  unobserved?: readonly UnobservedSpan[] | undefined;
  /** What an interval means that the history of a day lacks; default: nothing came. */
  absent?: 'nothing_came' | 'not_observed';
  /** A queue whose profile serves while this one is new. */
  profileOf?: BorrowedProfile | undefined;
}

export interface BorrowedProfile {
  history: Iterable<DemandInterval>;
  unobserved?: readonly UnobservedSpan[];
  /** The new queue's contacts ÷ this one's, as long as the new one has none to tell; default 1. */
  size?: number;
}

export interface DemandForecastInterval {
  /** Epoch ms. */
  start: number;
  /** Expected contacts; 0 where closed; null: no history. */
  mean: number | null;
  /** 80 of 100 such intervals bring between these. */
  p10: number | null;
  p90: number | null;
  /** Expected handling time in seconds; null: never seen. */
  ahtSeconds: number | null;
  ahtFrom: HandlingTimeFrom | null;
}

export type ForecastMethod = 'no_history' | 'nothing_came' | 'candidates' | 'borrowed';

export interface DemandForecast {
  method: ForecastMethod;
  /** Candidates and how much each counts; empty without history. */
  weights: { name: CandidateName; weight: number }[];
  /** How each candidate did on rolling origins through the history; empty where it is too short. */
  scores: CandidateScore[];
  /** From how many days of the history forecasts were tried. */
  origins: number;
  intervals: DemandForecastInterval[];
  /** Open days that the forecast rests on. */
  basedOn: { from: string | null; to: string | null; days: number };
  /** Dates within the history on which nothing was seen. */
  missing: string[];
  /** Bursts that did not teach: by date, how many intervals. */
  bursts: { date: string; intervals: number }[];
  /** How much of it is another queue's profile, 0–1. */
  borrowed: number;
}

/**
 * Demand expected in each interval, with the band in which 80 of 100 lie. Candidates are weighed by how they did on rolling
 * origins through the history; outages and bursts do not teach. Closed days and hours are learned.
 *
 * @throws RangeError on an unknown zone, minutes that do not divide a day, or a count below 0
 */
export function forecastDemand(input: DemandForecastInput): DemandForecast {
  return finished(forecastDemandInSteps(input));
}

/** The same, step by step, for those who show how far it is. */
export function* forecastDemandInSteps(input: DemandForecastInput): Generator<Step, DemandForecast> {
  const { from, to, today, minutes = 15, traitsOf, absent = 'nothing_came' } = input;
  if (!(Number.isInteger(minutes) && minutes >= 1 && 1440 % minutes === 0))
    throw new RangeError(`minutes must divide a day, such as 15, 30 or 60, not ${minutes}`);
  const zone = zoneOf(input.zone);
  const origin = dayNumber(from) < dayNumber(today) ? from : today;
  const before = dayStart(origin, zone);
  const history = [...input.history].filter(({ start }) => start < before);
  const taken = (of: Iterable<DemandInterval>, unobserved: readonly UnobservedSpan[] = []) =>
    openDays({ history: of, zone, minutes, before, unobserved, absent });
  const own = taken(history, input.unobserved);
  const span = { from: dayNumber(from), to: dayNumber(to) };
  const common = { ...span, minutes, traitsOf, closed: new Set(input.closed) };
  const forecast = own.length > 0 ? yield* forecastDaysInSteps({ days: own, ...common }) : nothing;

  let daily = (day: number) => forecast.days.get(day);
  let lean = 0;
  let method: ForecastMethod = own.length > 0 ? 'candidates' : history.length > 0 ? 'nothing_came' : 'no_history';
  let bandAt = forecast.band;
  const { profileOf } = input;
  if (profileOf && own.length < borrowsUntil) {
    const others = taken(profileOf.history, profileOf.unobserved);
    if (others.length > 0) {
      const theirs = yield* forecastDaysInSteps({ days: others, ...common });
      const terms = borrowed(own, others, profileOf.size ?? 1);
      daily = (day) => joinedDay(forecast, theirs, day, terms);
      // A queue's own errors tell its band as soon as there are some.
      bandAt = (day, slot) => {
        const mean = daily(day)?.[slot] ?? 0;
        return own.length >= ownBandFrom && forecast.days.has(day) ? forecast.band(day, slot, mean) : bandOf(mean);
      };
      lean = terms.weight;
      method = 'borrowed';
    }
  }

  const aht = handlingTimes(demandByDate(history, zone, input.unobserved));
  const clock = wallClock(zone, minutes);
  const intervals: DemandForecastInterval[] = [];
  for (let date = from; date <= to; date = plusDays(date, 1)) {
    const end = dayStart(plusDays(date, 1), zone);
    for (let start = dayStart(date, zone); start < end; start += minutes * 60_000) {
      const { day, slot } = clock(start);
      const known = method !== 'no_history';
      // The last interval of a day on which the clock moves by half an hour may be cut short.
      const part = Math.min(1, (end - start) / (minutes * 60_000));
      const band = bandAt(day, slot);
      intervals.push({
        start,
        mean: known ? (daily(day)?.[slot] ?? 0) * part : null,
        p10: known ? band.p10 * part : null,
        p90: known ? band.p90 * part : null,
        ...aht.at(date, slot * minutes),
      });
    }
  }
  return {
    method,
    weights: forecast.weights,
    scores: forecast.scores,
    origins: forecast.origins,
    intervals,
    basedOn: { from: own[0]?.date ?? null, to: own.at(-1)?.date ?? null, days: own.length },
    missing: missingDates(own),
    bursts: forecast.taught.flatMap(({ date, bursts }) =>
      bursts.length > 0 ? [{ date, intervals: bursts.length }] : [],
    ),
    borrowed: lean,
  };
}

const nothing: ForecastDays = {
  days: new Map(),
  band: () => ({ p10: 0, p90: 0 }),
  weights: [],
  scores: [],
  origins: 0,
  taught: [],
};

/** Dates between the first and the last that lack, on weekdays of which at least half are there. */
export function missingDates(days: readonly OpenDay[]): string[] {
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  if (first === undefined || last === undefined) return [];
  const there = new Set(days.map(({ day }) => day));
  const seen = new Float64Array(7);
  for (const { weekday } of days) seen[weekday] = (seen[weekday] as number) + 1;
  const weeks = (last - first + 1) / 7;
  const missing: string[] = [];
  for (let day = first; day <= last; day++)
    if (!there.has(day) && (seen[(((day + 3) % 7) + 7) % 7] as number) * 2 >= weeks) missing.push(dateOf(day));
  return missing;
}
