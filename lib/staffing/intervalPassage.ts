import { type BirthDeathChain, mostInHand, type QueueRates, type StateProbabilities } from './birthDeathChain.ts';
import { QueueSums } from './queueSums.ts';
import { waitsByPosition } from './queueWaits.ts';
import { waitsAcross } from './waitsAcross.ts';

export interface IntervalPassage {
  rates: QueueRates;
  /** Of the next interval; undefined: things go on as they are. */
  after: QueueRates | undefined;
  seconds: number;
  thresholdSeconds: number;
  /** Who leaves hands the call in hand back, to stand before everyone who waits; else agents leave when they get free. */
  handedBack: boolean;
}

/** By so much, as a logarithm, the calls in hand of agents who are to leave may fall while they are taken for constant. */
const fall = 0.2;

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
  for (const part of parts(handedBack ? 0 : chain.inHand, rates, seconds - lastSeconds)) {
    const state = chain.pass(part.rates, part.seconds);
    const waits = waitsByPosition(part.rates, thresholdSeconds, positionsOf(state, rates));
    sums.add(state, part.rates, part.seconds, waits);
  }
  if (changes && lastSeconds > 0) {
    const before = handedBack ? rates : { ...rates, inHand: chain.inHand };
    const state = chain.pass(before, lastSeconds);
    const change = { before, after: handedBack ? after : { ...after, inHand: mostInHand(before) }, lastSeconds };
    sums.add(state, before, lastSeconds, waitsAcross(change, thresholdSeconds, positionsOf(state, rates)));
  }
  return sums;
}

/**
 * The time in parts, as long as more calls are in hand than agents are to stay: nobody else is answered then, so that these
 * calls end one by one, and as many as a pure death process leaves on average are taken for each part.
 */
function* parts(
  inHandNow: number,
  rates: QueueRates,
  seconds: number,
): Generator<{ rates: QueueRates; seconds: number }> {
  let [inHand, left] = [inHandNow, seconds];
  while (left > 0 && inHand > rates.agents + 0.5) {
    const then = Math.max(rates.agents, inHand * Math.exp(-fall));
    const part = Math.min(left, Math.log(inHand / then) / rates.service);
    const end = inHand * Math.exp(-rates.service * part);
    yield { rates: { ...rates, inHand: Math.sqrt(inHand * end) }, seconds: part };
    inHand = end;
    left -= part;
  }
  if (left > 0) yield { rates, seconds: left };
}

/** Where neither agents nor contacts come after the last ones, these see to it that nobody is left. */
export function close(chain: BirthDeathChain, before: QueueRates, now: QueueRates): void {
  if (closes(before, now)) chain.empty();
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
