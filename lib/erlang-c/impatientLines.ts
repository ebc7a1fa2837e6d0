import { impatientDepartures } from './departures.ts';
import { deviance, stirlingRest } from './poissonLog.ts';
import { type QueueWeights, type Scaled, servedInTime } from './servedInTime.ts';

/** The states n … K of M/M/n/K+M, over p(n)·e^exponent. */
export interface ImpatientLines {
  exponent: number;
  /** Accepted and queued: Σ p(n + k), k below the places. */
  queued: number;
  /** ln of p(K)/p(n) */
  logFull: number;
  /** Σ k·p(n + k), the full state included. */
  waiting: number;
  /** Σ p(n + k)·P(answered), k below the places. */
  answered: number;
  /** Σ p(n + k)·E[wait; answered] in mean patiences. */
  answeredWait: number;
}

/**
 * p(n + k)/p(n) = η^k/((c + 1)…(c + k)): with k waiting, calls leave the queue at (c + k) per mean patience. Summed
 * outwards from the greatest weight, only positive terms. Who finds k waiting is answered with chance c/(c + k + 1),
 * then after Σ 1/(c + 1 + j), j = 0 … k, on average (Riordan, Stochastic Service Systems, 1962, §6.3; Palm 1957).
 *
 * @param places lines − agents
 */
export function impatientLines(c: number, eta: number, places: number): ImpatientLines {
  const weights = queueWeights(c, eta, places);
  const peak = Math.min(places, Math.max(0, Math.floor(eta - c)));
  const result = {
    exponent: weights.logOf(peak),
    logFull: weights.logOf(places),
    queued: 0,
    waiting: 0,
    answered: 0,
    answeredWait: 0,
  };
  const add = (k: number, weight: number, steps: number) => {
    result.waiting += k * weight;
    if (k === places) return;
    result.queued += weight;
    result.answered += (weight * c) / (c + k + 1);
    result.answeredWait += ((weight * c) / (c + k + 1)) * steps;
  };
  const stepsAtPeak = reciprocals(c + 1, peak + 1);
  let weight = 1;
  let steps = stepsAtPeak;
  for (let k = peak; k <= places; k++) {
    add(k, weight, steps);
    weight *= weights.ratio(k + 1);
    steps += 1 / (c + 2 + k);
    // What is left is below weight·(1 + r + r² …) and k-fold that.
    if (weight * (k + 1) < (result.queued + result.waiting) * 1e-19 * (1 - weights.ratio(k + 2))) break;
  }
  weight = 1;
  steps = stepsAtPeak;
  for (let k = peak; k > 0; ) {
    weight /= weights.ratio(k);
    steps -= 1 / (c + 1 + k);
    k -= 1;
    add(k, weight, steps);
    if (weight * (c + k) < result.answered * 1e-22) break;
  }
  return result;
}

/** Σ p(n + k)·P(answered within `limit`), and the same for callers who never hang up; over p(n). */
export function impatientServedInTime(
  c: number,
  eta: number,
  places: number,
  limit: number,
): { staying: Scaled; all: Scaled } {
  const all = servedInTime(queueWeights(c, eta, places), impatientDepartures(c, limit));
  // p(n + k)·c/(c + k + 1) is c/(c + 1) times the same weight with one agent-patience more, and so is the wait.
  const more = servedInTime(queueWeights(c + 1, eta, places), impatientDepartures(c + 1, limit));
  return { all, staying: { exponent: more.exponent, value: (more.value * c) / (c + 1) } };
}

function queueWeights(c: number, eta: number, places: number): QueueWeights {
  const growth = Math.abs(eta - c) < 0.5 * c ? Math.log1p((eta - c) / c) : Math.log(eta / c);
  const rest = stirlingRest(c);
  return {
    places,
    // η^k·Γ(c + 1)/Γ(c + k + 1), by Stirling's formula with its rest.
    logOf: (k) => {
      if (k === 0) return 0;
      return k * growth - deviance(c + k, c) - 0.5 * Math.log1p(k / c) + rest - stirlingRest(c + k);
    },
    ratio: (k) => eta / (c + k),
    sum: (k) => {
      const { exponent, queued } = impatientLines(c, eta, k + 1);
      return { exponent, value: queued };
    },
  };
}

/** Σ 1/(from + j), j = 0 … count − 1: ψ(from + count) − ψ(from) (Abramowitz & Stegun 6.3.18). */
function reciprocals(from: number, count: number): number {
  let sum = 0;
  let x = from;
  let left = count;
  for (; left > 0 && (x < 20 || left < 20); left--, x++) sum += 1 / x;
  if (left === 0) return sum;
  const y = x + left;
  const inverse = 1 / (x * x);
  const other = 1 / (y * y);
  const series = (q: number) => q * (1 / 12 - q * (1 / 120 - q * (1 / 252 - q * (1 / 240 - q / 132))));
  return sum + Math.log1p(left / x) + left / (2 * x * y) + series(inverse) - series(other);
}
