/** An interval that was forecast, and what came in it; null: not known. */
export interface ForecastAndActual {
  /** Contacts that came; null: not observed throughout, or still to come. */
  actual: number | null;
  /** Contacts expected. */
  mean: number | null;
  /** Between these 80 of 100 such intervals should lie; null: the forecast has no band. */
  p10: number | null;
  p90: number | null;
  /** Contacts in the same interval a week before. */
  weekBefore: number | null;
}

/** What the figures are made of; sums of parts can be added, figures cannot. */
export interface AccuracySums {
  /** Intervals with a forecast and an actual count, but for those in which nothing was expected and nothing came. */
  intervals: number;
  actual: number;
  forecast: number;
  /** Σ|a − f| */
  absoluteError: number;
  /** Intervals with a band, and how many counts lay below, within, and above it. */
  below: number;
  within: number;
  above: number;
  /** Σ|a − f| and Σ|a − a₇| of intervals of which the week before is known. */
  scaledError: number;
  weekBeforeError: number;
}

/** How a forecast did; ratios 0–1. null: nothing to tell it by. */
export interface AccuracyFigures {
  /** Weighted absolute percentage error: Σ|a − f| ÷ Σa. */
  wape: number | null;
  /** Σ(f − a) ÷ Σa: above 0 more was expected than came. */
  bias: number | null;
  /** Mean absolute scaled error: Σ|a − f| ÷ Σ|a − a₇|, a₇ being a week before; below 1 better than taking last week's counts. */
  mase: number | null;
  /** Share of counts between p10 and p90, both included; 0.8 is what the band claims. */
  coverage80: number | null;
  /** Shares of counts below p10 and above p90; 0.1 each is what the band claims. */
  below: number | null;
  above: number | null;
  actual: number;
  forecast: number;
  intervals: number;
}

export function emptySums(): AccuracySums {
  return {
    ...{ intervals: 0, actual: 0, forecast: 0, absoluteError: 0 },
    ...{ below: 0, within: 0, above: 0, scaledError: 0, weekBeforeError: 0 },
  };
}

/** Adds one interval, if both its forecast and what came are known. */
export function addInterval(sums: AccuracySums, { actual, mean, p10, p90, weekBefore }: ForecastAndActual): void {
  if (actual === null || mean === null) return;
  // Closed: nothing is told by it, and a band from 0 to 0 would always hold.
  if (actual === 0 && (p90 ?? mean) === 0) return;
  const error = Math.abs(actual - mean);
  sums.intervals += 1;
  sums.actual += actual;
  sums.forecast += mean;
  sums.absoluteError += error;
  if (p10 !== null && p90 !== null) sums[actual < p10 ? 'below' : actual > p90 ? 'above' : 'within'] += 1;
  if (weekBefore !== null) {
    sums.scaledError += error;
    sums.weekBeforeError += Math.abs(actual - weekBefore);
  }
}

/** Sums of several parts together: queues, days, weeks. */
export function addedSums(parts: Iterable<AccuracySums>): AccuracySums {
  const sums = emptySums();
  for (const part of parts) for (const key of Object.keys(sums) as (keyof AccuracySums)[]) sums[key] += part[key];
  return sums;
}

/**
 * The figures of any sums, each part weighted by its contacts (WAPE, bias) or intervals (coverage).
 *
 * Source: Hyndman & Koehler, "Another look at measures of forecast accuracy", 2006 (MASE); WAPE is their MAD/mean ratio.
 */
export function accuracyFigures(sums: AccuracySums): AccuracyFigures {
  const { intervals, actual, forecast, absoluteError, below, within, above, scaledError, weekBeforeError } = sums;
  const banded = below + within + above;
  const share = (part: number, whole: number) => (whole > 0 ? part / whole : null);
  return {
    wape: share(absoluteError, actual),
    bias: share(forecast - actual, actual),
    mase: share(scaledError, weekBeforeError),
    coverage80: share(within, banded),
    below: share(below, banded),
    above: share(above, banded),
    ...{ actual, forecast, intervals },
  };
}

/**
 * Intervals several at a time, such as quarters of an hour to half hours or a day; one of which a part is not known is not
 * known. Bands do not add up, so these have none.
 *
 * @param size of how many one is made, at least 1; the last may be of fewer
 */
export function joinedIntervals(intervals: readonly ForecastAndActual[], size: number): ForecastAndActual[] {
  if (!(size >= 1)) throw new RangeError(`size must be at least 1, not ${size}`);
  const joined: ForecastAndActual[] = [];
  for (let i = 0; i < intervals.length; i += size) {
    const parts = intervals.slice(i, i + size);
    const sum = (of: (part: ForecastAndActual) => number | null) =>
      parts.reduce<number | null>((total, part) => {
        const value = of(part);
        return total === null || value === null ? null : total + value;
      }, 0);
    joined.push({
      actual: sum(({ actual }) => actual),
      mean: sum(({ mean }) => mean),
      p10: null,
      p90: null,
      weekBefore: sum(({ weekBefore }) => weekBefore),
    });
  }
  return joined;
}
