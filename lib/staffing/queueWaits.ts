import { mostInHand, type QueueRates } from './birthDeathChain.ts';

/** A queue while its agents' number is constant, all of them busy; rates per second. */
export type QueueAhead = Omit<QueueRates, 'arrivals'>;

/** By the number of contacts that wait ahead of a new one: 0, 1, 2 … */
export interface WaitsByPosition {
  /** P(V ≤ t): an agent would be free within the threshold. */
  reached: Float64Array;
  /** P(V ≤ t and the contact has not given up). */
  answered: Float64Array;
}

/**
 * What a contact may expect that finds all agents busy and k others waiting. The offered wait V is a sum of k + 1
 * exponential times with the rates sμ, sμ + θ, …, sμ + kθ. These are equally spaced, so e^(−θV) is a Beta(sμ/θ, k + 1)
 * variable and P(V > t) the sum of the first k + 1 probabilities of the negative binomial distribution with sμ/θ
 * successes of probability e^(−θt); with θ = 0, of the Poisson distribution with mean sμt. Giving up before V tilts the
 * density by e^(−θv), which makes sμ/θ one more and leaves the factor sμ/(sμ + (k + 1)θ).
 */
export function waitsByPosition(queue: QueueAhead, seconds: number, positions: number): WaitsByPosition {
  const { agents, service, abandonment } = queue;
  if (mostInHand(queue) > agents) return behindCalls(queue, seconds, positions);
  const answering = agents * service;
  const reached = withinOf(answering, abandonment, seconds, positions);
  if (abandonment === 0) return { reached, answered: reached };
  const answered = withinOf(answering + abandonment, abandonment, seconds, positions);
  for (let k = 0; k < positions; k++)
    answered[k] = (answered[k] as number) * (answering / (answering + (k + 1) * abandonment));
  return { reached, answered };
}

/** The same where more calls are in hand than there are agents to stay. */
function behindCalls(queue: QueueAhead, seconds: number, positions: number): WaitsByPosition {
  const inTime = (own: number) => {
    const sum = new Float64Array(positions);
    addMovedOn(sum, 1, queue, seconds, new Float64Array(positions), own);
    return sum;
  };
  const reached = inTime(0);
  return { reached, answered: queue.abandonment === 0 ? reached : inTime(queue.abandonment) };
}

/**
 * Adds `weight` times the chances by position `seconds` before an instant, when they are `chances` at it (which are
 * overwritten), of a contact that itself gives up at the rate `own`; by uniformisation of the pure death process of those
 * ahead. Calls in hand end one by one and never give up.
 */
export function addMovedOn(
  sum: Float64Array,
  weight: number,
  queue: QueueAhead,
  seconds: number,
  chances: Float64Array,
  own: number,
): void {
  const { agents, service, abandonment } = queue;
  const inHand = mostInHand(queue);
  const leaving = Float64Array.from(chances, (_, k) => {
    const ahead = agents + k;
    return Math.min(ahead, inHand) * service + Math.max(0, ahead - inHand) * abandonment;
  });
  const fastest = (leaving.at(-1) ?? 0) + own;
  const mean = fastest * seconds;
  const last = Math.ceil(mean + 6 * Math.sqrt(mean) + 8);
  let log = -mean;
  for (let jumps = 0; ; jumps++) {
    const share = weight * Math.exp(log);
    if (share > 1e-12)
      for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] as number) + share * (chances[k] as number);
    if (jumps >= last || mean === 0) return;
    log += Math.log(mean / (jumps + 1));
    // Downwards, so that the one that stands nearer is still that of the jump before.
    for (let k = chances.length - 1; k >= 0; k--) {
      const here = chances[k] as number;
      const nearer = k === 0 ? 1 : (chances[k - 1] as number);
      chances[k] = here + ((leaving[k] as number) * (nearer - here) - own * here) / fastest;
    }
  }
}

/** P(V ≤ t) by position, V the sum of exponential times with the rates first, first + spacing, … */
function withinOf(first: number, spacing: number, seconds: number, positions: number): Float64Array {
  const within = new Float64Array(positions);
  if (first === 0) return within;
  const gone = spacing === 0 ? 0 : -Math.expm1(-spacing * seconds);
  // The terms start far below the smallest double where sμt is large: term · e^exponent.
  let term = 1;
  let exponent = -first * seconds;
  let scale = Math.exp(exponent);
  let beyond = 0;
  for (let k = 0; k < positions; k++) {
    beyond += term * scale;
    within[k] = Math.max(0, 1 - beyond);
    term *= spacing === 0 ? (first * seconds) / (k + 1) : ((first / spacing + k) / (k + 1)) * gone;
    if (term > 1e100) {
      term *= 1e-100;
      exponent += 100 * Math.LN10;
      scale = Math.exp(exponent);
    }
  }
  return within;
}
