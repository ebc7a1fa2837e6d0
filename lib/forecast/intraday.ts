import { countBand } from './countBand.ts';
import { CovarianceFactor } from './covarianceFactor.ts';
import { type IntradayLevels, quietFactors, usualLevels } from './intradayLevels.ts';

export interface TodayInterval {
  /** Expected contacts, as forecast before the day began; 0 where closed. */
  mean: number;
  /** Contacts that came; null: not over yet, or not observed throughout. */
  seen: number | null;
}

export interface IntradayInput {
  /** The day's intervals in order, of equal length. */
  intervals: readonly TodayInterval[];
  /** How many of them are over; what was seen after them is passed over. */
  elapsed: number;
  /** Length of an interval. */
  minutes: number;
  /** How days depart from their forecast; default: the usual levels. */
  levels?: IntradayLevels;
}

export interface ReforecastInterval {
  mean: number;
  /** Nine in ten such intervals bring more than `p10`, and nine in ten less than `p90`. */
  p10: number;
  p90: number;
}

export interface IntradayForecast {
  /**
   * Every interval of the day as it is expected now, also those over, where they may stand in for what was not
   * observed.
   */
  intervals: ReforecastInterval[];
  /** Contacts by tonight: those seen, and those expected in what is left or was not observed. */
  byTonight: ReforecastInterval;
  /**
   * Contacts seen and expected in the observed intervals that are over; their ratio is what everybody asks for first.
   */
  seen: number;
  expected: number;
  /** By how much the rest of the day is multiplied; 1 before anything was seen. */
  restFactor: number;
  /**
   * The share of the seen deviation, on the logarithmic scale, that the rest of the day is believed to keep: 0 before
   * the first interval, towards 1 as evidence grows; null where seen and expected are too close to tell.
   */
  weight: number | null;
}

/**
 * An interval's departure counts no further than this many standard deviations: one burst is no news of the evening.
 */
const farthest = 3;

/**
 * What the rest of today brings, given what came until now (run it every 15 minutes). The logarithm of actual ÷
 * forecast is taken as a level of the whole day, plus a drift that fades within hours, plus noise; counts are Poisson
 * around it. Its posterior (Laplace's approximation) is the shrunken log ratio: the ratio of a thin morning counts for
 * little, that of the afternoon for nearly all, the last hours for more than the first. The plain ratio, by contrast,
 * makes the rest of the day worse before noon. Of the shift, as much is believed as past days kept of theirs. Holes teach
 * nothing and count as expected. Before the first interval it is the forecast itself.
 *
 * @throws RangeError on negative or infinite numbers
 * @see Shen & Huang, Interday forecasting and intraday updating of call center arrivals, M&SOM 10 (2008) 391–410, on
 *   penalised updating, of which this is the Bayesian form
 */
export function reforecastDay(input: IntradayInput): IntradayForecast {
  const { intervals, elapsed, levels = usualLevels } = input;
  check(input);
  const covariance = covarianceOf(levels, input);
  const noise = levels.noiseVariance;
  const observed = intervals.flatMap(({ mean, seen }, index) =>
    index < elapsed && seen !== null && mean > 0
      ? [{ index, mean, seen: withinReason(seen, mean, covariance(index, index) + noise) }]
      : [],
  );
  const belief = posterior(covariance, noise, observed, intervals.length);

  const trust = trustAt(
    levels,
    sum(observed.map(({ mean }) => mean)) / Math.max(1e-9, sum(intervals.map(({ mean }) => mean))),
  );
  const open = intervals.map((interval, index) => index >= elapsed || interval.seen === null);
  const updated = intervals.map(({ mean }, i): ReforecastInterval => {
    const { shift, variance } = belief.at(i);
    // The forecast is a mean, which the spread of its own level is part of already.
    const now = mean * Math.exp(trust * (shift + (variance - covariance(i, i)) / 2));
    const spread = now + now ** 2 * Math.expm1(variance + noise);
    return { mean: now, ...countBand(now, spread * levels.intervalSpread ** 2) };
  });
  const seen = sum(intervals.filter((_, i) => i < elapsed).map((interval) => interval.seen ?? 0));
  const rest = updated.map(({ mean }, i) => (open[i] ? mean : 0));
  const restMean = sum(rest);
  let restVariance = restMean;
  for (let i = 0; i < rest.length; i++) {
    const one = rest[i] as number;
    if (one === 0) continue;
    restVariance += one ** 2 * noise;
    for (let j = 0; j < rest.length; j++) restVariance += one * (rest[j] as number) * belief.covariance(i, j);
  }
  const left = countBand(restMean, restVariance * levels.restSpread ** 2);
  const usualRest = sum(intervals.map(({ mean }, i) => (open[i] ? mean : 0)));
  const restFactor = usualRest > 0 ? restMean / usualRest : 1;
  const told = observed.map(({ index }) => intervals[index] as TodayInterval);
  const ratio = { seen: sum(told.map((one) => one.seen ?? 0)), expected: sum(told.map(({ mean }) => mean)) };
  return {
    intervals: updated,
    byTonight: { mean: seen + restMean, p10: seen + left.p10, p90: seen + left.p90 },
    seen: ratio.seen,
    expected: ratio.expected,
    restFactor,
    weight: weightOf(ratio, restFactor, observed.length),
  };
}

