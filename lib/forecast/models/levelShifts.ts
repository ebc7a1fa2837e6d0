import { medianOf } from './medianOf.ts';

/** Days on either side of a shift that its size is taken from. */
const window = 14;
/** A shift is told once this many days have gone by at the new level. */
const fewest = 4;
/** As many robust standard deviations of such differences at other times. */
const clear = 7;
const mostShifts = 3;

/**
 * Rows from which on the level is another for good: a queue that took over another's callers, a new number. Told by medians
 * before and after, so that neither an odd day nor a wandering level passes for one.
 *
 * @param residuals the level with weekday and calendar taken out, row by row
 * @param used rows that teach
 * @param noise the standard deviation that chance alone gives a day's level
 * @returns rows, rising
 */
export function levelShifts(residuals: Float64Array, used: ArrayLike<number>, noise: number): number[] {
  const rows: number[] = [];
  for (let row = 0; row < residuals.length; row++) if (used[row] === 1) rows.push(row);
  const levels = Float64Array.from(rows, (row) => residuals[row] as number);
  const found: number[] = [];
  while (found.length < mostShifts) {
    const shift = clearest(levels, noise);
    if (shift === null) break;
    const { at, size } = shift;
    for (let i = at; i < levels.length; i++) levels[i] = (levels[i] as number) - size;
    found.push(rows[at] as number);
  }
  return found.sort((a, b) => a - b);
}

function clearest(levels: Float64Array, noise: number): { at: number; size: number } | null {
  if (levels.length < 2 * window) return null;
  const sizes: number[] = [];
  let at = -1;
  let largest = 0;
  for (let i = window; i <= levels.length - fewest; i++) {
    const size = medianWithin(levels, i, i + window) - medianWithin(levels, i - window, i);
    sizes.push(Math.abs(size));
    if (Math.abs(size) > Math.abs(largest)) {
      largest = size;
      at = i;
    }
  }
  // The shift itself is large in all windows that touch it: what is usual is told by the others.
  const elsewhere = sizes.filter((_, i) => Math.abs(i + window - at) >= window).sort((a, b) => a - b);
  if (elsewhere.length < window) return null;
  const usual = Math.max(0.5 * noise, 1.4826 * (elsewhere[elsewhere.length >> 1] as number));
  if (Math.abs(largest) <= clear * usual) return null;
  // Medians are flat about the shift: the place is where the step fits best.
  let best = at;
  let least = Number.POSITIVE_INFINITY;
  for (let i = Math.max(1, at - window); i < Math.min(levels.length - fewest + 1, at + window); i++) {
    const [before, after] = [medianWithin(levels, i - window, i), medianWithin(levels, i, i + window)];
    let misfit = 0;
    for (let j = Math.max(0, at - 2 * window); j < Math.min(levels.length, at + 2 * window); j++)
      misfit += Math.abs((levels[j] as number) - (j < i ? before : after));
    if (misfit < least) {
      least = misfit;
      best = i;
    }
  }
  return { at: best, size: medianWithin(levels, best, best + window) - medianWithin(levels, best - window, best) };
}

function medianWithin(levels: Float64Array, from: number, to: number): number {
  return medianOf(levels, Math.max(0, from), Math.min(levels.length, to));
}
