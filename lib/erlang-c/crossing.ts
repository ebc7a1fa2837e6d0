/**
 * Where a rising function reaches 0: the Illinois method (Dowell & Jarratt 1971, "A modified regula falsi method for
 * computing the root of an equation", BIT 11:168), with a halving now and then where it is slow.
 *
 * @param below value at `low`, negative (−Infinity allowed)
 * @param above value at `high`, 0 or more (Infinity allowed)
 * @param tolerance relative width of the bracket, or of the last step, that is narrow enough; 0: as narrow as doubles are
 * @returns the bracket, value(low) < 0 < value(high), or a point where the value is 0; and the last point tried
 */
export function crossing(
  value: (x: number) => number,
  low: number,
  below: number,
  high: number,
  above: number,
  tolerance = 0,
): { low: number; high: number; last: number } {
  let side = 0;
  let last = low;
  for (let round = 1; round < 200 && high - low > tolerance * Math.abs(high); round++) {
    let next = (low * above - high * below) / (above - below);
    if (!(next > low && next < high) || round % 8 === 0) next = low + (high - low) / 2;
    if (next <= low || next >= high) break;
    const got = value(next);
    if (got < 0) {
      low = next;
      below = got;
      if (side < 0) above /= 2;
      side = -1;
    } else {
      high = next;
      above = got;
      if (side > 0) below /= 2;
      side = 1;
    }
    if (got === 0) return { low: next, high: next, last: next };
    const step = Math.abs(next - last);
    last = next;
    if (step < tolerance * Math.abs(next)) break;
  }
  return { low, high, last };
}
