import { type QueueAhead, type WaitsByPosition, waitsByPosition } from './queueWaits.ts';

export interface AgentsChange {
  before: QueueAhead;
  after: QueueAhead;
  /** Of who arrives at most so many seconds before the change, averaged over them; no longer than the threshold. */
  lastSeconds: number;
  /** Calls handed back when agents leave stand before everyone who waits. */
  handedBack: boolean;
}

/**
 * What a contact may expect that finds all agents busy and k others waiting shortly before the agents' number changes: the
 * line moves on with the agents of before until the change, and from there with those after it. Averaged over the time of
 * arrival by Gauss–Legendre with two nodes; up to the change by uniformisation of the pure death process of those ahead.
 */
export function waitsAcross(change: AgentsChange, thresholdSeconds: number, positions: number): WaitsByPosition {
  const reached = new Float64Array(positions);
  const answered = new Float64Array(positions);
  const { before, after, lastSeconds, handedBack } = change;
  const ahead = handedBack ? before.agents - after.agents : Math.min(0, before.agents - after.agents);
  for (const node of [0.5 - Math.sqrt(3) / 6, 0.5 + Math.sqrt(3) / 6]) {
    const until = node * lastSeconds;
    const then = waitsByPosition(after, thresholdSeconds - until, positions + Math.max(0, ahead));
    const shifted = (values: Float64Array) =>
      Float64Array.from({ length: positions }, (_, k) => (k + ahead < 0 ? 1 : (values[k + ahead] as number)));
    addHalf(reached, untilChange(before, until, shifted(then.reached), 0));
    if (before.abandonment > 0)
      addHalf(answered, untilChange(before, until, shifted(then.answered), before.abandonment));
  }
  return before.abandonment > 0 ? { reached, answered } : { reached, answered: reached };
}

function addHalf(sum: Float64Array, values: Float64Array): void {
  for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] as number) + 0.5 * (values[k] as number);
}

/** Chances by position `seconds` before those given, of a contact that itself gives up at the rate `own`. */
function untilChange({ agents, service, abandonment }: QueueAhead, seconds: number, given: Float64Array, own: number) {
  const answering = agents * service;
  const fastest = answering + given.length * abandonment;
  const mean = fastest * seconds;
  if (mean === 0) return given;
  const result = new Float64Array(given.length);
  let chances = given;
  // Poisson weights from the first that is no longer negligible; below e^-700 they are not doubles.
  let log = -mean;
  const last = mean + 7 * Math.sqrt(mean) + 12;
  for (let jumps = 0; jumps <= last; jumps++) {
    const weight = Math.exp(log);
    if (weight > 1e-14)
      for (let k = 0; k < result.length; k++) result[k] = (result[k] as number) + weight * (chances[k] as number);
    log += Math.log(mean / (jumps + 1));
    const next = new Float64Array(given.length);
    for (let k = 0, closer = 1; k < next.length; k++) {
      const here = chances[k] as number;
      next[k] = here + ((answering + k * abandonment) * (closer - here) - own * here) / fastest;
      closer = here;
    }
    chances = next;
  }
  return result;
}
