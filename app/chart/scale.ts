/** Ends of a scale that can be halved and quartered in whole numbers; ten times each is one as well. */
const tops = [4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 48, 60, 80, 100];

/** The end of a scale that starts at 0: the smallest round number that `most` does not exceed, at least 4. */
export function scaleTop(most: number): number {
  if (!Number.isFinite(most)) throw new RangeError(`A scale cannot reach to ${most}.`);
  for (let tens = 1; ; tens *= 10) {
    const top = tops.find((one) => one * tens >= most);
    if (top !== undefined) return top * tens;
  }
}

/** The marks of a scale: its start, its quarters, its end. */
export function quarters(top: number): number[] {
  return [0, top / 4, top / 2, (3 * top) / 4, top];
}
