import { solvePositiveDefinite } from './cholesky.ts';

/**
 * Regression whose errors are a level that wanders and returns, an AR(1) process, plus noise of each day alone. Days may be
 * missing: between rows that lie `g` days apart the level keeps ρ^g. Estimated by least squares, then by alternating
 * maximum likelihood of (ρ, share) on a grid and generalised least squares whitened by a Kalman filter (Harvey 1989,
 * Forecasting, Structural Time Series Models and the Kalman Filter, §3.4).
 */
export interface ErrorProcess {
  /** How much of the level is left a day later, 0–1. */
  persistence: number;
  /** The level's share of the errors' variance, 0–1; the rest is the day's own noise. */
  share: number;
}

export interface CorrelatedRegression {
  coefficients: Float64Array;
  process: ErrorProcess;
  /** The level of the errors as of the last row: what is left to expect of it. */
  level: number;
  /** Mean square of the errors. */
  variance: number;
  /** The errors, row by row. */
  residuals: Float64Array;
}

const persistences = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995];
const shares = [0.15, 0.3, 0.5, 0.7, 0.85, 1];

/**
 * @param design rows × terms, row by row
 * @param days of each row, in opening days, rising: their differences are the gaps
 * @param penalties of each term, in units of the errors' variance: 0 none
 * @param used rows that teach; the others are passed over as if missing
 */
export function correlatedRegression(
  design: Float64Array,
  terms: number,
  response: Float64Array,
  days: ArrayLike<number>,
  penalties: ArrayLike<number>,
  used: Uint8Array,
): CorrelatedRegression {
  const rows = response.length;
  const residuals = new Float64Array(rows);
  let process: ErrorProcess = { persistence: 0, share: 0 };
  let coefficients: Float64Array = new Float64Array(terms);
  for (let round = 0; round < 3; round++) {
    coefficients = generalisedLeastSquares(design, terms, response, days, penalties, used, process);
    for (let row = 0; row < rows; row++) {
      let fit = 0;
      for (let term = 0; term < terms; term++)
        fit += (design[row * terms + term] as number) * (coefficients[term] as number);
      residuals[row] = (response[row] as number) - fit;
    }
    if (round < 2) process = likeliest(residuals, days, used);
  }
  const { level, variance } = filtered(residuals, days, used, process);
  return { coefficients, process, level, variance, residuals };
}

/** How the gains of the filter run: shared by the response and every term. */
function gainsOf(days: ArrayLike<number>, used: Uint8Array, { persistence, share }: ErrorProcess) {
  const rows = days.length;
  const gain = new Float64Array(rows);
  const spread = new Float64Array(rows);
  const keep = new Float64Array(rows);
  let variance = share;
  let last = -1;
  for (let row = 0; row < rows; row++) {
    if (used[row] === 0) continue;
    const kept = last < 0 ? 0 : kept_(persistence, (days[row] as number) - (days[last] as number));
    if (last >= 0) variance = kept * kept * variance + share * (1 - kept * kept);
    const whole = variance + (1 - share);
    keep[row] = kept;
    spread[row] = Math.sqrt(whole);
    gain[row] = variance / whole;
    variance *= 1 - (gain[row] as number);
    last = row;
  }
  return { gain, spread, keep };
}

function kept_(persistence: number, gap: number): number {
  return gap === 1 ? persistence : persistence ** gap;
}

function generalisedLeastSquares(
  design: Float64Array,
  terms: number,
  response: Float64Array,
  days: ArrayLike<number>,
  penalties: ArrayLike<number>,
  used: Uint8Array,
  process: ErrorProcess,
): Float64Array {
  const { gain, spread, keep } = gainsOf(days, used, process);
  const normal = new Float64Array(terms * terms);
  const right = new Float64Array(terms);
  const state = new Float64Array(terms + 1);
  const white = new Float64Array(terms + 1);
  const filled = new Int32Array(terms);
  for (let row = 0; row < response.length; row++) {
    if (used[row] === 0) continue;
    const [k, s, kept] = [gain[row] as number, 1 / (spread[row] as number), keep[row] as number];
    let count = 0;
    for (let term = 0; term <= terms; term++) {
      const value = term < terms ? (design[row * terms + term] as number) : (response[row] as number);
      const before = (state[term] as number) * kept;
      const surprise = value - before;
      state[term] = before + k * surprise;
      white[term] = surprise * s;
      if (surprise !== 0 && term < terms) filled[count++] = term;
    }
    const y = white[terms] as number;
    for (let a = 0; a < count; a++) {
      const i = filled[a] as number;
      const value = white[i] as number;
      right[i] = (right[i] as number) + value * y;
      for (let b = 0; b <= a; b++) {
        const at = i * terms + (filled[b] as number);
        normal[at] = (normal[at] as number) + value * (white[filled[b] as number] as number);
      }
    }
  }
  for (let term = 0; term < terms; term++)
    normal[term * terms + term] = (normal[term * terms + term] as number) + (penalties[term] as number) + 1e-9;
  return solvePositiveDefinite(normal, right, terms, 1).x;
}

function likeliest(residuals: Float64Array, days: ArrayLike<number>, used: Uint8Array): ErrorProcess {
  let best: ErrorProcess = { persistence: 0, share: 0 };
  let most = Number.NEGATIVE_INFINITY;
  for (const persistence of persistences)
    for (const share of persistence === 0 ? [0] : shares) {
      const { logLikelihood } = filtered(residuals, days, used, { persistence, share });
      if (logLikelihood > most) {
        most = logLikelihood;
        best = { persistence, share };
      }
    }
  return best;
}

function filtered(residuals: Float64Array, days: ArrayLike<number>, used: Uint8Array, process: ErrorProcess) {
  const { persistence, share } = process;
  let level = 0;
  let variance = share;
  let last = -1;
  let squares = 0;
  let logs = 0;
  let count = 0;
  for (let row = 0; row < residuals.length; row++) {
    if (used[row] === 0) continue;
    if (last >= 0) {
      const kept = kept_(persistence, (days[row] as number) - (days[last] as number));
      level *= kept;
      variance = kept * kept * variance + share * (1 - kept * kept);
    }
    const whole = variance + (1 - share);
    const surprise = (residuals[row] as number) - level;
    const gain = variance / whole;
    level += gain * surprise;
    variance *= 1 - gain;
    squares += (surprise * surprise) / whole;
    logs += Math.log(whole);
    count += 1;
    last = row;
  }
  const mean = count > 0 ? squares / count : 0;
  return { level, variance: mean, logLikelihood: -0.5 * (count * Math.log(mean + 1e-12) + logs) };
}
