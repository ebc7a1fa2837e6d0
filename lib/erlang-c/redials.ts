/**
 * Attempts per hour when a share of those who hang up dials again at once: the root of λ'(1 − r·P(λ')) = λ, where P is
 * the share that hangs up. The left side rises with λ' and the root lies in [λ, λ/(1 − r)], so the Illinois method
 * (Dowell & Jarratt 1971, BIT 11:168) finds it to the last bits.
 *
 * @param first first attempts per hour, above 0
 * @param redial chance that one who hung up dials again, 0 or more and below 1
 * @param hangingUp share of attempts that hang up, when there are so many per hour
 */
export function attemptsPerHour(first: number, redial: number, hangingUp: (attempts: number) => number): number {
  if (redial === 0) return first;
  const excess = (attempts: number) => attempts - attempts * redial * hangingUp(attempts) - first;
  let low = first;
  let high = first / (1 - redial);
  let below = excess(low);
  let above = excess(high);
  if (below >= 0) return low;
  if (above <= 0) return high;
  let middle = low;
  let side = 0;
  for (let round = 0; round < 100; round++) {
    const next = (low * above - high * below) / (above - below);
    if (!(next > low && next < high)) break;
    middle = next;
    const value = excess(middle);
    if (value === 0) break;
    if (value < 0) {
      low = middle;
      below = value;
      if (side < 0) above /= 2;
      side = -1;
    } else {
      high = middle;
      above = value;
      if (side > 0) below /= 2;
      side = 1;
    }
  }
  return middle;
}
