import type { Departures } from './departures.ts';

/** Weights of the states in which a caller finds k waiting, k = 0 … places − 1, over that of k = 0. */
export interface QueueWeights {
  places: number;
  logOf(k: number): number;
  /** weight of k over that of k − 1, k ≥ 1; falls or stays as k grows */
  ratio(k: number): number;
  /** Σ weight(j), j = 0 … k */
  sum(k: number): Scaled;
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
  const certain = certainUpTo(Math.min(top, Math.floor(departures.mean)), departures);
  let sum = 0;
  for (let k = top; k > certain; k--) {
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
  return certain < 0 ? { exponent, value: sum } : plus({ exponent, value: sum }, weights.sum(certain));
}

/** The greatest k up to which more than k leave, to the last bit; −1 when none. */
function certainUpTo(most: number, departures: Departures): number {
  let certain = -1;
  for (let unsure = most; unsure > certain; ) {
    const middle = Math.ceil((certain + unsure) / 2);
    // P(up to k leave) is at most k + 1 times P(k leave) below the mean.
    if (departures.logOf(middle) + Math.log(middle + 1) < -42) certain = middle;
    else unsure = middle - 1;
  }
  return certain;
}

function plus(one: Scaled, other: Scaled): Scaled {
  if (one.value === 0) return other;
  const exponent = Math.max(one.exponent, other.exponent);
  const value = one.value * Math.exp(one.exponent - exponent) + other.value * Math.exp(other.exponent - exponent);
  return { exponent, value };
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
  let beyond = greatest;
  for (let stride = 16; size(beyond) >= enough; stride *= 2) {
    if (beyond === last) return last;
    below = beyond;
    beyond = Math.min(last, beyond + stride);
  }
  // Not much further than needed, or the sum would begin with terms that no double holds.
  while (beyond - below > 1) {
    const middle = Math.floor((below + beyond) / 2);
    if (size(middle) < enough) beyond = middle;
    else below = middle;
  }
  return beyond;
}
