import { basename } from 'node:path';
import { demandText } from '#lib/staffing/demandText.ts';
import { given } from '#lib/staffing/optionText.ts';
import { StaffMistake } from '#lib/staffing/staffMistake.ts';
import { timestampText } from '#lib/staffing/timestamp.ts';
import { type Backtest, backtestInSteps } from './backtest.ts';
import { offsetMinutesAt, plusDays, zoneOf } from './calendar.ts';
import type { TraitsOf } from './dayTraits.ts';
import { type DemandFileHistory, demandFileHistory } from './demandFileHistory.ts';
import { type DemandForecast, forecastDemandInSteps, missingDates } from './forecastDemand.ts';
import {
  type BacktestOptions,
  backtestRules,
  type ForecastOptions,
  forecastRules,
  type HistoryOptions,
  historyRules,
} from './forecastOptions.ts';
import { holidayCalendar } from './holidays/holidayCalendar.ts';
import { finishedPolitely, type Step } from './inSteps.ts';
import { dayNumber, openDays } from './openDays.ts';

export interface ForecastCommandResult {
  /** Start as written in the file; contacts, to three places. */
  intervals: { start: string; mean: number; p10: number; p90: number }[];
  /** In words: the candidates and how much each counts, or what stands in for them. */
  method: string;
  intervalMinutes: number;
  weights: Record<string, number>;
  basedOn: DemandForecast['basedOn'];
  /** Sentences on what was assumed. */
  notes: string[];
}

export interface BacktestCommandResult extends Backtest {
  intervalMinutes: number;
  /** Sentences on what forecasts knew of the days that they were tried on. */
  knownAhead: string[];
  notes: string[];
}

/** Told how far it is, where it takes a while. */
export type Tell = (step: Step) => void;

/**
 * `santral forecast`: what the days after a demand file bring, without a database.
 *
 * @throws StaffMistake with one sentence that names the option, or file and line
 */
export async function forecastCommand(
  path: string,
  options: ForecastOptions,
  tell: Tell = () => {},
): Promise<ForecastCommandResult> {
  const { days, closed } = forecastRules(options);
  const { file, traitsOf } = await read(path, options);
  const { notes, minutes, zone } = file;
  const idle = closed.filter((date) => date < file.today || date > plusDays(file.today, days));
  if (idle.length > 0) notes.push(`--closed: ${idle.join(', ')} is not among the days forecast.`);
  const forecast = await finishedPolitely(
    forecastDemandInSteps({
      history: file.history,
      from: file.today,
      to: plusDays(file.today, days),
      zone,
      today: file.today,
      minutes,
      traitsOf,
      closed,
      absent: file.absent,
    }),
    tell,
  );
  const place = zoneOf(zone);
  const end = laterOnClock(file.until, days, place);
  noteHistory(forecast, basename(path), notes);
  return {
    intervals: forecast.intervals
      .filter(({ start }) => start >= file.until && start < end)
      .map(({ start, mean, p10, p90 }) => ({
        start: written(start, file.zoned ? offsetMinutesAt(start, place) : null, file.seconds),
        mean: places(mean),
        p10: places(p10),
        p90: places(p90),
      })),
    method: methodText(forecast),
    intervalMinutes: minutes,
    weights: Object.fromEntries(forecast.weights.map(({ name, weight }) => [name, places(weight)])),
    basedOn: forecast.basedOn,
    notes,
  };
}

/**
 * `santral backtest`: how forecasts of a demand file would have done.
 *
 * @throws StaffMistake with one sentence that names the option, or file and line
 */
