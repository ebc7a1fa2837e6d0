import type { CalendarDesign } from './calendarRegression.ts';
import { solvePositiveDefinite } from './cholesky.ts';
import { levelShifts } from './levelShifts.ts';
import { medianOf } from './medianOf.ts';

/** Further from the days before it and after it than this many (robust) standard deviations: a day by itself. */
const farOff = 4.5;
const neighbours = 7;

export interface LevelMarks {
  /** 1 for each row that teaches. */
  used: Uint8Array;
  /** Rows from which on the level is another for good. */
  shifts: number[];
}

/**
 * Marks days whose level is unlike the days before them and unlike the days after them, once weekday and calendar are
 * accounted for: a snow day, an outage. A level that stays is no odd day: it is told from the day after on.
 *
 * @param named rows of which the calendar says something: they have terms of their own, and teach whatever they brought
 * @param noise the standard deviation that chance alone gives a day's level, on the scale of `levels`
 * @param recent how many of the last rows are looked through for shifts
 */
export function levelMarks(
  design: CalendarDesign,
  levels: Float64Array,
  thin: ArrayLike<number>,
  named: ArrayLike<number>,
  noise: number,
  recent: number,
): LevelMarks {
  const rows = levels.length;
  const used = Uint8Array.from({ length: rows }, (_, row) => (thin[row] ? 0 : 1));
  if (rows < 2 * neighbours) return { used, shifts: [] };
  const usable = Array.from({ length: rows }, (_, row) => row).filter((row) => !thin[row]);
  let residuals = leastSquaresResiduals(design, levels, used);
  for (let pass = 0; pass < 2; pass++) {
    if (pass > 0) residuals = leastSquaresResiduals(design, levels, used);
    const own = Float64Array.from(usable, (row) => residuals[row] as number);
    const before = own.map((value, i) => value - medianOf(own, Math.max(0, i - neighbours), i, 'higher'));
    const after = own.map(
      (value, i) => value - medianOf(own, i + 1, Math.min(own.length, i + 1 + neighbours), 'higher'),
    );
    const distances = before
      .filter((value) => !Number.isNaN(value))
      .map(Math.abs)
      .sort();
    const spread = Math.max(noise, 1.4826 * (distances[distances.length >> 1] ?? 0));
    const far = (value: number) => Math.abs(value) > farOff * spread;
    for (let i = 0; i < usable.length; i++) {
      const [b, a] = [before[i] as number, after[i] as number];
      const odd = Number.isNaN(b) ? far(a) : Number.isNaN(a) ? far(b) : far(b) && far(a) && b * a > 0;
      used[usable[i] as number] = odd && !named[usable[i] as number] ? 0 : 1;
    }
  }
  const from = Math.max(0, rows - recent);
  return {
    used,
    shifts: levelShifts(residuals.subarray(from), used.subarray(from), noise).map((row) => row + from),
  };
}

function leastSquaresResiduals(
  { past: design, terms, penalties }: CalendarDesign,
  response: Float64Array,
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
  const x = solvePositiveDefinite(normal, right, terms);
  return Float64Array.from(response, (value, row) => {
    let fit = 0;
    for (let i = 0; i < terms; i++) fit += (design[row * terms + i] as number) * (x[i] as number);
    return value - fit;
  });
}
