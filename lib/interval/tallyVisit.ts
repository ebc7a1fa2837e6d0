import type { Outcome, Visit } from '../contact/visit.ts';
import type { IntervalTally } from './intervalTally.ts';

/** A tally of nothing, for the interval that starts at `start` (epoch ms). */
export function emptyTally(start: number): IntervalTally {
  return {
    start,
    offered: 0,
    answered: 0,
    abandoned: 0,
    timedOut: 0,
    leftByKey: 0,
    leftEmpty: 0,
    withdrawn: 0,
    lostInOutage: 0,
    unknown: 0,
    answeredInTime: 0,
    abandonedInTime: 0,
    waitSecondsAnswered: 0,
    waitsAnswered: 0,
    waitSecondsAll: 0,
    waitsAll: 0,
    talkSeconds: 0,
    talks: 0,
    holdSeconds: 0,
    holds: 0,
    wrapUpSeconds: 0,
    wrapUps: 0,
  };
}

/** The count of a tally that each outcome adds to. */
export const tallyOfOutcome = {
  answered: 'answered',
  abandoned: 'abandoned',
  timed_out: 'timedOut',
  left_by_key: 'leftByKey',
  left_empty: 'leftEmpty',
  withdrawn: 'withdrawn',
  lost_in_outage: 'lostInOutage',
  unknown: 'unknown',
} as const satisfies Record<Outcome, keyof IntervalTally>;

/**
 * Adds a visit to its interval's tally (`sign` 1), or takes it out again (`sign` -1) before its changed state is added.
 * A visit that still waits counts as offered only. A wait that is not known is in time for nobody and in no sum.
 *
 * @param thresholdSeconds whole seconds; in time means a wait of at most this
 */
export function tallyVisit(tally: IntervalTally, visit: Visit, thresholdSeconds: number, sign: 1 | -1): void {
  tally.offered += sign;
  if (visit.outcome === null) return;
  tally[tallyOfOutcome[visit.outcome]] += sign;

  const wait = visit.waitSeconds;
  if (wait !== null) {
    tally.waitSecondsAll += sign * wait;
    tally.waitsAll += sign;
    const inTime = wait <= thresholdSeconds;
    if (visit.outcome === 'abandoned' && inTime) tally.abandonedInTime += sign;
    if (visit.outcome === 'answered') {
      tally.waitSecondsAnswered += sign * wait;
      tally.waitsAnswered += sign;
      if (inTime) tally.answeredInTime += sign;
    }
  }

  if (visit.talkSeconds !== null) {
    tally.talkSeconds += sign * visit.talkSeconds;
    tally.talks += sign;
  }
  if (visit.holdSeconds !== null) {
    tally.holdSeconds += sign * visit.holdSeconds;
    tally.holds += sign;
  }
  if (visit.wrapUpSeconds !== null) {
    tally.wrapUpSeconds += sign * visit.wrapUpSeconds;
    tally.wrapUps += sign;
  }
}
