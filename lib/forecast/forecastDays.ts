import type { CandidateScore } from './candidateChoice.ts';
import type { TraitsOf } from './dayTraits.ts';
import { DemandForecaster, type OriginForecast } from './demandForecaster.ts';
import type { Step } from './inSteps.ts';
import type { CandidateName } from './models/candidates.ts';
import { dateOf, type OpenDay } from './openDays.ts';
import type { Band } from './predictionBand.ts';
import { type TeachingDay, teachingDays } from './teachingDays.ts';

export interface ForecastDaysInput {
  /** History, oldest first. */
  days: readonly OpenDay[];
  /** First and last day forecast, as day numbers; from the day after the history on. */
  from: number;
  to: number;
  minutes: number;
  traitsOf?: TraitsOf | undefined;
  /** ISO dates known to be closed. */
  closed?: ReadonlySet<string> | undefined;
}

export interface ForecastDays {
  /** Expected counts by slot, of the days on which it is open. */
  days: ReadonlyMap<number, Float64Array>;
  /** @param expected the count about which it lies, default that of this forecast */
  band(day: number, slot: number, expected?: number): Band;
  /** How much each candidate counts, over all days. */
  weights: { name: CandidateName; weight: number }[];
  /** What the weights rest on. */
  scores: CandidateScore[];
  /** Origins in the history from which forecasts were tried. */
  origins: number;
  /** Days of the history that teach, as they were taken. */
  taught: readonly TeachingDay[];
}

/** Origins on which the choice and the band practise. */
const practised = 60;
/** Further back than this, in open days, practice tells of another time. */
const practiceDays = 180;
/** Calendar days ahead that are practised. */
const furthestPractised = 28;

/** Forecasts days to come, by candidates that are weighed on rolling origins through the history. */
export function* forecastDaysInSteps(input: ForecastDaysInput): Generator<Step, ForecastDays> {
  const { minutes, from, to } = input;
  const taught = teachingDays(input.days, input.traitsOf);
  const forecaster = new DemandForecaster(minutes, input.traitsOf);
  const ahead = Math.min(furthestPractised, to - from + 1);
  const first = Math.max(2, taught.length - practiceDays);
  const every = Math.max(1, Math.ceil((taught.length - first) / practised));
  let origins = 0;
  for (const [row, day] of taught.entries()) {
    if (row >= first && (taught.length - row) % every === 0) {
      const targets: number[] = [];
      for (let next = row; next < taught.length && (taught[next] as TeachingDay).day < day.day + ahead; next++)
        targets.push((taught[next] as TeachingDay).day);
      forecaster.remember(forecaster.forecast(targets));
      origins += 1;
      yield { done: origins, of: practised };
    }
    forecaster.learn(day);
  }
  const open = openDaysAhead(forecaster, input);
  const forecast = forecaster.forecast(open);
  const slots = 1440 / minutes;
  const days = new Map<number, Float64Array>();
  const nth = new Map<number, number>();
  for (const [i, day] of open.entries()) {
    nth.set(day, i);
    if (day >= from) days.set(day, forecast.chosen.subarray(i * slots, (i + 1) * slots));
  }
  return {
    days,
    band(day, slot, expected) {
      const i = nth.get(day);
      if (i === undefined) return { p10: 0, p90: 0 };
      return forecaster.band(i + 1, expected ?? (forecast.chosen[i * slots + slot] as number), slot, day);
    },
    weights: meanWeights(forecast),
    scores: forecaster.scores(),
    origins,
    taught,
  };
}

/** Days from the end of the history to the last asked for on which it is expected to be open. */
function openDaysAhead(forecaster: DemandForecaster, { from, to, closed }: ForecastDaysInput): number[] {
  const { habits, days } = forecaster.models;
  const begin = Math.min(from, (days.at(-1)?.day ?? from - 1) + 1);
  const open: number[] = [];
  for (let day = begin; day <= to; day++)
    if (habits.usuallyOpen(day) && !closed?.has(dateOf(day)) && !closedByCalendar(forecaster, day)) open.push(day);
  return open;
}

/**
 * On a whole day off it is open or closed as it was on the same one of earlier years, else on others of its kind; where none
 * is known, as on Sundays.
 */
function closedByCalendar({ models }: DemandForecaster, day: number): boolean {
  const { habits, calendar, days } = models;
  const { holiday, kind, offFromMinute } = calendar.traits(day);
  if (kind === null || kind === 'eve' || offFromMinute !== 0) return false;
  const [first, last] = [days[0]?.day, days.at(-1)?.day];
  if (first === undefined || last === undefined) return false;
  const sought = { same: [0, 0], kind: [0, 0] };
  for (let past = first; past <= last; past++) {
    const traits = calendar.traits(past);
    if (traits.kind !== kind || traits.offFromMinute !== 0 || !habits.usuallyOpenThen(past)) continue;
    const open = habits.wasOpen(past) ? 1 : 0;
    for (const group of traits.holiday === holiday ? (['same', 'kind'] as const) : (['kind'] as const)) {
      sought[group][0] = (sought[group][0] as number) + open;
      sought[group][1] = (sought[group][1] as number) + 1;
    }
  }
  for (const [open, all] of [sought.same, sought.kind])
    if ((all as number) > 0) return (open as number) * 2 < (all as number);
  return last - first >= 7 && habits.openSlots(6) === null;
}

function meanWeights({ weights, targets }: OriginForecast): { name: CandidateName; weight: number }[] {
  const sums = new Map<CandidateName, number>();
  for (const of of weights)
    for (const [name, weight] of of) sums.set(name, (sums.get(name) ?? 0) + weight / targets.length);
  return [...sums].map(([name, weight]) => ({ name, weight })).sort((a, b) => b.weight - a.weight);
}
