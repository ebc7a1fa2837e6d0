/**
 * Σ rʲ and Σ j·rʲ over j = 0 … terms−1, and r^terms, for r = e^log ≤ 1, by doubling: S₂ₖ = Sₖ(1 + rᵏ),
 * W₂ₖ = Wₖ + rᵏ(Wₖ + k·Sₖ). Only positive terms, so it keeps its digits at r → 1, where the closed forms lose them.
 */
export function geometricSums(log: number, terms: number): { sum: number; weighted: number; power: number } {
  let sum = 0;
  let weighted = 0;
  let length = 0;
  for (const digit of terms.toString(2)) {
    const power = Math.exp(log * length);
    weighted += power * (weighted + length * sum);
    sum += power * sum;
    length *= 2;
    if (digit === '1') {
      const next = Math.exp(log * length);
      weighted += length * next;
      sum += next;
      length += 1;
    }
  }
  return { sum, weighted, power: Math.exp(log * terms) };
}
