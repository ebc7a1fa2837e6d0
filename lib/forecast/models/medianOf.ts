const most = 32;
const sorted = new Float64Array(most);

/** The median of a short stretch of values, at most 32; of an even number the higher middle one, or the mean of both. NaN of none. */
export function medianOf(values: Float64Array, from: number, to: number, even: 'higher' | 'mean' = 'mean'): number {
  const count = to - from;
  if (count <= 0) return Number.NaN;
  if (count > most) throw new RangeError(`a median is taken of at most ${most} values, not of ${count}`);
  for (let i = 0; i < count; i++) {
    const value = values[from + i] as number;
    let at = i;
    for (; at > 0 && (sorted[at - 1] as number) > value; at--) sorted[at] = sorted[at - 1] as number;
    sorted[at] = value;
  }
  const middle = sorted[count >> 1] as number;
  return count % 2 === 1 || even === 'higher' ? middle : ((sorted[(count >> 1) - 1] as number) + middle) / 2;
}
