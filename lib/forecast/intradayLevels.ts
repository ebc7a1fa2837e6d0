import { CovarianceFactor } from './covarianceFactor.ts';

/**
 * How a day departs from its forecast, on the logarithmic scale: as a whole, in stretches that come and go, and
 * interval by interval beyond the Poisson noise of counts. Variances are those of the logarithm of actual ÷ forecast.
 */
export interface IntradayLevels {
  /** Of the whole day alike. */
  dayVariance: number;
  /** Of stretches, where the day is busy; what is off by them now is off by a share e^(−Δ/driftHours) after Δ hours. */
  driftVariance: number;
  driftHours: number;
  /**
   * Quiet hours stray further: the drift's variance goes with (busy ÷ expected there) to this power, at most ninefold.
   */
  quietPower: number;
  /** Of single intervals. */
  noiseVariance: number;
  /**
   * What past days kept of the shift that the levels promised for their rest, by the share of the day's contacts
   * expected until then; rising shares, straight lines between them. A first hour may go its own way, which no law of
   * levels knows. Empty: all of it.
   */
  trust: readonly { share: number; kept: number }[];
  /**
   * What the spreads of the rest of the day, and of single intervals, are multiplied by, so that bands cover what they
   * claim.
   */
  restSpread: number;
  intervalSpread: number;
}

/** A day's forecast, made before it began, beside what came. */
export interface ForecastedDay {
  /** Per interval of the day, in order; `seen` null: not observed. */
  intervals: readonly { mean: number; seen: number | null }[];
}

/** Days off by 6 %, stretches of some two hours by 6 %, intervals by 3 %: what centres of some size show. */
export const usualLevels: IntradayLevels = {
  dayVariance: 0.06 ** 2,
  driftVariance: 0.06 ** 2,
  driftHours: 2,
  quietPower: 1,
  noiseVariance: 0.03 ** 2,
  trust: [
    { share: 0.03, kept: 0.4 },
    { share: 0.08, kept: 0.5 },
    { share: 0.15, kept: 0.6 },
    { share: 0.25, kept: 0.8 },
    { share: 0.45, kept: 1 },
    { share: 0.7, kept: 1 },
  ],
  restSpread: 1,
  intervalSpread: 1,
};
const choices = {
  dayVariance: [0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.13, 0.17, 0.23, 0.3].map((deviation) => deviation ** 2),
  driftVariance: [0.015, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.13, 0.17, 0.23, 0.3].map((deviation) => deviation ** 2),
  driftHours: [0.5, 1, 2, 3, 4.5],
  quietPower: [0, 0.5, 1, 1.5, 2],
};
/** Few days speak softly: a factor of two from the usual costs as much as this many units of log-likelihood. */
const priorCost = 1;
const oddDay = 2;
/** Beyond so large a share an hour's excess is a burst. */
const burst = 0.6;
const blockMinutes = 60;

/**
 * Learns the levels from past days: the likeliest of a grid of them (hours taken together, normal departures, Poisson
 * noise known), held near the usual ones while there are few days.
 *
 * @param days forecasts as they stood before each day began; those made later would look better than they were
 * @param intervalMinutes length of an interval
 */
export function likeliestLevels(days: readonly ForecastedDay[], intervalMinutes: number): IntradayLevels {
  const usable = days.filter(isUsable);
  const perBlock = Math.max(1, Math.round(blockMinutes / intervalMinutes));
  const blocks = usable.map((day) => blocksOf(day, perBlock));
  if (usable.length === 0) return usualLevels;
  let best = usualLevels;
  let bestScore = score(best, blocks, perBlock * intervalMinutes);
  // One level after the other, until none gets better: the likelihood has one hill.
  for (let round = 0, better = true; better && round < 6; round++) {
    better = false;
    for (const key of ['dayVariance', 'driftVariance', 'quietPower', 'driftHours'] as const) {
      for (const value of choices[key]) {
        const levels = { ...best, [key]: value };
        const found = score(levels, blocks, perBlock * intervalMinutes);
        if (found <= bestScore + 1e-9) continue;
        [best, bestScore, better] = [levels, found, true];
      }
    }
  }
  return { ...best, noiseVariance: noiseOf(usable, best) };
}