export async function backtestCommand(
  path: string,
  options: BacktestOptions,
  tell: Tell = () => {},
): Promise<BacktestCommandResult> {
  const { horizons, step } = backtestRules(options);
  const { file, traitsOf } = await read(path, options);
  const { notes, minutes, zone, absent, history, today } = file;
  const name = basename(path);
  const before = history.at(-1)?.start ?? 0;
  const all = openDays({ history, zone: zoneOf(zone), minutes, absent, before: before + 1 });
  const days = all.filter(({ day }) => day < dayNumber(today));
  const result = await finishedPolitely(backtestInSteps({ days, minutes, traitsOf, horizons, step }), tell);
  if (days.length === 0)
    notes.push(`${name}: every count is 0, so there is nothing to forecast and nothing to judge by.`);
  else {
    const untried = Object.keys(horizons).filter((key) => result.horizons[key]?.chosen.wape === null);
    if (untried.length > 0)
      notes.push(
        `${name}: ${countOf(days.length, 'open day')} of history are too little to try ${untried.join(', ')}.`,
      );
    const chosen = Object.values(result.horizons).map((horizon) => horizon.chosen);
    if (chosen.some(({ wape, mase }) => wape !== null && mase === null))
      notes.push(`${name}: there is no MASE, since weeks are exactly alike or there is no week to compare with.`);
  }
  noteMissing(missingDates(days), name, notes);
  const knownAhead = [
    'Which dates were open, and so which come after a closure, as a centre knows its closures; never a count.',
  ];
  if (options.country !== undefined)
    knownAhead.push(`The public holidays of ${options.country.toUpperCase()}, as its calendar tells them.`);
  return { ...result, intervalMinutes: minutes, knownAhead, notes };
}

/** The same time on the clock, days later. */
function laterOnClock(at: number, days: number, zone: ReturnType<typeof zoneOf>): number {
  const wall = at + offsetMinutesAt(at, zone) * 60_000 + days * 86_400_000;
  const guess = wall - offsetMinutesAt(at, zone) * 60_000;
  return wall - offsetMinutesAt(guess, zone) * 60_000;
}

async function read(
  path: string,
  options: HistoryOptions,
): Promise<{ file: DemandFileHistory; traitsOf: TraitsOf | undefined }> {
  const rules = historyRules(options);
  const traitsOf = options.country === undefined ? undefined : await traitsOfCountry(options.country);
  return { file: demandFileHistory(await demandText(path), basename(path), rules), traitsOf };
}

async function traitsOfCountry(country: string): Promise<TraitsOf> {
  try {
    return (await holidayCalendar({ country: country.toUpperCase() })).traitsOf;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new StaffMistake('usage', `--country must be an ISO 3166 code such as TR or DE-BY, not ${given(country)}.`);
  }
}

function methodText({ method, weights }: DemandForecast): string {
  if (method === 'nothing_came') return 'nothing_came';
  return weights.map(({ name, weight }) => `${name} ${Math.round(weight * 100)} %`).join(', ');
}

function noteHistory(
  { method, basedOn, missing, bursts, origins }: DemandForecast,
  name: string,
  notes: string[],
): void {
  if (method === 'nothing_came') {
    notes.push(`${name}: every count is 0, so 0 is expected.`);
    return;
  }
  const { days } = basedOn;
  if (days < 7)
    notes.push(`${name}: ${countOf(days, 'open day')} of history; each day ahead is taken like the mean of them.`);
  else if (days < 21 || origins < 7)
    notes.push(
      `${name}: ${countOf(days, 'open day')} of history; too few to choose among methods by a backtest, the band is a rough one.`,
    );
  noteMissing(missing, name, notes);
  if (bursts.length > 0) {
    const intervals = bursts.reduce((sum, burst) => sum + burst.intervals, 0);
    notes.push(
      `${name}: ${countOf(intervals, 'interval')} on ${countOf(bursts.length, 'day')}, ${bursts.at(-1)?.date} last, did not teach: far more or fewer contacts than the rest of the day, as in a burst or an outage.`,
    );
  }
}

function noteMissing(missing: readonly string[], name: string, notes: string[]): void {
  if (missing.length === 0) return;
  const shown = missing.slice(0, 6).join(', ');
  const more = missing.length > 6 ? ` and ${missing.length - 6} more` : '';
  notes.push(`${name}: nothing is there for ${shown}${more}; taken as closed.`);
}

function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}

function written(at: number, offsetMinutes: number | null, seconds: boolean): string {
  const text = timestampText(at, offsetMinutes);
  return seconds ? `${text.slice(0, 16)}:00${text.slice(16)}` : text;
}

/** To three places. */
function places(value: number | null): number {
  return Math.round((value ?? 0) * 1000) / 1000;
}
