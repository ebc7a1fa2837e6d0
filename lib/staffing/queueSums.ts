import { mostInHand, type QueueRates, type StateProbabilities } from './birthDeathChain.ts';
import type { WaitsByPosition } from './queueWaits.ts';

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

/** Sums over a stretch of time, from which its figures come. */
export class QueueSums {
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
    const inHand = mostInHand(rates);
    let [atOnce, inTime, reached, queue, busy] = [0, 0, 0, 0, 0];
    for (let i = 0; i < probabilities.length; i++) {
      const p = probabilities[i] as number;
      const ahead = from + i - agents;
      busy += p * Math.min(from + i, agents);
      if (ahead < 0) atOnce += p;
      else {
        inTime += p * (waits.answered[ahead] ?? 0);
        reached += p * (waits.reached[ahead] ?? 0);
        queue += p * Math.max(0, from + i - inHand);
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

  join(other: QueueSums): void {
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
