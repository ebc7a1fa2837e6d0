import type { Departures } from './departures.ts';

/** Weights of the states in which a caller finds k waiting, k = 0 … places − 1, over that of k = 0. */
export interface QueueWeights {
  places: number;
  logOf(k: number): number;
  /** weight of k over that of k − 1, k ≥ 1; falls or stays as k grows */
  ratio(k: number): number;
}

/** A positive figure, times e^exponent, so that it neither overflows nor vanishes. */
export interface Scaled {
  exponent: number;
  value: number;
}

/**
 * Σₖ weight(k) · P(more than k leave within the threshold), k = 0 … places − 1. Summed downwards from where the terms
 * begin to matter, so that each tail is the one above it plus a positive term: nothing cancels.
 */
export function servedInTime(weights: QueueWeights, departures: Departures): Scaled {
  if (weights.places === 0 || departures.mean === 0) return { exponent: 0, value: 0 };
  const top = highest(weights, departures);
  const logTop = departures.logOf(top + 1);
  const over = departures.tailOver(top);
  const rare = over < 1e100; // else the tail is 1 to the last bit
  const exponent = weights.logOf(top) + (rare ? logTop : 0);
  // Both relative to the top state; while the weight shrinks the tail grows, and factors move from one to the other.
  let weight = 1;
  let tail = rare ? over : 1;
  let leaving = rare ? 1 : Math.exp(logTop); // P(k + 1 leave)
  let sum = 0;
  for (let k = top; k >= 0; k--) {
    const term = weight * tail;
    sum += term;
    if (term < sum * 1e-19 && k < top) break;
    weight /= k > 0 ? weights.ratio(k) : 1;
    leaving /= departures.ratio(k + 1);
    tail += leaving;
    if (tail > 1e150) {
      tail *= 1e-150;
      leaving *= 1e-150;
      weight *= 1e150;
    }
  }
  return { exponent, value: sum };
}

/** The state above which no term matters: beyond the greatest term, where they have fallen by e^−48. */
function highest(weights: QueueWeights, departures: Departures): number {
  const last = weights.places - 1;
  const rises = (k: number) => weights.ratio(k + 1) * (k + 2 > departures.mean ? departures.ratio(k + 2) : 1) >= 1;
  let greatest = 0;
  for (let beyond = last; beyond > greatest; ) {
    const middle = Math.floor((greatest + beyond) / 2);
    if (rises(middle)) greatest = middle + 1;
    else beyond = middle;
  }
  const size = (k: number) => weights.logOf(k) + (k + 1 > departures.mean ? departures.logOf(k + 1) : 0);
  const enough = size(greatest) - 48;
  let below = greatest;
  for (let stride = 16; below < last; stride *= 2) {
    const next = Math.min(last, below + stride);
    if (size(next) < enough) return next;
    below = next;
  }
  return last;
}
