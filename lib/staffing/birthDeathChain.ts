import { padeStep, type StepFactors } from './padeStep.ts';

/** Rates per second while they are constant. */
export interface QueueRates {
  arrivals: number;
  /** Of one busy agent. */
  service: number;
  agents: number;
  /** Of one contact that waits; 0: nobody gives up. */
  abandonment: number;
  /**
   * Calls that may be in hand at once, where these are more than the agents: those of agents who leave when they get free.
   * No other call is answered as long as they are more.
   */
  inHand?: number;
}

/** Calls that may be in hand at once. */
export function mostInHand({ agents, inHand = 0 }: Pick<QueueRates, 'agents' | 'inHand'>): number {
  return Math.max(agents, inHand);
}

/** Probabilities of `from`, `from + 1` … contacts in the system; those of all other numbers together are below 1e-9. */
export interface StateProbabilities {
  from: number;
  probabilities: Float64Array;
  /** Calls that may have been in hand at once until now. */
  inHand?: number;
}

/** Probability that may be cut off at each end of the window of states, per interval. */
const negligible = 1e-12;
/** Negative probability beyond this says that the time steps are too long. */
const tooNegative = 1e-10;

/**
 * The distribution of the number of contacts in an M/M/s+M queue as time passes: dp/dt = p·Q for its birth–death
 * generator Q, solved by rational steps of order 9 (see padeStep) on a window of states that moves with the load and is
 * widened until what lies outside is negligible.
 */
export class BirthDeathChain {
  #state: StateProbabilities;

  constructor(start: StateProbabilities) {
    this.#state = start;
  }

  get state(): StateProbabilities {
    return this.#state;
  }

  /** Nobody is there any more. */
  empty(): void {
    this.#state = { from: 0, probabilities: Float64Array.of(1) };
  }

  /**
   * Calls in hand that are to be reckoned with: between those on average and the most that there may be, since who waits does
   * so where more are in hand than usual (the middle lies nearest to simulations).
   */
  get inHand(): number {
    const { from, probabilities, inHand = 0 } = this.#state;
    let mean = 0;
    for (let i = 0; i < probabilities.length; i++) mean += (probabilities[i] as number) * Math.min(from + i, inHand);
    return (mean + inHand) / 2;
  }

