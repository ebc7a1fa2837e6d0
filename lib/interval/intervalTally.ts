/** Counts of one queue in one interval; a visit belongs to the interval in which it was offered. Sums, never means. */
export interface IntervalTally {
  /** Epoch ms of the interval's start; intervals are 15 minutes and step in UTC. */
  start: number;
  offered: number;
  answered: number;
  abandoned: number;
  timedOut: number;
  leftByKey: number;
  leftEmpty: number;
  withdrawn: number;
  lostInOutage: number;
  unknown: number;
  /** Answered, and abandoned, within the queue's threshold (wait <= threshold). */
  answeredInTime: number;
  abandonedInTime: number;
  /** Sums of whole seconds, and over how many visits they were known. */
  waitSecondsAnswered: number;
  waitsAnswered: number;
  waitSecondsAll: number;
  waitsAll: number;
  talkSeconds: number;
  talks: number;
  holdSeconds: number;
  holds: number;
  wrapUpSeconds: number;
  wrapUps: number;
}

export const intervalMinutes = 15;
export const intervalMs = intervalMinutes * 60_000;

/** Start of the interval that holds `at` (epoch ms). */
export function intervalStart(at: number): number {
  return Math.floor(at / intervalMs) * intervalMs;
}
