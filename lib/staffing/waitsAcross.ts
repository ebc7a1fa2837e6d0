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
  const { before, after, lastSeconds, handedBack } = change;
  const reached = new Float64Array(positions);
  const patient = before.abandonment === 0 && after.abandonment === 0;
  const answered = patient ? reached : new Float64Array(positions);
  const ahead = handedBack ? before.agents - after.agents : Math.min(0, before.agents - after.agents);
  for (const node of [0.5 - Math.sqrt(3) / 6, 0.5 + Math.sqrt(3) / 6]) {
    const until = node * lastSeconds;
    const then = waitsByPosition(after, thresholdSeconds - until, positions + Math.max(0, ahead));
    addUntilChange(reached, before, until, moved(then.reached, ahead, positions), 0);
    if (answered !== reached)
      addUntilChange(answered, before, until, moved(then.answered, ahead, positions), before.abandonment);
  }
  return { reached, answered };
}

/** By position before the change, `ahead` of which come to stand before each of them. */
function moved(values: Float64Array, ahead: number, positions: number): Float64Array {
  const by = new Float64Array(positions);
  for (let k = 0; k < positions; k++) by[k] = k + ahead < 0 ? 1 : (values[k + ahead] as number);
  return by;
}

/**
 * Adds half the chances by position `seconds` before the change, when they are `chances` at it (which are overwritten), of
 * a contact that itself gives up at the rate `own`.
 */
function addUntilChange(
  sum: Float64Array,
  before: QueueAhead,
  seconds: number,
  chances: Float64Array,
  own: number,
): void {
  const { agents, service, abandonment } = before;
  const answering = agents * service;
  const fastest = answering + chances.length * abandonment;
  const mean = fastest * seconds;
  const last = Math.ceil(mean + 6 * Math.sqrt(mean) + 8);
  let log = -mean;
  for (let jumps = 0; ; jumps++) {
    const half = 0.5 * Math.exp(log);
    if (half > 1e-12) for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] as number) + half * (chances[k] as number);
    if (jumps >= last || mean === 0) return;
    log += Math.log(mean / (jumps + 1));
    // Downwards, so that the one that stands nearer is still that of the jump before.
    for (let k = chances.length - 1; k >= 0; k--) {
      const here = chances[k] as number;
      const nearer = k === 0 ? 1 : (chances[k - 1] as number);
      chances[k] = here + ((answering + k * abandonment) * (nearer - here) - own * here) / fastest;
    }
  }
}
