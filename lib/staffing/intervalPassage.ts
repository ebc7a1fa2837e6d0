import type { BirthDeathChain, QueueRates, StateProbabilities } from './birthDeathChain.ts';
import { QueueSums } from './queueSums.ts';
import { waitsByPosition } from './queueWaits.ts';
import { waitsAcross } from './waitsAcross.ts';

export interface IntervalPassage {
  rates: QueueRates;
  /** Of the next interval; undefined: things go on as they are. */
  after: QueueRates | undefined;
  seconds: number;
  thresholdSeconds: number;
  /** Calls of agents who leave stand before everyone who waits; else each finishes the call in hand. */
  handedBack: boolean;
}

/** Follows the queue through one interval, from the chain's state to the interval's end. */
export function passInterval(chain: BirthDeathChain, passage: IntervalPassage): QueueSums {
  const { rates, after, seconds, thresholdSeconds, handedBack } = passage;
  const sums = new QueueSums();
  const changes =
    after !== undefined &&
    (after.agents !== rates.agents || after.service !== rates.service || after.abandonment !== rates.abandonment) &&
    (handedBack || !closes(rates, after));
  // Who comes less than a threshold before the change may be answered, or not, by the agents after it.
  const lastSeconds = changes && rates.arrivals > 0 ? Math.min(thresholdSeconds, seconds) : 0;
  if (lastSeconds < seconds) {
    const state = chain.pass(rates, seconds - lastSeconds);
    const waits = waitsByPosition(rates, thresholdSeconds, positionsOf(state, rates));
    sums.add(state, rates, seconds - lastSeconds, waits);
  }
  if (changes && lastSeconds > 0) {
    const state = chain.pass(rates, lastSeconds);
    const change = { before: rates, after, lastSeconds, handedBack };
    sums.add(state, rates, lastSeconds, waitsAcross(change, thresholdSeconds, positionsOf(state, rates)));
  }
  return sums;
}

/** Shifts change from one interval to the next: who leaves finishes the call in hand, the last ones what waits as well. */
export function changeAgents(chain: BirthDeathChain, before: QueueRates, now: QueueRates): void {
  if (closes(before, now)) chain.empty();
  else if (now.agents < before.agents) chain.finishCalls(before.agents, before.agents - now.agents);
}

/** Neither agents nor contacts come after these: the last agents stay until nobody waits. */
function closes(before: QueueRates, now: QueueRates): boolean {
  return now.agents === 0 && now.arrivals === 0 && before.agents > 0;
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