/** How much further than a busy one an interval strays, as a variance; 1 where the day is busiest. */
export function quietFactors(means: readonly number[], quietPower: number): number[] {
  const total = means.reduce((sum, mean) => sum + mean, 0);
  const busy = total > 0 ? means.reduce((sum, mean) => sum + mean * mean, 0) / total : 0;
  return means.map((mean) => (mean > 0 ? Math.min(9, Math.max(1, busy / mean) ** quietPower) : 1));
}

interface Block {
  index: number;
  mean: number;
  seen: number;
}

/** May the day teach? One that is off by a factor of two is a holiday that nobody knew of, or an outage. */
export function isUsable({ intervals }: ForecastedDay): boolean {
  const observed = intervals.filter(({ seen }) => seen !== null);
  const mean = observed.reduce((sum, { mean }) => sum + mean, 0);
  const seen = observed.reduce((sum, { seen }) => sum + (seen ?? 0), 0);
  return mean > 0 && seen < mean * oddDay && seen * oddDay > mean;
}

/** Hours of the day, of each its observed intervals. */
function blocksOf({ intervals }: ForecastedDay, perBlock: number): Block[] {
  const blocks: Block[] = [];
  for (const [i, { mean, seen }] of intervals.entries()) {
    if (seen === null || mean <= 0) continue;
    const index = Math.floor(i / perBlock);
    const last = blocks.at(-1);
    if (last?.index === index) {
      last.mean += mean;
      last.seen += seen;
    } else blocks.push({ index, mean, seen });
  }
  // A burst is no measure of ordinary hours; the bound is far, and the same whatever levels are tried.
  return blocks.map((block) => {
    const reach = burst + 4 / Math.sqrt(block.mean);
    return { ...block, seen: Math.min(block.seen, block.mean * (1 + reach)) };
  });
}

/** Log-likelihood of the days' relative departures, less the cost of straying from the usual levels. */
function score(levels: IntradayLevels, days: readonly (readonly Block[])[], minutes: number): number {
  const apart = (key: 'dayVariance' | 'driftVariance' | 'driftHours') => Math.log2(levels[key] / usualLevels[key]) ** 2;
  let total = -priorCost * ((apart('dayVariance') + apart('driftVariance')) / 4 + apart('driftHours'));
  total -= priorCost * (levels.quietPower - usualLevels.quietPower) ** 2;
  for (const blocks of days) {
    const n = blocks.length;
    const quiet = quietFactors(
      blocks.map(({ mean }) => mean),
      levels.quietPower,
    );
    const covariance = new Float64Array(n * n);
    const departures = new Float64Array(n);
    for (const [a, one] of blocks.entries()) {
      for (const [b, other] of blocks.entries()) {
        if (b > a) break;
        const fade = Math.exp((-Math.abs(one.index - other.index) * minutes) / 60 / levels.driftHours);
        const drift = Math.sqrt((quiet[a] ?? 1) * (quiet[b] ?? 1)) * levels.driftVariance * fade;
        covariance[a * n + b] = levels.dayVariance + drift + (a === b ? 1 / one.mean : 0);
      }
      departures[a] = (one.seen - one.mean) / one.mean;
    }
    const factor = new CovarianceFactor(covariance, n);
    const misfit = factor.whiten(departures).reduce((sum, one) => sum + one * one, 0);
    total -= (factor.logDeterminant + misfit) / 2;
  }
  return total;
}

/** What single intervals vary beyond day, drift and the noise of their counts. */
function noiseOf(days: readonly ForecastedDay[], levels: IntradayLevels): number {
  let excess = usualLevels.noiseVariance;
  let weights = 1;
  for (const { intervals } of days) {
    const quiet = quietFactors(
      intervals.map(({ mean }) => mean),
      levels.quietPower,
    );
    let before: number | null = null;
    for (const [i, { mean, seen }] of intervals.entries()) {
      const departure: number | null = seen === null || mean <= 0 ? null : (seen - mean) / mean;
      const previous = intervals[i - 1]?.mean ?? 0;
      // Neighbours share day and drift nearly whole, so half of the square of their difference is noise.
      if (departure !== null && before !== null && previous > 0) {
        const weight = 1 / (0.01 + 1 / mean + 1 / previous) ** 2 / 1e4 / days.length / (quiet[i] ?? 1);
        excess += weight * ((departure - before) ** 2 - 1 / mean - 1 / previous) * 0.5;
        weights += weight;
      }
      before = departure;
    }
  }
  return Math.max(0, excess / weights);
}
