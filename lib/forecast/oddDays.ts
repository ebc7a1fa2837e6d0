import { solvePositiveDefinite } from './cholesky.ts';
import { levelShifts } from './levelShifts.ts';

/** Further from the days before it and after it than this many (robust) standard deviations: a day by itself. */
const farOff = 4.5;
const neighbours = 7;

/**
 * Marks days whose level is unlike the days before them and unlike the days after them, once weekday and calendar are
 * accounted for: a snow day, an outage. A level that stays is no odd day: it is told from the day after on.
 *
 * @param noise the standard deviation that chance alone gives a day's level, on the scale of `response`
 */
export interface LevelMarks {
  /** 1 for each row that teaches. */
  used: Uint8Array;
  /** Rows from which on the level is another for good. */
  shifts: number[];
}

export function levelMarks(
  design: Float64Array,
  terms: number,
  response: Float64Array,
  penalties: ArrayLike<number>,
  thin: ArrayLike<number>,
  noise: number,
): LevelMarks {
  const rows = response.length;
  const used = Uint8Array.from({ length: rows }, (_, row) => (thin[row] ? 0 : 1));
  if (rows < 2 * neighbours) return { used, shifts: [] };
  let shifts: number[] = [];
  for (let pass = 0; pass < 2; pass++) {
    const residuals = leastSquaresResiduals(design, terms, response, penalties, used);
    const usable = Array.from({ length: rows }, (_, row) => row).filter((row) => !thin[row]);
    const before = new Float64Array(usable.length);
    const after = new Float64Array(usable.length);
    for (let i = 0; i < usable.length; i++) {
      const own = residuals[usable[i] as number] as number;
      const past = medianOf(usable, residuals, Math.max(0, i - neighbours), i);
      const future = medianOf(usable, residuals, i + 1, Math.min(usable.length, i + 1 + neighbours));
      before[i] = past === null ? Number.NaN : own - past;
      after[i] = future === null ? Number.NaN : own - future;
    }
    const distances = [...before].filter((value) => !Number.isNaN(value)).map(Math.abs);
    distances.sort((a, b) => a - b);
    const spread = Math.max(noise, 1.4826 * (distances[distances.length >> 1] ?? 0));
    for (let i = 0; i < usable.length; i++) {
      const [b, a] = [before[i] as number, after[i] as number];
      const far = (value: number) => Math.abs(value) > farOff * spread;
      const odd = Number.isNaN(b) ? far(a) : Number.isNaN(a) ? far(b) : far(b) && far(a) && b * a > 0;
      used[usable[i] as number] = odd ? 0 : 1;
    }
    shifts = levelShifts(residuals, used, noise);
  }
  return { used, shifts };
}

function medianOf(rows: readonly number[], values: Float64Array, from: number, to: number): number | null {
  if (to <= from) return null;
  const some = rows.slice(from, to).map((row) => values[row] as number);
  some.sort((a, b) => a - b);
  return some[some.length >> 1] as number;
}

function leastSquaresResiduals(
  design: Float64Array,
  terms: number,
  response: Float64Array,
  penalties: ArrayLike<number>,
  used: Uint8Array,
): Float64Array {
  const normal = new Float64Array(terms * terms);
  const right = new Float64Array(terms);
  for (let row = 0; row < response.length; row++) {
    if (used[row] === 0) continue;
    for (let i = 0; i < terms; i++) {
      const value = design[row * terms + i] as number;
      if (value === 0) continue;
      right[i] = (right[i] as number) + value * (response[row] as number);
      for (let j = 0; j <= i; j++)
        normal[i * terms + j] = (normal[i * terms + j] as number) + value * (design[row * terms + j] as number);
    }
  }
  for (let i = 0; i < terms; i++)
    normal[i * terms + i] = (normal[i * terms + i] as number) + (penalties[i] as number) + 1e-9;
  const { x } = solvePositiveDefinite(normal, right, terms, 1);
  return Float64Array.from(response, (value, row) => {
    let fit = 0;
    for (let i = 0; i < terms; i++) fit += (design[row * terms + i] as number) * (x[i] as number);
    return value - fit;
  });
}
