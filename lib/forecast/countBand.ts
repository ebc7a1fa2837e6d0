/** 80 % of a normal distribution lie within this many standard deviations. */
const z80 = 1.2815515655446004;
/** Below this mean counts are counted, above it they are as good as continuous. */
const few = 30;

/**
 * The band in which 80 % of counts of this mean and variance lie: negative binomial (Poisson where the variance is no
 * larger than the mean) while counts are few, gamma by Wilson & Hilferty's cube (1931) beyond.
 *
 * @param mean 0 or more
 * @param variance of the count, its Poisson noise included
 * @returns the counts that are reached with probabilities of 10 and 90 %; whole numbers while counts are few, but never
 *   below the mean
 */
export function countBand(mean: number, variance: number): { p10: number; p90: number } {
  if (mean <= 0) return { p10: 0, p90: 0 };
  if (mean < few) return fewBand(mean, variance);
  const third = variance / (9 * mean ** 2);
  const at = (z: number) => mean * Math.max(0, 1 - third + z * Math.sqrt(third)) ** 3;
  return { p10: at(-z80), p90: at(z80) };
}

function fewBand(mean: number, variance: number): { p10: number; p90: number } {
  // Beyond Poisson: the level of the day itself varies, with shape `size`.
  const size = variance > mean * (1 + 1e-9) ? mean ** 2 / (variance - mean) : Number.POSITIVE_INFINITY;
  const share = Number.isFinite(size) ? mean / (mean + size) : 0;
  let chance = Number.isFinite(size) ? Math.exp(size * Math.log1p(-share)) : Math.exp(-mean);
  let below = chance;
  let p10 = below >= 0.1 ? 0 : null;
  let count = 0;
  while (below < 0.9 && count < 10_000) {
    count += 1;
    chance *= Number.isFinite(size) ? (share * (size + count - 1)) / count : mean / count;
    below += chance;
    if (p10 === null && below >= 0.1) p10 = count;
  }
  return { p10: p10 ?? count, p90: Math.max(count, mean) };
}
