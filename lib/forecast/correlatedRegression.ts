import { solvePositiveDefinite } from './cholesky.ts';
import type { ErrorFilter, ErrorFilters, ErrorProcess } from './errorFilters.ts';

export interface CorrelatedRegression {
  coefficients: Float64Array;
  process: ErrorProcess;
  /** The level of the errors as of the last row that taught: what is left to expect of it. */
  level: number;
}

/**
 * Regression whose errors are a level that wanders and returns, an AR(1) process, plus noise of each day alone. Estimated by
 * least squares, then by alternating the likeliest process on a grid and generalised least squares whitened by a Kalman
 * filter (Harvey 1989, Forecasting, Structural Time Series Models and the Kalman Filter, §3.4).
 *
 * @param design rows × terms, row by row
 * @param penalties of each term, in units of the errors' variance: 0 none
 */
export function correlatedRegression(
  design: Float64Array,
  terms: number,
  response: Float64Array,
  penalties: ArrayLike<number>,
  filters: ErrorFilters,
): CorrelatedRegression {
  const { rows } = filters;
  const residuals = new Float64Array(rows.length);
  let filter = filters.plain;
  let coefficients: Float64Array = new Float64Array(terms);
  for (let round = 0; round < 3; round++) {
    coefficients = generalisedLeastSquares(design, terms, response, penalties, rows, filter);
    for (let i = 0; i < rows.length; i++) {
      const offset = (rows[i] as number) * terms;
      let fit = 0;
      for (let term = 0; term < terms; term++)
        fit += (design[offset + term] as number) * (coefficients[term] as number);
      residuals[i] = (response[rows[i] as number] as number) - fit;
    }
    if (round < 2) filter = likeliest(residuals, filters);
  }
  return { coefficients, process: filter.process, level: filtered(residuals, filter).level };
}

function generalisedLeastSquares(
  design: Float64Array,
  terms: number,
  response: Float64Array,
  penalties: ArrayLike<number>,
  rows: Int32Array,
  { keep, gain, scale }: ErrorFilter,
): Float64Array {
  const normal = new Float64Array(terms * terms);
  const right = new Float64Array(terms);
  const state = new Float64Array(terms + 1);
  const white = new Float64Array(terms + 1);
  const filled = new Int32Array(terms);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const [k, s, kept] = [gain[i] as number, scale[i] as number, keep[i] as number];
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
      const term = filled[a] as number;
      const value = white[term] as number;
      right[term] = (right[term] as number) + value * y;
      for (let b = 0; b <= a; b++) {
        const at = term * terms + (filled[b] as number);
        normal[at] = (normal[at] as number) + value * (white[filled[b] as number] as number);
      }
    }
  }
  for (let term = 0; term < terms; term++)
    normal[term * terms + term] = (normal[term * terms + term] as number) + (penalties[term] as number) + 1e-9;
  return solvePositiveDefinite(normal, right, terms);
}

function likeliest(residuals: Float64Array, filters: ErrorFilters): ErrorFilter {
  let best = filters.plain;
  let most = Number.NEGATIVE_INFINITY;
  for (const filter of filters.all) {
    const { squares } = filtered(residuals, filter);
    const likelihood = -residuals.length * Math.log(squares / residuals.length + 1e-12) - filter.logs;
    if (likelihood > most) {
      most = likelihood;
      best = filter;
    }
  }
  return best;
}

function filtered(residuals: Float64Array, { keep, gain, scale }: ErrorFilter): { level: number; squares: number } {
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
