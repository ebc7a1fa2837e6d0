import type { TraitsOf } from './dayTraits.ts';
import { DemandForecaster, judgedCounts, type OriginForecast } from './demandForecaster.ts';
import { finished, type Step } from './inSteps.ts';
import { type OpenDay, weekdayOf } from './openDays.ts';
import { nothingExpected } from './predictionBand.ts';
import { type TeachingDay, teachingDays } from './teachingDays.ts';

/** How a forecast did; ratios 0–1. null: nothing to tell it by (nothing came, or fewer than two weeks). */
export interface Accuracy {
  /** Sum of absolute errors ÷ sum of counts, over all intervals of all origins. */
  wape: number | null;
  /** Mean absolute error ÷ that of "as a week ago" within the history before the origin. */
  mase: number | null;
  /** Sum of forecast − actual ÷ sum of counts: above 0 too high. */
  bias: number | null;
  /**
   * Share of counts within p10–p90, where anything came or was expected; null for single candidates, which have no band.
   */
  coverage80: number | null;
}

export interface HorizonAccuracy {
  chosen: Accuracy;
  methods: Record<string, Accuracy>;
}

export interface Backtest {
  /** From how many days it was forecast. */
  origins: number;
  horizons: Record<string, HorizonAccuracy>;
  /** ISO dates of the first and the last origin: the next open day at each. */
  from: string | null;
  to: string | null;
  /** How much each candidate counted over all origins, for the first horizon. */
  weights: Record<string, number>;
}

export interface BacktestInput {
  days: readonly OpenDay[];
  minutes: number;
  traitsOf?: TraitsOf;
  /** Calendar days from the next open day on, by the name under which they are told. */
  horizons: Readonly<Record<string, number>>;
  /** Open days from one origin to the next; default 1, more where origins would be too many. */
  step?: number;
}

/** The 60th open day is the first that is forecast, or the day after a third of a shorter history. */
const firstTarget = 59;
const mostOrigins = 120;

/**
 * Rolling origin: from each origin every horizon is forecast with no more than the days before it, the choice among the
 * candidates and the band included. What is known ahead is which dates are open, as a centre knows its closures.
 *
 * A horizon of n days reaches from the next open day over n calendar days. What counts are the intervals of days on which
 * something was seen, within opening hours, as far as they were observed.
 */
export function backtest(input: BacktestInput): Backtest {
  return finished(backtestInSteps(input));
}

/** The same, a step for each origin, for those who show how far it is. */
export function* backtestInSteps(input: BacktestInput): Generator<Step, Backtest> {
  const { minutes, horizons } = input;
  const days = teachingDays(input.days, input.traitsOf);
  // Horizons for which the history is too short are left out, so that the others can be tried.
  const lengths = Object.values(horizons).sort((a, b) => b - a);
  const longest = lengths.find((length) => originsOf(days, length, input.step).size > 0) ?? (lengths.at(-1) as number);
  const forecaster = new DemandForecaster(minutes, input.traitsOf);
  const origins = originsOf(days, longest, input.step);
  const practice = practiceOrigins(days.length, origins);
  const reports = Object.entries(horizons).map(([name, length]) => ({ name, length, tally: new Map<string, Tally>() }));
  const naive = new WeekAgo();
  const weights: Record<string, number> = {};
  let made = 0;
  for (const [row, day] of days.entries()) {
    const reported = origins.has(row);
    if (reported || practice.has(row)) {
      const targets = targetsFrom(days, row, longest);
      const forecast = forecaster.forecast(targets.map((target) => target.day));
      if (reported) {
        for (const { length, tally } of reports.filter((report) => report.length <= longest))
          judge(
            forecast,
            targets.filter((target) => target.day < day.day + length),
            forecaster,
            naive.scale(),
            tally,
          );
        for (const [name, weight] of forecast.weights[0] ?? [])
          weights[name] = (weights[name] ?? 0) + weight / origins.size;
      }
      forecaster.remember(forecast);
      made += 1;
      yield { done: made, of: origins.size + practice.size };
    }
    naive.learn(day, judgedCounts(day, forecaster.models));
    forecaster.learn(day);
  }
  const rows = [...origins];
  return {
    origins: rows.length,
    horizons: Object.fromEntries(reports.map(({ name, tally }) => [name, accuracies(tally)])),
    from: days[rows[0] ?? -1]?.date ?? null,
    to: days[rows.at(-1) ?? -1]?.date ?? null,
    weights,
  };
}

