/**
 * Σ rʲ and Σ j·rʲ over j = 0 … terms−1, for 0 ≤ r ≤ 1, by doubling: S₂ₖ = Sₖ(1 + rᵏ),
 * W₂ₖ = Wₖ + rᵏ(Wₖ + k·Sₖ). Only positive terms, so it keeps its digits at r → 1, where the closed forms lose them.
 */
export function geometricSums(ratio: number, terms: number): { sum: number; weighted: number; power: number } {
  let sum = 0;
  let weighted = 0;
  let power = 1;
  let length = 0;
  for (const digit of terms.toString(2)) {
    weighted += power * (weighted + length * sum);
    sum += power * sum;
    power *= power;
    length *= 2;
    if (digit === '1') {
      weighted += length * power;
      sum += power;
      power *= ratio;
      length += 1;
    }
  }
  return { sum, weighted, power };
}
