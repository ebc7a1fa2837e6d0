import { BirthDeathChain, type QueueRates, type StateProbabilities, steadyState } from './birthDeathChain.ts';
import type { ArrivalInterval } from './effectiveLoad.ts';
import { type WaitsByPosition, waitsByPosition } from './queueWaits.ts';
import { waitsAcross } from './waitsAcross.ts';

export interface StaffedInterval extends ArrivalInterval {
  /** At their desks and taking calls. */
  agents: number;
  /** Where it is not that of the day. */
  patienceSeconds?: number | null | undefined;
}

export interface TransientQueueInput {
  /** Of a day, or of any number of days in a row. */
  intervals: readonly StaffedInterval[];
  /** Mean patience; null: nobody gives up. */
  patienceSeconds: number | null;
  thresholdSeconds: number;
  /**
   * What becomes of the call of an agent whose shift ends: the agent finishes it (the rule), or hands it back and it
   * goes on with the next agent that is free (what the chain does when nothing is done about it).
   */
  leaving?: 'finish_call' | 'hand_back';
  /** Before the first interval: its own steady state (the rule), or nobody there, as when the doors open. */
  start?: 'steady' | 'empty';
}

/** Of contacts that arrive in the interval; null where none does. */
export interface TransientFigures {
  /** P(V > 0): every agent is busy. */
  waitProbability: number | null;
  /** Answered within the threshold ÷ offered: `strict` of lib/service-level. */
  serviceLevel: number | null;
  /** P(V ≤ threshold): of contacts with no end of patience. */
  virtualServiceLevel: number | null;
  /** Time spent waiting in the interval ÷ contacts that arrive in it, answered or not (Little's law). */
  asaSeconds: number | null;
  /** Contacts that give up in the interval ÷ those that arrive in it. */
  abandonment: number | null;
  /** Contacts waiting, averaged over the interval. */
  queueLength: number;
  /** Busy share of the agents' time, calls finished after the shift aside; null without agents. */
  occupancy: number | null;
}

export interface TransientQueue {
  intervals: TransientFigures[];
  /** Weighted by arrivals, occupancy by agents' time. */
  total: TransientFigures;
}

/**
 * The queue M(t)/M/s(t)+M through a day, exactly: arrivals, handling time and agents are constant within each interval
 * and jump between them; the distribution of the number of contacts in the system follows the birth–death equations, so
 * what one interval leaves behind the next one meets, and overload needs no special case. Probabilities are off
 * by less than 1e-7, after a jump into overload without patience by less than 1e-6; a day of quarter hours with 100 agents
 * takes about 3 ms.
 *
 * Which wait an arrival meets is taken from what it finds: the contacts before it, the agents of its own interval and,
 * within a threshold of the interval's end, those of the next one.
 *
 * @throws RangeError naming the interval and the value
 * @example transientQueue({ intervals: [{ arrivalsPerHour: 100, ahtSeconds: 180, minutes: 60, agents: 6 }], patienceSeconds: 120, thresholdSeconds: 20 })
 */
export function transientQueue(input: TransientQueueInput): TransientQueue {
  const { thresholdSeconds, leaving = 'finish_call', start = 'steady' } = input;
  check(input);
  const day = ratesOf(input);
  const total = new Sums();
  let chain: BirthDeathChain | null = null;
  const intervals = input.intervals.map(({ minutes }, i) => {
    const rates = day[i] as QueueRates;
    const before = day[i - 1];
    const after = day[i + 1];
    if (chain === null)
      chain = new BirthDeathChain(
        start === 'empty' ? { from: 0, probabilities: Float64Array.of(1) } : steadyState(rates),
      );
    else if (before && rates.agents < before.agents && leaving === 'finish_call')
      chain.finishCalls(before.agents, before.agents - rates.agents);
    const own = new Sums();
    const seconds = minutes * 60;
    const changes = after && (after.agents !== rates.agents || after.service !== rates.service);
    // Who comes less than a threshold before the change may be answered, or not, by the agents after it.
    const lastSeconds = changes && rates.arrivals > 0 ? Math.min(thresholdSeconds, seconds) : 0;
    if (lastSeconds < seconds) {
      const state = chain.pass(rates, seconds - lastSeconds);
      const waits = waitsByPosition(rates, thresholdSeconds, positionsOf(state, rates));
      own.add(state, rates, seconds - lastSeconds, waits);
    }
    if (after && lastSeconds > 0) {
      const state = chain.pass(rates, lastSeconds);
      const change = { before: rates, after, lastSeconds, handedBack: leaving === 'hand_back' };
      own.add(state, rates, lastSeconds, waitsAcross(change, thresholdSeconds, positionsOf(state, rates)));
    }
    total.join(own);
    return own.figures();
  });
  return { intervals, total: total.figures() };
}

