import type { Outcome } from '../contact/visit.ts';
import { emptyHistogram, mergeHistograms, percentile, type WaitHistogram, within } from '../interval/waitHistogram.ts';
import { type ServiceLevelFormula, serviceLevel } from '../service-level/serviceLevel.ts';

/** What rollups tell of any span and set of queues: counts, sums and histograms, all of which may be added up. */
export interface HistoryParts {
  offered: number;
  outcomes: Record<Outcome, number>;
  /** Sums of whole seconds, and over how many visits they are known. */
  waitSecondsAnswered: number;
  waitsAnswered: number;
  waitSecondsAll: number;
  waitsAll: number;
  maxWaitSeconds: number | null;
  talkSeconds: number;
  talks: number;
  holdSeconds: number;
  holds: number;
  wrapUpSeconds: number;
  wrapUps: number;
  answeredWaits: WaitHistogram;
  abandonedWaits: WaitHistogram;
  otherWaits: WaitHistogram;
  /** Of those waits the ones within the threshold of their own queue. */
  answeredInTime: number;
  abandonedInTime: number;
}

/** One row of a history. Shares are 0–1; null: nothing was measured. */
export interface HistoryRow {
  /** Epoch ms; `end` is the next row's start. */
  start: number;
  end: number;
  offered: number;
  answered: number;
  abandoned: number;
  timedOut: number;
  leftByKey: number;
  leftEmpty: number;
  withdrawn: number;
  lostInOutage: number;
  unknown: number;
  /** Offered, and still waiting when last told. */
  inProgress: number;
  answeredInTime: number;
  abandonedInTime: number;
  serviceLevel: number | null;
  answeredShare: number | null;
  abandonedShare: number | null;
  /** Mean wait of the answered (average speed of answer). */
  asaSeconds: number | null;
  /** Mean wait of all whose wait is known, however it ended. */
  meanWaitSeconds: number | null;
  maxWaitSeconds: number | null;
  /** The wait that 80 % of all did not exceed, by nearest rank. */
  p80WaitSeconds: number | null;
  meanTalkSeconds: number | null;
  meanHoldSeconds: number | null;
  /** After-contact work; null where the exchange does not tell it. */
  meanWrapUpSeconds: number | null;
  /** Mean talk (holds included) plus mean wrap-up where that is known. */
  ahtSeconds: number | null;
  /** The exchange was not observed for some of this span, so true figures may be higher. */
  incomplete: boolean;
}

export interface HistoryOptions {
  formula: ServiceLevelFormula;
}

/** By custom an abandon within five seconds is a short one: a misdial or a change of mind. */
export const shortAbandonSeconds = 5;

export function emptyParts(): HistoryParts {
  return {
    offered: 0,
    outcomes: {
      answered: 0,
      abandoned: 0,
      timed_out: 0,
      left_by_key: 0,
      left_empty: 0,
      withdrawn: 0,
      lost_in_outage: 0,
      unknown: 0,
    },
    waitSecondsAnswered: 0,
    waitsAnswered: 0,
    waitSecondsAll: 0,
    waitsAll: 0,
    maxWaitSeconds: null,
    talkSeconds: 0,
    talks: 0,
    holdSeconds: 0,
    holds: 0,
    wrapUpSeconds: 0,
    wrapUps: 0,
    answeredWaits: emptyHistogram,
    abandonedWaits: emptyHistogram,
    otherWaits: emptyHistogram,
    answeredInTime: 0,
    abandonedInTime: 0,
  };
}

/**
 * Parts of queues that share a threshold, with their waits in time counted.
 *
 * @param thresholdSeconds whole seconds; in time means a wait of at most this. Exact to 120 s and at the round lengths
 * of waitHistogram.
 */
export function inTime(parts: HistoryParts, thresholdSeconds: number): HistoryParts {
  return {
    ...parts,
    answeredInTime: within(parts.answeredWaits, thresholdSeconds),
    abandonedInTime: within(parts.abandonedWaits, thresholdSeconds),
  };
}

