/** The errors of days: a level that wanders and returns, an AR(1) process, and noise of each day alone. */
export interface ErrorProcess {
  /** How much of the level is left a day later, 0–1. */
  persistence: number;
  /** The level's share of the errors' variance, 0–1; the rest is the day's own noise. */
  share: number;
}

/** How a Kalman filter runs through the days that teach, for one process: the same for every series. */
export interface ErrorFilter {
  process: ErrorProcess;
  /** What is left of the level since the row before. */
  keep: Float64Array;
  /** How much of a surprise passes into the level. */
  gain: Float64Array;
  /** 1 / standard deviation of a surprise. */
  scale: Float64Array;
  /** Sum of the logarithms of the surprises' variances. */
  logs: number;
}

const persistences = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995];
const shares = [0.15, 0.3, 0.5, 0.7, 0.85, 1];
/** Places of the grid from which the likeliest is sought: persistence, share. */
const starts = [
  [1, 1],
  [1, 4],
  [4, 1],
  [4, 4],
  [6, 2],
] as const;

/**
 * The filters of the processes that are tried, for the rows that teach; each is made when it is first asked for.
 *
 * @param used 1 for each row that teaches; between two that do the level wanders on for as many days as rows lie between
 */
export class ErrorFilters {
  /** Rows that teach. */
  readonly rows: Int32Array;
  /** Days of pure chance. */
  readonly plain: ErrorFilter;
  readonly #grid: (ErrorFilter | undefined)[] = [];

  constructor(used: ArrayLike<number>) {
    this.rows = Int32Array.from(Array.from({ length: used.length }, (_, row) => row).filter((row) => used[row] === 1));
    this.plain = filterOf(this.rows, { persistence: 0, share: 0 });
  }

  /**
   * The process under which these errors are likeliest, on a grid: from some of its places uphill, as the likelihood has one
   * summit but for ripples.
   *
   * @param residuals one for each row that teaches
   */
  likeliest(residuals: Float64Array): ErrorFilter {
    const known: (number | undefined)[] = [];
    const at = (p: number, s: number): number => {
      if (p < 0 || s < 0 || p >= persistences.length || s >= shares.length) return Number.NEGATIVE_INFINITY;
      const place = p * shares.length + s;
      let value = known[place];
      if (value === undefined) {
        value = likelihood(residuals, this.#at(place));
        known[place] = value;
      }
      return value;
    };
    let [bestP, bestS] = starts[0] as readonly [number, number];
    for (const [p, s] of starts) if (at(p, s) > at(bestP, bestS)) [bestP, bestS] = [p, s];
    for (let [p, s] = [-1, -1]; p !== bestP || s !== bestS; ) {
      [p, s] = [bestP, bestS];
      for (let dp = -1; dp <= 1; dp++)
        for (let ds = -1; ds <= 1; ds++) if (at(p + dp, s + ds) > at(bestP, bestS)) [bestP, bestS] = [p + dp, s + ds];
    }
    return likelihood(residuals, this.plain) >= at(bestP, bestS) ? this.plain : this.#at(bestP * shares.length + bestS);
  }

  #at(place: number): ErrorFilter {
    let filter = this.#grid[place];
    if (!filter) {
      const persistence = persistences[Math.floor(place / shares.length)] as number;
      filter = filterOf(this.rows, { persistence, share: shares[place % shares.length] as number });
      this.#grid[place] = filter;
    }
    return filter;
  }
}

/** Runs through the errors: what is left of the level after the last, and the sum of the surprises' squares. */
export function filtered(
  residuals: Float64Array,
  { keep, gain, scale }: ErrorFilter,
): { level: number; squares: number } {
  let level = 0;
  let squares = 0;
  for (let i = 0; i < residuals.length; i++) {
    level *= keep[i] as number;
    const surprise = (residuals[i] as number) - level;
    level += (gain[i] as number) * surprise;
    const white = surprise * (scale[i] as number);
    squares += white * white;
  }
  return { level, squares };
}

function likelihood(residuals: Float64Array, filter: ErrorFilter): number {
  const { squares } = filtered(residuals, filter);
  return -residuals.length * Math.log(squares / residuals.length + 1e-12) - filter.logs;
}

function filterOf(rows: Int32Array, process: ErrorProcess): ErrorFilter {
  const { persistence, share } = process;
  const keep = new Float64Array(rows.length);
  const gain = new Float64Array(rows.length);
  const scale = new Float64Array(rows.length);
  let variance = share;
  // The product of the variances, its logarithm taken before it leaves the range of numbers.
  let [logs, product] = [0, 1];
  // From day to day the variance soon stays the same.
  let [before, whole, root] = [Number.NaN, 1, 1];
  for (let i = 0; i < rows.length; i++) {
    if (i > 0) {
      const gap = (rows[i] as number) - (rows[i - 1] as number);
      const kept = gap === 1 ? persistence : persistence ** gap;
      keep[i] = kept;
      variance = kept * kept * variance + share * (1 - kept * kept);
    }
    if (variance !== before) {
      before = variance;
      whole = variance + (1 - share);
      root = 1 / Math.sqrt(whole);
    }
    gain[i] = variance / whole;
    scale[i] = root;
    product *= whole;
    if (product < 1e-200) {
      logs += Math.log(product);
      product = 1;
    }
    variance *= 1 - (gain[i] as number);
  }
  return { process, keep, gain, scale, logs: logs + Math.log(product) };
}