function ratesOf({ intervals, patienceSeconds: usual }: TransientQueueInput): QueueRates[] {
  // Where nothing arrives and no handling time is known, calls go on as before.
  let lastAht = 1;
  return intervals.map(({ arrivalsPerHour, ahtSeconds, agents, patienceSeconds = usual }) => {
    lastAht = ahtSeconds || lastAht;
    return {
      arrivals: arrivalsPerHour / 3600,
      service: 1 / lastAht,
      agents,
      abandonment: patienceSeconds === null ? 0 : 1 / patienceSeconds,
    };
  });
}

/** How many may wait, but for one in a billion. */
function positionsOf({ from, probabilities }: StateProbabilities, { agents }: QueueRates): number {
  let last = probabilities.length - 1;
  for (let beyond = 0; last > 0; last--) {
    beyond += probabilities[last] as number;
    if (beyond > 1e-9) break;
  }
  return Math.max(0, from + last + 1 - agents);
}

class Sums {
  #arrivals = 0;
  #waited = 0;
  #inTime = 0;
  #reached = 0;
  #waiting = 0;
  #abandoned = 0;
  #busy = 0;
  #present = 0;
  #seconds = 0;

  add(state: StateProbabilities, rates: QueueRates, seconds: number, waits: WaitsByPosition): void {
    const { from, probabilities } = state;
    const { agents, abandonment } = rates;
    let [atOnce, inTime, reached, queue, busy] = [0, 0, 0, 0, 0];
    for (let i = 0; i < probabilities.length; i++) {
      const p = probabilities[i] as number;
      const ahead = from + i - agents;
      busy += p * Math.min(from + i, agents);
      if (ahead < 0) atOnce += p;
      else {
        inTime += p * (waits.answered[ahead] ?? 0);
        reached += p * (waits.reached[ahead] ?? 0);
        queue += p * ahead;
      }
    }
    const arrivals = rates.arrivals * seconds;
    this.#arrivals += arrivals;
    this.#waited += arrivals * (1 - atOnce);
    this.#inTime += arrivals * (atOnce + inTime);
    this.#reached += arrivals * (atOnce + reached);
    this.#waiting += queue * seconds;
    this.#abandoned += queue * abandonment * seconds;
    this.#busy += busy * seconds;
    this.#present += agents * seconds;
    this.#seconds += seconds;
  }

  join(other: Sums): void {
    this.#arrivals += other.#arrivals;
    this.#waited += other.#waited;
    this.#inTime += other.#inTime;
    this.#reached += other.#reached;
    this.#waiting += other.#waiting;
    this.#abandoned += other.#abandoned;
    this.#busy += other.#busy;
    this.#present += other.#present;
    this.#seconds += other.#seconds;
  }

  figures(): TransientFigures {
    const perArrival = (sum: number) => (this.#arrivals > 0 ? sum / this.#arrivals : null);
    return {
      waitProbability: perArrival(this.#waited),
      serviceLevel: perArrival(this.#inTime),
      virtualServiceLevel: perArrival(this.#reached),
      asaSeconds: perArrival(this.#waiting),
      abandonment: perArrival(this.#abandoned),
      queueLength: this.#seconds > 0 ? this.#waiting / this.#seconds : 0,
      occupancy: this.#present > 0 ? this.#busy / this.#present : null,
    };
  }
}

function check({ intervals, patienceSeconds, thresholdSeconds }: TransientQueueInput): void {
  const finite = (value: number) => value >= 0 && value < Number.POSITIVE_INFINITY;
  const patient = (value: number | null) => value === null || (value > 0 && finite(value));
  if (!patient(patienceSeconds))
    throw new RangeError(`patienceSeconds must be above 0 and finite, or null, not ${patienceSeconds}`);
  if (!finite(thresholdSeconds))
    throw new RangeError(`thresholdSeconds must be 0 or more and finite, not ${thresholdSeconds}`);
  intervals.forEach(({ arrivalsPerHour, ahtSeconds, minutes, agents, patienceSeconds: own = null }, i) => {
    if (!patient(own))
      throw new RangeError(`patienceSeconds of interval ${i} must be above 0 and finite, or null, not ${own}`);
    if (!finite(arrivalsPerHour))
      throw new RangeError(`arrivalsPerHour of interval ${i} must be 0 or more and finite, not ${arrivalsPerHour}`);
    if (!finite(ahtSeconds) || (ahtSeconds === 0 && arrivalsPerHour > 0))
      throw new RangeError(`ahtSeconds of interval ${i} must be above 0 and finite, not ${ahtSeconds}`);
    if (!(minutes > 0 && finite(minutes)))
      throw new RangeError(`minutes of interval ${i} must be above 0 and finite, not ${minutes}`);
    if (!Number.isInteger(agents) || agents < 0)
      throw new RangeError(`agents of interval ${i} must be a whole number, 0 or more, not ${agents}`);
  });
}
