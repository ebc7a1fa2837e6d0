/**
 * 1/B(n, a), the inverse of Erlang's loss formula, as the finite sum Σₖ n(n−1)…(n−k+1)/aᵏ, k = 0…n
 * (Jagerman 1974, "Some properties of the Erlang loss function", BSTJ 53:525, eq. 9; the reversed form of
 * Cooper, Introduction to Queueing Theory, 2nd ed., eq. 3.3.6).
 *
 * Every term is positive, so nothing cancels; terms past the largest fall off like a normal tail, so about
 * (n − a) + 9√a of them are enough. Infinity where B is below the smallest double.
 *
 * @param servers whole, 0 or more
 * @param erlangs 0 or more
 */
export function inverseBlocking(servers: number, erlangs: number): number {
  if (servers === 0) return 1;
  let term = 1;
  let sum = 1;
  for (let left = servers; left > 0; left--) {
    term *= left / erlangs;
    sum += term;
    if (left < erlangs && term * erlangs < sum * (erlangs - left) * 1e-17) break;
    if (sum === Number.POSITIVE_INFINITY) break;
  }
  return sum;
}