/** The parts of several spans or queues together. */
export function addParts(all: readonly HistoryParts[]): HistoryParts {
  const sum = emptyParts();
  for (const parts of all) {
    sum.offered += parts.offered;
    for (const outcome of Object.keys(sum.outcomes) as Outcome[]) sum.outcomes[outcome] += parts.outcomes[outcome];
    sum.waitSecondsAnswered += parts.waitSecondsAnswered;
    sum.waitsAnswered += parts.waitsAnswered;
    sum.waitSecondsAll += parts.waitSecondsAll;
    sum.waitsAll += parts.waitsAll;
    if (parts.maxWaitSeconds !== null) sum.maxWaitSeconds = Math.max(sum.maxWaitSeconds ?? 0, parts.maxWaitSeconds);
    sum.talkSeconds += parts.talkSeconds;
    sum.talks += parts.talks;
    sum.holdSeconds += parts.holdSeconds;
    sum.holds += parts.holds;
    sum.wrapUpSeconds += parts.wrapUpSeconds;
    sum.wrapUps += parts.wrapUps;
    sum.answeredInTime += parts.answeredInTime;
    sum.abandonedInTime += parts.abandonedInTime;
  }
  sum.answeredWaits = mergeHistograms(all.map((parts) => parts.answeredWaits));
  sum.abandonedWaits = mergeHistograms(all.map((parts) => parts.abandonedWaits));
  sum.otherWaits = mergeHistograms(all.map((parts) => parts.otherWaits));
  return sum;
}

/** A row of figures from its parts: ratios of sums, never means of means. */
export function historyRow(
  { start, end, incomplete }: Pick<HistoryRow, 'start' | 'end' | 'incomplete'>,
  parts: HistoryParts,
  { formula }: HistoryOptions,
): HistoryRow {
  const { offered, outcomes, answeredInTime, abandonedInTime } = parts;
  const allWaits = mergeHistograms([parts.answeredWaits, parts.abandonedWaits, parts.otherWaits]);
  const meanTalkSeconds = mean(parts.talkSeconds, parts.talks);
  const meanWrapUpSeconds = mean(parts.wrapUpSeconds, parts.wrapUps);
  return {
    start,
    end,
    offered,
    answered: outcomes.answered,
    abandoned: outcomes.abandoned,
    timedOut: outcomes.timed_out,
    leftByKey: outcomes.left_by_key,
    leftEmpty: outcomes.left_empty,
    withdrawn: outcomes.withdrawn,
    lostInOutage: outcomes.lost_in_outage,
    unknown: outcomes.unknown,
    inProgress: offered - Object.values(outcomes).reduce((sum, count) => sum + count, 0),
    answeredInTime,
    abandonedInTime,
    serviceLevel: serviceLevel(formula, {
      offered,
      answered: outcomes.answered,
      answeredInTime,
      abandonedInTime,
      abandonedShort: within(parts.abandonedWaits, shortAbandonSeconds),
    }),
    answeredShare: mean(outcomes.answered, offered),
    abandonedShare: mean(outcomes.abandoned, offered),
    asaSeconds: mean(parts.waitSecondsAnswered, parts.waitsAnswered),
    meanWaitSeconds: mean(parts.waitSecondsAll, parts.waitsAll),
    maxWaitSeconds: parts.maxWaitSeconds,
    p80WaitSeconds: percentile(allWaits, 0.8),
    meanTalkSeconds,
    meanHoldSeconds: mean(parts.holdSeconds, parts.holds),
    meanWrapUpSeconds,
    ahtSeconds: meanTalkSeconds === null ? null : meanTalkSeconds + (meanWrapUpSeconds ?? 0),
    incomplete,
  };
}

function mean(sum: number, count: number): number | null {
  return count > 0 ? sum / count : null;
}