/** Rows from which it is forecast: so that every day of the longest horizon has come, or was closed. */
function originsOf(days: readonly TeachingDay[], longest: number, step: number | undefined): Set<number> {
  const last = days.at(-1);
  if (!last) return new Set();
  const openWeekdays = new Set(days.slice(-60).map(({ weekday }) => weekday));
  let end = last.day;
  while (end < last.day + 7 && !openWeekdays.has(weekdayOf(end + 1))) end += 1;
  const first = days.length > 1.5 * firstTarget ? firstTarget : Math.max(1, Math.ceil(days.length / 3));
  const possible = days.flatMap((day, row) => (row >= first && day.day + longest - 1 <= end ? [row] : []));
  const every = step ?? Math.max(1, Math.ceil(possible.length / mostOrigins));
  return new Set(possible.filter((_, i) => i % every === 0));
}

/** Origins before and between the reported ones, at which the choice and the band learn without being told of. */
function practiceOrigins(rows: number, origins: ReadonlySet<number>): Set<number> {
  const last = Math.max(-1, ...origins);
  const every = Math.max(1, Math.ceil(rows / 150));
  const practice = new Set<number>();
  for (let row = 2; row < last; row++) if (!origins.has(row) && row % every === 0) practice.add(row);
  return practice;
}

function targetsFrom(days: readonly TeachingDay[], row: number, length: number): TeachingDay[] {
  const first = (days[row] as TeachingDay).day;
  const targets: TeachingDay[] = [];
  for (let next = row; next < days.length && (days[next] as TeachingDay).day < first + length; next++)
    targets.push(days[next] as TeachingDay);
  return targets;
}

interface Tally {
  error: number;
  bias: number;
  actual: number;
  scaled: number;
  scaledCount: number;
  within: number;
  banded: number;
}

function judge(
  forecast: OriginForecast,
  targets: readonly TeachingDay[],
  forecaster: DemandForecaster,
  scale: number | null,
  tally: Map<string, Tally>,
): void {
  const counts = targets.map((target) => judgedCounts(target, forecaster.models));
  const named = [['', forecast.chosen] as const, ...forecast.candidates];
  for (const [name, values] of named) {
    let sums = tally.get(name);
    if (!sums) {
      sums = { error: 0, bias: 0, actual: 0, scaled: 0, scaledCount: 0, within: 0, banded: 0 };
      tally.set(name, sums);
    }
    for (const [nth, target] of targets.entries()) {
      const actual = counts[nth] as Float64Array;
      for (let slot = 0; slot < actual.length; slot++) {
        const count = actual[slot] as number;
        if (Number.isNaN(count)) continue;
        const expected = values[nth * actual.length + slot] as number;
        const error = Math.abs(expected - count);
        sums.error += error;
        sums.bias += expected - count;
        sums.actual += count;
        if (scale !== null && scale > 0) {
          sums.scaled += error / scale;
          sums.scaledCount += 1;
        }
        if (name !== '' || (count === 0 && expected < nothingExpected)) continue;
        const { p10, p90 } = forecaster.band(nth + 1, expected, slot, target.day);
        sums.banded += 1;
        if (p10 <= count && count <= p90) sums.within += 1;
      }
    }
  }
}

function accuracies(tally: ReadonlyMap<string, Tally>): HorizonAccuracy {
  const { '': chosen, ...methods } = Object.fromEntries([...tally].map(([name, sums]) => [name, accuracy(sums)]));
  return { chosen: chosen ?? { wape: null, mase: null, bias: null, coverage80: null }, methods };
}

function accuracy({ error, bias, actual, scaled, scaledCount, within, banded }: Tally): Accuracy {
  return {
    wape: actual > 0 ? error / actual : null,
    mase: scaledCount > 0 ? scaled / scaledCount : null,
    bias: actual > 0 ? bias / actual : null,
    coverage80: banded > 0 ? within / banded : null,
  };
}

/** The mean absolute error of "as a week ago" over the days so far. */
class WeekAgo {
  readonly #days = new Map<number, TeachingDay>();
  #error = 0;
  #count = 0;

  learn(day: TeachingDay, judged: Float64Array): void {
    const before = this.#days.get(day.day - 7);
    if (before)
      for (let slot = 0; slot < judged.length; slot++) {
        const off = Math.abs((judged[slot] as number) - (before.counts[slot] as number));
        if (Number.isNaN(off)) continue;
        this.#error += off;
        this.#count += 1;
      }
    this.#days.set(day.day, day);
    this.#days.delete(day.day - 8);
  }

  scale(): number | null {
    return this.#count > 0 ? this.#error / this.#count : null;
  }
}
