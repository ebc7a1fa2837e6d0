/** The textbook's forecasts: the last days of the same weekday, slot by slot. */
export interface SameWeekdays {
  mean: Float64Array;
  median: Float64Array;
  weighted: Float64Array;
}

const weeks = 6;
const weightOfNewest = 0.2;

/**
 * @param rows days of the weekday that teach, oldest first
 * @returns mean and median of the last six, and the mean in which each week counts 0.8 of the one after it
 */
export function sameWeekdays(rows: readonly Float64Array[], slots: number): SameWeekdays {
  const last = rows.slice(-weeks);
  const mean = new Float64Array(slots);
  const median = new Float64Array(slots);
  const weighted = new Float64Array(slots);
  const column = new Float64Array(last.length);
  for (let slot = 0; slot < slots; slot++) {
    let sum = 0;
    for (let i = 0; i < last.length; i++) {
      column[i] = (last[i] as Float64Array)[slot] as number;
      sum += column[i] as number;
    }
    mean[slot] = last.length > 0 ? sum / last.length : 0;
    if (last.length === 0) continue;
    column.sort();
    const middle = last.length >> 1;
    median[slot] =
      last.length % 2 === 1
        ? (column[middle] as number)
        : ((column[middle - 1] as number) + (column[middle] as number)) / 2;
  }
  let weight = 1;
  let weights = 0;
  for (let row = rows.length - 1; row >= 0 && weight > 1e-3; row--) {
    for (let slot = 0; slot < slots; slot++)
      weighted[slot] = (weighted[slot] as number) + weight * ((rows[row] as Float64Array)[slot] as number);
    weights += weight;
    weight *= 1 - weightOfNewest;
  }
  for (let slot = 0; slot < slots; slot++) weighted[slot] = (weighted[slot] as number) / Math.max(weights, 1e-9);
  return { mean, median, weighted };
}
