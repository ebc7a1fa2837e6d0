import type { CentreNow, Floor, IntervalNow, QueueDay } from '#lib/feed/feedEvents.ts';
import type { IntervalTally } from '#lib/interval/intervalTally.ts';
import { tallyOf } from '#lib/interval/tallyRow.ts';
import { type ServiceLevelFormula, serviceLevel } from '#lib/service-level/serviceLevel.ts';

/** The sums that a wall shows. */
export type DayTotals = Pick<
  IntervalTally,
  | 'offered'
  | 'answered'
  | 'abandoned'
  | 'timedOut'
  | 'leftByKey'
  | 'leftEmpty'
  | 'withdrawn'
  | 'lostInOutage'
  | 'unknown'
  | 'answeredInTime'
  | 'abandonedInTime'
  | 'waitSecondsAnswered'
  | 'waitsAnswered'
  | 'talkSeconds'
  | 'talks'
>;

/** Why nothing is known of a day: its exchange was not heard since it began, or its worker is still counting it. */
export type UnknownDay = 'not_heard_today' | 'day_not_counted';

/** A service level with the name of its formula, or why there is none. */
export interface ServiceLevelNow {
  /** 0–1; null when it is not known. */
  ratio: number | null;
  /** null when the board's centres do not share one. */
  formula: ServiceLevelFormula | null;
  unknown: 'nothing_offered' | 'formulas_differ' | 'short_abandons_not_counted' | UnknownDay | null;
}

/** Start of the centre's present day, epoch ms: rolls over by itself when the server's clock passes the next start. */
export function dayStartOf(centre: CentreNow, now: number): number {
  return now >= centre.nextDayStart ? centre.nextDayStart : centre.dayStart;
}

/** End of the centre's present day; until the feed announces the next one, that is taken to be as long as this one. */
export function dayEndOf(centre: CentreNow, now: number): number {
  const start = dayStartOf(centre, now);
  return start === centre.dayStart ? centre.nextDayStart : start + (centre.nextDayStart - centre.dayStart);
}

/** Does an interval lie in the centre's present day; is a queue's day that one? */
export function isOfDay({ start }: Pick<IntervalNow, 'start'>, centre: CentreNow, now: number): boolean {
  return start >= dayStartOf(centre, now) && start < dayEndOf(centre, now);
}

/** Each queue's counts of the present day of its centre. A queue without a known centre is left out. */
export function todayOf(floor: Floor, days: QueueDay[], now: number): Map<string, DayTotals> {
  const byQueue = new Map<string, DayTotals>();
  for (const day of days) {
    const centre = floor.centres[day.centre];
    if (centre && isOfDay(day, centre, now)) byQueue.set(day.queue, countsOf(day));
  }
  return byQueue;
}

const read = new WeakMap<QueueDay | IntervalNow, IntervalTally>();

/** What a day or an interval counts. Read once: an entity never changes, a patch brings another one. */
export function countsOf(counted: QueueDay | IntervalNow): IntervalTally {
  let tally = read.get(counted);
  if (tally === undefined) {
    tally = tallyOf(counted.start, counted.counts);
    read.set(counted, tally);
  }
  return tally;
}

/** The sum of the parts. Written out field by field: a wall of hundreds of queues sums four times a second. */
export function totalsOf(parts: readonly DayTotals[]): DayTotals {
  const sums: DayTotals = {
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
    talkSeconds: 0,
    talks: 0,
  };
  for (const part of parts) {
    sums.offered += part.offered;
    sums.answered += part.answered;
    sums.abandoned += part.abandoned;
    sums.timedOut += part.timedOut;
    sums.leftByKey += part.leftByKey;
    sums.leftEmpty += part.leftEmpty;
    sums.withdrawn += part.withdrawn;
    sums.lostInOutage += part.lostInOutage;
    sums.unknown += part.unknown;
    sums.answeredInTime += part.answeredInTime;
    sums.abandonedInTime += part.abandonedInTime;
    sums.waitSecondsAnswered += part.waitSecondsAnswered;
    sums.waitsAnswered += part.waitsAnswered;
    sums.talkSeconds += part.talkSeconds;
    sums.talks += part.talks;
  }
  return sums;
}

/** Service level of totals by the formula that the centres share. In time means within each queue's own threshold. */
export function levelOf(centres: CentreNow[], totals: DayTotals | null): ServiceLevelNow {
  const formula = centres[0]?.formula ?? null;
  if (centres.some((centre) => centre.formula !== formula)) {
    return { ratio: null, formula: null, unknown: 'formulas_differ' };
  }
  if (formula === null || totals === null || totals.offered === 0) {
    return { ratio: null, formula, unknown: 'nothing_offered' };
  }
  const ratio = serviceLevel(formula, { ...totals, abandonedShort: null });
  if (ratio !== null) return { ratio, formula, unknown: null };
  const needsShort = formula === 'crediting_short_abandons' || formula === 'excluding_short_abandons';
  return { ratio, formula, unknown: needsShort ? 'short_abandons_not_counted' : 'nothing_offered' };
}

/** Average speed of answer in seconds: waits of the answered ÷ answered whose wait is known; null when there is none. */
export function answerSpeed(totals: DayTotals): number | null {
  return totals.waitsAnswered > 0 ? totals.waitSecondsAnswered / totals.waitsAnswered : null;
}

/** Mean talk in seconds: of the answered whose talk has ended; null when there is none. */
export function talkTime(totals: DayTotals): number | null {
  return totals.talks > 0 ? totals.talkSeconds / totals.talks : null;
}

/** Abandoned ÷ offered, 0–1; null when nothing was offered. */
export function abandonedShare(totals: DayTotals): number | null {
  return totals.offered > 0 ? totals.abandoned / totals.offered : null;
}

/** Ended otherwise than answered or abandoned: timed out, left by key, no agent, withdrawn, lost in an outage, unknown. */
export function endedOtherwise(totals: DayTotals): number {
  const { timedOut, leftByKey, leftEmpty, withdrawn, lostInOutage, unknown } = totals;
  return timedOut + leftByKey + leftEmpty + withdrawn + lostInOutage + unknown;
}
