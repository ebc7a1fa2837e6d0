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

/**
 * The filters of all processes that are tried, for the rows that teach.
 *
 * @param used 1 for each row that teaches; between two that do the level wanders on for as many days as rows lie between
 */
export class ErrorFilters {
  /** Rows that teach. */
  readonly rows: Int32Array;
  readonly all: readonly ErrorFilter[];

  constructor(used: ArrayLike<number>) {
    this.rows = Int32Array.from(Array.from({ length: used.length }, (_, row) => row).filter((row) => used[row] === 1));
    const processes = persistences.flatMap((persistence) => shares.map((share) => ({ persistence, share })));
    this.all = [{ persistence: 0, share: 0 }, ...processes].map((process) => filterOf(this.rows, process));
  }

  /** Days of pure chance. */
  get plain(): ErrorFilter {
    return this.all[0] as ErrorFilter;
  }
}

function filterOf(rows: Int32Array, process: ErrorProcess): ErrorFilter {
  const { persistence, share } = process;
  const keep = new Float64Array(rows.length);
  const gain = new Float64Array(rows.length);
  const scale = new Float64Array(rows.length);
  let variance = share;
  let logs = 0;
  for (let i = 0; i < rows.length; i++) {
    if (i > 0) {
      const gap = (rows[i] as number) - (rows[i - 1] as number);
      const kept = gap === 1 ? persistence : persistence ** gap;
      keep[i] = kept;
      variance = kept * kept * variance + share * (1 - kept * kept);
    }
    const whole = variance + (1 - share);
    gain[i] = variance / whole;
    scale[i] = 1 / Math.sqrt(whole);
    logs += Math.log(whole);
    variance *= 1 - (gain[i] as number);
  }
  return { process, keep, gain, scale, logs };
}
