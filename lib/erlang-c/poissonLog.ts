import { logarithmRest } from './exponentialRest.ts';

/**
 * ln of the Poisson weight x^m·e^(−x)/Γ(m + 1) for any real m above 0: the saddle-point form, which keeps its digits for
 * large m and x (Loader 2000, "Fast and accurate computation of binomial probabilities").
 */
export function poissonLog(m: number, x: number): number {
  return -deviance(m, x) - 0.5 * Math.log(2 * Math.PI * m) - stirlingRest(m);
}

/** m·ln(m/x) + x − m, without cancellation near m = x; never negative. */
export function deviance(m: number, x: number): number {
  const difference = x - m;
  if (Math.abs(difference) < 0.5 * m) return m * logarithmRest(difference / m);
  return m * Math.log(m / x) + difference;
}

/** ln Γ(m + 1) − ln(√(2πm)·(m/e)^m) for real m above 0 (Abramowitz & Stegun 6.1.41; below 16 by Γ's recursion). */
export function stirlingRest(m: number): number {
  let below = 0;
  let x = m;
  for (; x < 16; x++) below += (x + 0.5) * Math.log1p(1 / x) - 1;
  const square = x * x;
  const series = 1 / 1260 - (1 / 1680 - (1 / 1188 - 691 / (360360 * square)) / square) / square;
  return below + (1 / 12 - (1 / 360 - series / square) / square) / x;
}
