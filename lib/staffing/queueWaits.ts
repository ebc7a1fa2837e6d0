/** A queue while its agents' number is constant, all of them busy; rates per second. */
export interface QueueAhead {
  agents: number;
  service: number;
  abandonment: number;
}

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
  const answering = agents * service;
  const reached = withinOf(answering, abandonment, seconds, positions);
  if (abandonment === 0) return { reached, answered: reached };
  const answered = withinOf(answering + abandonment, abandonment, seconds, positions);
  for (let k = 0; k < positions; k++)
    answered[k] = (answered[k] as number) * (answering / (answering + (k + 1) * abandonment));
  return { reached, answered };
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