  /** Lets the time pass with constant rates; answers the distribution averaged over that time. */
  pass(told: QueueRates, seconds: number): StateProbabilities {
    const start = trimmed(this.#state);
    const inHand = mostInHand(told);
    const rates = { ...told, agents: inHand };
    let { least, most } = reach(start, rates, seconds);
    let steps = Math.max(1, Math.ceil(seconds / longestStep(start, rates)));
    for (let attempt = 0; ; attempt++) {
      const factors: StepFactors = { least, most, rates, seconds: seconds / steps };
      const { end, mean } = padeStep(spread(start, least, most), factors, steps);
      const width = most - least + 1;
      const high = (mean[width - 1] as number) + (end[width - 1] as number);
      const low = least === 0 ? 0 : (mean[0] as number) + (end[0] as number);
      const negative = mostNegative(end);
      // Rounding leaves something of either sign; after so many attempts it is as good as doubles have it.
      if (attempt === 12 || (high <= negligible * 10 && low <= negligible * 10 && negative <= tooNegative)) {
        this.#state = { from: least, probabilities: normalised(end), inHand };
        return { from: least, probabilities: normalised(mean) };
      }
      if (high > negligible * 10) most += 10 + (width >> 1);
      if (low > negligible * 10) least = Math.max(0, least - 10 - (width >> 1));
      if (negative > tooNegative) steps *= 2;
    }
  }
}

/**
 * The steady state of the queue, or where it has none (nobody gives up and the agents cannot keep up), every agent busy
 * and nobody waiting.
 */
export function steadyState(rates: QueueRates): StateProbabilities {
  const { arrivals, service, agents, abandonment } = rates;
  if (arrivals === 0) return { from: 0, probabilities: Float64Array.of(1) };
  if (abandonment === 0 && arrivals >= agents * service) return { from: agents, probabilities: Float64Array.of(1) };
  const departures = (n: number) => Math.min(n, agents) * service + Math.max(0, n - agents) * abandonment;
  // From the likeliest state outwards, until nothing is added.
  const load = arrivals / service;
  const mode = Math.floor(load <= agents ? load : agents + (arrivals - agents * service) / abandonment);
  const up: number[] = [];
  for (let n = mode, weight = 1; weight > negligible / 100; up.push(weight)) weight *= arrivals / departures(++n);
  const down: number[] = [];
  for (let n = mode, weight = 1; n > 0 && weight > negligible / 100; down.push(weight))
    weight *= departures(n--) / arrivals;
  return { from: mode - down.length, probabilities: normalised(Float64Array.from([...down.reverse(), 1, ...up])) };
}

/**
 * The order of the steps makes these long enough for an error around 1e-8 (measured against steps of a tenth). A line that
 * nobody leaves moves on without coming to rest while all agents are busy, which takes shorter ones.
 */
function longestStep(start: StateProbabilities, { arrivals, service, agents, abandonment }: QueueRates): number {
  if (agents === 0) return Math.min(3600, abandonment > 0 ? 1.25 / abandonment : 20 / arrivals);
  const handling = 1 / service;
  if (abandonment > 0) return Math.min(3600, handling, 1.25 / abandonment);
  const moving = arrivals >= agents * service || meanOf(start) > agents;
  return Math.min(3600, moving ? handling / 3 : handling);
}

function meanOf({ from, probabilities }: StateProbabilities): number {
  let mean = 0;
  for (let i = 0; i < probabilities.length; i++) mean += (probabilities[i] as number) * (from + i);
  return mean;
}

/** The states that the chain may reach: where it is now, and around the path of its mean. */
function reach(start: StateProbabilities, rates: QueueRates, seconds: number): { least: number; most: number } {
  const { arrivals, service, agents, abandonment } = rates;
  let mean = meanOf(start);
  const steps = 16;
  let [lowest, highest] = [mean, mean];
  for (let k = 0; k < steps; k++) {
    const departures = Math.min(mean, agents) * service + Math.max(0, mean - agents) * abandonment;
    mean = Math.max(0, mean + ((arrivals - departures) * seconds) / steps);
    lowest = Math.min(lowest, mean);
    highest = Math.max(highest, mean);
  }
  const moves = Math.min(highest, arrivals * seconds) + 1;
  return {
    least: Math.max(0, Math.min(start.from, Math.floor(lowest - 7 * Math.sqrt(lowest)))),
    most: Math.max(start.from + start.probabilities.length, Math.ceil(highest + 7 * Math.sqrt(moves) + 6)),
  };
}

function trimmed({ from, probabilities }: StateProbabilities): StateProbabilities {
  let first = 0;
  for (let cut = 0; first < probabilities.length - 1; first++) {
    cut += Math.abs(probabilities[first] as number);
    if (cut > negligible) break;
  }
  let last = probabilities.length - 1;
  for (let cut = 0; last > first; last--) {
    cut += Math.abs(probabilities[last] as number);
    if (cut > negligible) break;
  }
  return { from: from + first, probabilities: probabilities.slice(first, last + 1) };
}

function spread({ from, probabilities }: StateProbabilities, least: number, most: number): Float64Array {
  const wide = new Float64Array(most - least + 1);
  wide.set(probabilities, from - least);
  return wide;
}

function mostNegative(probabilities: Float64Array): number {
  let negative = 0;
  for (const p of probabilities) if (p < 0) negative -= p;
  return negative;
}

/** Rounding leaves traces below 0 and a sum beside 1. */
function normalised(probabilities: Float64Array): Float64Array {
  let sum = 0;
  for (let i = 0; i < probabilities.length; i++) {
    if ((probabilities[i] as number) < 0) probabilities[i] = 0;
    sum += probabilities[i] as number;
  }
  for (let i = 0; i < probabilities.length; i++) probabilities[i] = (probabilities[i] as number) / sum;
  return probabilities;
}
