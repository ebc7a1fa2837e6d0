import { positiveDefiniteSolver } from './cholesky.ts';
import { type ErrorFilter, type ErrorFilters, type ErrorProcess, filtered } from './errorFilters.ts';

export interface CorrelatedRegression {
  coefficients: Float64Array;
  process: ErrorProcess;
  /** The level of the errors as of the last row that taught: what is left to expect of it. */
  level: number;
}

/**
 * Regressions on one design whose errors are a level that wanders and returns, an AR(1) process, plus noise of each day
 * alone. Estimated by least squares, then by alternating the likeliest process on a grid and generalised least squares
 * whitened by a Kalman filter (Harvey 1989, Forecasting, Structural Time Series Models and the Kalman Filter, §3.4).
 *
 * @param design rows × terms, row by row
 * @param penalties of each term, in units of the errors' variance: 0 none
 * @returns response → its regression; what series share is worked out once
 */
export function correlatedRegressions(
  design: Float64Array,
  terms: number,
  penalties: ArrayLike<number>,
  filters: ErrorFilters,
): (response: Float64Array) => CorrelatedRegression {
  const { rows } = filters;
  const solvers = new Map<ErrorFilter, (response: Float64Array) => Float64Array>();
  const solve = (filter: ErrorFilter, response: Float64Array) => {
    let solver = solvers.get(filter);
    if (!solver) {
      solver = generalisedLeastSquares(design, terms, penalties, rows, filter);
      solvers.set(filter, solver);
    }
    return solver(response);
  };
  return (response) => {
    const residuals = new Float64Array(rows.length);
    let filter = filters.plain;
    for (let round = 0; ; round++) {
      const coefficients = solve(filter, response);
      for (let i = 0; i < rows.length; i++) {
        const offset = (rows[i] as number) * terms;
        let fit = 0;
        for (let term = 0; term < terms; term++)
          fit += (design[offset + term] as number) * (coefficients[term] as number);
        residuals[i] = (response[rows[i] as number] as number) - fit;
      }
      const next = round < 2 ? filters.likeliest(residuals) : filter;
      if (next === filter) return { coefficients, process: filter.process, level: filtered(residuals, filter).level };
      filter = next;
    }
  };
}

/** Smaller than this nothing of a term is left in a row. */
const nothing = 1e-7;

function generalisedLeastSquares(
  design: Float64Array,
  terms: number,
  penalties: ArrayLike<number>,
  rows: Int32Array,
  { keep, gain, scale }: ErrorFilter,
): (response: Float64Array) => Float64Array {
  const normal = new Float64Array(terms * terms);
  const white = new Float64Array(rows.length * terms);
  const state = new Float64Array(terms);
  const filled = new Int32Array(terms);
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] as number) * terms;
    const at = i * terms;
    const [k, s, kept] = [gain[i] as number, scale[i] as number, keep[i] as number];
    let count = 0;
    for (let term = 0; term < terms; term++) {
      const before = (state[term] as number) * kept;
      const surprise = (design[from + term] as number) - before;
      state[term] = before + k * surprise;
      if (surprise > nothing || surprise < -nothing) {
        white[at + term] = surprise * s;
        filled[count++] = term;
      }
    }
    for (let a = 0; a < count; a++) {
      const term = filled[a] as number;
      const value = white[at + term] as number;
      const row = term * terms;
      for (let b = 0; b <= a; b++) {
        const other = filled[b] as number;
        normal[row + other] = (normal[row + other] as number) + value * (white[at + other] as number);
      }
    }
  }
  for (let term = 0; term < terms; term++)
    normal[term * terms + term] = (normal[term * terms + term] as number) + (penalties[term] as number) + 1e-9;
  const solver = positiveDefiniteSolver(normal, terms);
  return (response) => {
    const right = new Float64Array(terms);
    let level = 0;
    for (let i = 0; i < rows.length; i++) {
      level *= keep[i] as number;
      const surprise = (response[rows[i] as number] as number) - level;
      level += (gain[i] as number) * surprise;
      const y = surprise * (scale[i] as number);
      const at = i * terms;
      for (let term = 0; term < terms; term++) right[term] = (right[term] as number) + (white[at + term] as number) * y;
    }
    return solver(right);
  };
}
