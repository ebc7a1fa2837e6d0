import { addMovedOn, type QueueAhead, type WaitsByPosition, waitsByPosition } from './queueWaits.ts';

export interface AgentsChange {
  before: QueueAhead;
  after: QueueAhead;
  /** Of who arrives at most so many seconds before the change, averaged over them; no longer than the threshold. */
  lastSeconds: number;
}

/**
 * What a contact may expect that finds all agents busy and k others waiting shortly before the agents' number changes: the
 * line moves on with the agents of before until the change, and from there with those after it. Averaged over the time of
 * arrival by Gauss–Legendre with two nodes.
 */
export function waitsAcross(change: AgentsChange, thresholdSeconds: number, positions: number): WaitsByPosition {
  const { before, after, lastSeconds } = change;
  const reached = new Float64Array(positions);
  const patient = before.abandonment === 0 && after.abandonment === 0;
  const answered = patient ? reached : new Float64Array(positions);
  // Calls beyond the agents who are to stay are before everyone who waits.
  const ahead = before.agents - after.agents;
  for (const node of [0.5 - Math.sqrt(3) / 6, 0.5 + Math.sqrt(3) / 6]) {
    const until = node * lastSeconds;
    const then = waitsByPosition(after, thresholdSeconds - until, positions + Math.max(0, ahead));
    addMovedOn(reached, 0.5, before, until, moved(then.reached, ahead, positions), 0);
    if (answered !== reached)
      addMovedOn(answered, 0.5, before, until, moved(then.answered, ahead, positions), before.abandonment);
  }
  return { reached, answered };
}

/** By position before the change, `ahead` of which come to stand before each of them. */
function moved(values: Float64Array, ahead: number, positions: number): Float64Array {
  const by = new Float64Array(positions);
  for (let k = 0; k < positions; k++) by[k] = k + ahead < 0 ? 1 : (values[k + ahead] as number);
  return by;
}
