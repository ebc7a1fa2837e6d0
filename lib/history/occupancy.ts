/** Seconds of an agent's time, or of many agents' together. */
export interface OccupiedTime {
  talkSeconds: number;
  holdSeconds: number;
  wrapUpSeconds: number;
  availableSeconds: number;
  ringingSeconds: number;
}

/**
 * Occupancy: the share 0–1 of the time at the queues' disposal that goes into their contacts, (talk + hold + wrap-up) ÷
 * (talk + hold + wrap-up + available + ringing). Pauses and calls outside the queues are in neither part. null: none of
 * that time. Of several agents it is the ratio of the sums.
 *
 * Source: B. Cleveland, Call Center Management on Fast Forward, 4th ed., on agent occupancy: the share of time agents
 * handle contacts versus wait for them to arrive. Ringing is waiting: the contact is not being handled yet.
 *
 * @example occupancy({talkSeconds: 2400, holdSeconds: 300, wrapUpSeconds: 300, availableSeconds: 540, ringingSeconds: 60}) // 0.8333
 */
export function occupancy(time: OccupiedTime): number | null {
  const handling = time.talkSeconds + time.holdSeconds + time.wrapUpSeconds;
  const atDisposal = handling + time.availableSeconds + time.ringingSeconds;
  return atDisposal > 0 ? handling / atDisposal : null;
}
