import { deviance, poissonLog, stirlingRest } from './poissonLog.ts';

/**
 * How many of those ahead leave the queue within the threshold, when all agents stay busy: who finds k waiting is
 * answered in time, if patient enough, when more than k leave.
 */
export interface Departures {
  mean: number;
  /** ln P(i leave) */
  logOf(i: number): number;
  /** P(i leave) / P(i − 1 leave), i ≥ 1 */
  ratio(i: number): number;
  /** P(more than k leave), over P(k + 1 leave). */
  tailOver(k: number): number;
}

/** Nobody hangs up: agents end calls as a Poisson process, `mean` within the threshold. */
export function poissonDepartures(mean: number): Departures {
  return {
    mean,
    logOf: (i) => (i === 0 ? -mean : poissonLog(i, mean)),
    ratio: (i) => mean / i,
    tailOver(k) {
      // P(N > k) over P(N = k + 1): upwards where the terms fall; else what the terms up to k leave of 1.
      if (k + 2 > mean) {
        let sum = 0;
        for (let term = 1, i = k + 2; term > sum * 1e-18; i++) {
          sum += term;
          term *= mean / i;
        }
        return sum;
      }
      let atMost = 0;
      for (let term = (k + 1) / mean, i = k; term > atMost * 1e-18; i--) {
        atMost += term;
        term *= i / mean;
      }
      return Math.exp(-poissonLog(k + 1, mean)) - atMost;
    },
  };
}

/**
 * Those ahead hang up as well, each after a mean patience: with j ahead they leave at the rate c + j per patience, so the
 * number that leaves within `limit` patiences is negative binomial (a pure death process; Feller, An Introduction to
 * Probability Theory, vol. 1, XVII.3). Its tail is the incomplete beta function I(k + 1, c) at 1 − e^(−limit), by its
 * continued fraction (Press et al., Numerical Recipes, 3rd ed., §6.4).
 */
export function impatientDepartures(c: number, limit: number): Departures {
  const gone = -Math.expm1(-limit);
  const stays = Math.exp(-limit);
  const mean = c * Math.expm1(limit);
  const logOf = (i: number) => {
    if (i === 0) return -c * limit;
    const n = c + i;
    // c/(c + i) times the binomial weight of c in c + i (Loader 2000).
    const few = n * stays; // e^(−limit) may be below the smallest double
    const remaining = few > 0.5 * c ? deviance(c, few) : c * (Math.log(c / n) + limit) + few - c;
    const binomial = stirlingRest(n) - stirlingRest(c) - stirlingRest(i) - remaining - deviance(i, n * gone);
    return binomial + 0.5 * Math.log(c / (2 * Math.PI * i * n));
  };
  return {
    mean,
    logOf,
    ratio: (i) => (gone * (c + i - 1)) / i,
    tailOver(k) {
      const a = k + 1;
      if (gone < (a + 1) / (a + c + 2)) return betaFraction(a, c, gone);
      return Math.exp(-logOf(a)) - (a / c) * betaFraction(c, a, stays);
    },
  };
}

/** I(a, b) at x, over x^a·(1 − x)^b/(a·B(a, b)): modified Lentz. */
function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1) || tiny);
  let value = d;
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / (1 + even * d || tiny);
    c = 1 + even / c || tiny;
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / (1 + odd * d || tiny);
    c = 1 + odd / c || tiny;
    const factor = d * c;
    value *= factor;
    if (Math.abs(factor - 1) < 2e-16) break;
  }
  return value;
}