interface Observation {
  index: number;
  mean: number;
  seen: number;
}

interface Belief {
  /** Mean and variance of an interval's level, its own noise left out. */
  at(index: number): { shift: number; variance: number };
  covariance: Covariance;
}

type Covariance = (i: number, j: number) => number;

/** Covariance of the levels of two intervals. */
function covarianceOf(levels: IntradayLevels, { intervals, minutes }: IntradayInput): Covariance {
  const { dayVariance, driftVariance, driftHours, quietPower } = levels;
  const means = intervals.map(({ mean }) => mean);
  const quiet = quietFactors(means, quietPower).map(Math.sqrt);
  const fading = means.map((_, steps) => driftVariance * Math.exp((-steps * minutes) / 60 / driftHours));
  return (i, j) => dayVariance + (quiet[i] ?? 1) * (quiet[j] ?? 1) * (fading[Math.abs(i - j)] ?? 0);
}

/** Newton's steps to the likeliest levels, and the spread around them. */
function posterior(k: Covariance, noise: number, observed: readonly Observation[], length: number): Belief {
  const n = observed.length;
  if (n === 0) return { at: (i) => ({ shift: 0, variance: k(i, i) }), covariance: k };
  const gram = new Float64Array(n * n);
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++)
      gram[a * n + b] =
        k((observed[a] as Observation).index, (observed[b] as Observation).index) + (a === b ? noise : 0);
  const target = new Float64Array(n);
  const level = new Float64Array(n);
  const factorAt = () => {
    const system = Float64Array.from(gram);
    for (const [a, { mean, seen }] of observed.entries()) {
      const rate = mean * Math.exp(level[a] as number);
      system[a * n + a] = (system[a * n + a] as number) + 1 / rate;
      target[a] = (level[a] as number) + (seen - rate) / rate;
    }
    return new CovarianceFactor(system, n);
  };
  let factor = factorAt();
  let weights = factor.solve(target);
  for (let step = 0, moved = 1; step < 50 && moved > 1e-9; step++) {
    moved = 0;
    for (let a = 0; a < n; a++) {
      let next = 0;
      for (let b = 0; b < n; b++) next += (gram[a * n + b] as number) * (weights[b] as number);
      // A long step from a wild start would overshoot.
      const by = Math.max(-0.5, Math.min(0.5, next - (level[a] as number)));
      level[a] = (level[a] as number) + by;
      moved = Math.max(moved, Math.abs(by));
    }
    factor = factorAt();
    weights = factor.solve(target);
  }
  const cross = Array.from({ length }, (_, i) => Float64Array.from(observed, ({ index }) => k(index, i)));
  const whitened = cross.map((column) => factor.whiten(column));
  const covariance = (i: number, j: number) => k(i, j) - dot(whitened[i], whitened[j]);
  return {
    covariance,
    at: (i) => ({ shift: dot(cross[i], weights), variance: Math.max(0, covariance(i, i)) }),
  };
}

function dot(a: Float64Array | undefined, b: Float64Array | undefined): number {
  let product = 0;
  if (a && b) for (let i = 0; i < a.length; i++) product += (a[i] as number) * (b[i] as number);
  return product;
}

function trustAt({ trust }: IntradayLevels, share: number): number {
  const after = trust.findIndex((point) => point.share >= share);
  const last = trust.at(-1);
  const next = trust[after];
  if (!last) return 1;
  if (!next) return last.kept;
  const before = trust[after - 1];
  if (!before) return next.kept;
  const part = (share - before.share) / (next.share - before.share);
  return before.kept + part * (next.kept - before.kept);
}

function withinReason(seen: number, mean: number, variance: number): number {
  const reach = farthest * Math.sqrt(variance + 1 / mean);
  return Math.min(Math.max(seen, mean * Math.exp(-reach)), mean * Math.exp(reach));
}

function weightOf(ratio: { seen: number; expected: number }, restFactor: number, observed: number): number | null {
  if (observed === 0) return 0;
  const plain = Math.log((ratio.seen + 0.5) / (ratio.expected + 0.5));
  return Math.abs(plain) < 0.01 ? null : Math.log(restFactor) / plain;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function check({ intervals, elapsed, minutes, levels }: IntradayInput): void {
  const positive = (name: string, value: number, low = 0) => {
    if (!Number.isFinite(value) || value < low)
      throw new RangeError(`${name} must be a number of ${low} or more, not ${value}`);
  };
  for (const { mean, seen } of intervals) {
    positive('mean', mean);
    if (seen !== null) positive('seen', seen);
  }
  if (!Number.isInteger(elapsed) || elapsed < 0 || elapsed > intervals.length)
    throw new RangeError(`elapsed must be a whole number from 0 to ${intervals.length}, not ${elapsed}`);
  if (!(minutes > 0)) throw new RangeError(`minutes must be more than 0, not ${minutes}`);
  for (const [name, value] of Object.entries(levels ?? {})) if (typeof value === 'number') positive(name, value);
}
