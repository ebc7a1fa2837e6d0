/**
 * Attempts per hour when a share of those who hang up dials again at once: the root of λ'(1 − r·P(λ')) = λ, where P is
 * the share that hangs up. The left side rises with λ' and the root lies in [λ, λ/(1 − r)], so a bracketed secant method
 * (Ridders' cousin "Illinois": Dowell & Jarratt 1971, BIT 11:168) finds it to the last bits.
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
  if (above <= 0) return high;
  for (let round = 0; round < 200 && below < 0; round++) {
    const middle = (low * above - high * below) / (above - below);
    if (!(middle > low && middle < high)) break;
    const value = excess(middle);
    if (value < 0) {
      if (Math.abs(value) > 0.5 * Math.abs(below)) above /= 2;
      low = middle;
      below = value;
    } else {
      if (value > 0.5 * above) below /= 2;
      high = middle;
      above = value;
    }
    if (high - low <= 2 ** -52 * high || value === 0) return value === 0 ? middle : low;
  }
  return low;
}
