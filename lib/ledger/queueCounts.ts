import type { Visit } from '../contact/visit.ts';
import type { PbxEvent } from '../pbx/pbxEvent.ts';
import { PauseCount } from './pauseCount.ts';

/** What a replay prints of one queue: counts of visits by outcome, waits and talks in seconds. */
export interface QueueCounts {
  offered: number;
  answered: number;
  abandoned: number;
  timedOut: number;
  leftByKey: number;
  leftEmpty: number;
  withdrawn: number;
  lostInOutage: number;
  /** Ended in a way that the source could not tell. */
  unknown: number;
  /** Waiting still when the recording ends. */
  inProgress: number;
  /** Answered with a wait of at most so many seconds. */
  answeredWithin: Record<string, number>;
  /** Over every wait that ended and is known; null when there is none. */
  meanWaitSeconds: number | null;
  meanWaitAnsweredSeconds: number | null;
  maxWaitSeconds: number | null;
  meanTalkSeconds: number | null;
  ringNoAnswer: number;
  pauses: number;
}

const countOf = {
  answered: 'answered',
  abandoned: 'abandoned',
  timed_out: 'timedOut',
  left_by_key: 'leftByKey',
  left_empty: 'leftEmpty',
  withdrawn: 'withdrawn',
  lost_in_outage: 'lostInOutage',
  unknown: 'unknown',
} as const;

/**
 * Counts visits per queue, and the agents' missed offers and pauses from the events.
 * @param thresholdsSeconds the waits for `answeredWithin`
 * @returns by queue name, in the names' order
 */
export function queueCounts(
  visits: Iterable<Visit>,
  events: Iterable<PbxEvent>,
  thresholdsSeconds: readonly number[],
): Record<string, QueueCounts> {
  const gathered = new Map<string, Gathered>();
  const of = (queue: string) => {
    let one = gathered.get(queue);
    if (one === undefined) {
      one = { counts: noCounts(thresholdsSeconds), waits: [], waitsAnswered: [], talks: [] };
      gathered.set(queue, one);
    }
    return one;
  };
  for (const visit of visits) count(of(visit.queue), visit, thresholdsSeconds);
  const pauses = new PauseCount();
  for (const event of events) {
    if (event.kind === 'agent_missed') of(event.queue).counts.ringNoAnswer++;
    for (const queue of pauses.begunIn(event)) of(queue).counts.pauses++;
  }
  const queues = [...gathered].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(queues.map(([queue, one]) => [queue, finished(one)]));
}

interface Gathered {
  counts: QueueCounts;
  waits: number[];
  waitsAnswered: number[];
  talks: number[];
}

function count({ counts, waits, waitsAnswered, talks }: Gathered, visit: Visit, thresholdsSeconds: readonly number[]) {
  counts.offered++;
  if (visit.outcome === null) {
    counts.inProgress++;
    return;
  }
  counts[countOf[visit.outcome]]++;
  if (visit.talkSeconds !== null) talks.push(visit.talkSeconds);
  if (visit.waitSeconds === null) return;
  // the wait of a call lost in an outage ended with the exchange, not with the queue
  if (visit.outcome !== 'lost_in_outage') waits.push(visit.waitSeconds);
  if (visit.outcome !== 'answered') return;
  waitsAnswered.push(visit.waitSeconds);
  for (const threshold of thresholdsSeconds) {
    if (visit.waitSeconds <= threshold) counts.answeredWithin[threshold] = (counts.answeredWithin[threshold] ?? 0) + 1;
  }
}

function finished({ counts, waits, waitsAnswered, talks }: Gathered): QueueCounts {
  return {
    ...counts,
    meanWaitSeconds: mean(waits),
    meanWaitAnsweredSeconds: mean(waitsAnswered),
    maxWaitSeconds: waits.length > 0 ? waits.reduce((most, wait) => Math.max(most, wait), 0) : null,
    meanTalkSeconds: mean(talks),
  };
}

function noCounts(thresholdsSeconds: readonly number[]): QueueCounts {
  return {
    offered: 0,
    answered: 0,
    abandoned: 0,
    timedOut: 0,
    leftByKey: 0,
    leftEmpty: 0,
    withdrawn: 0,
    lostInOutage: 0,
    unknown: 0,
    inProgress: 0,
    answeredWithin: Object.fromEntries(thresholdsSeconds.map((threshold) => [threshold, 0])),
    meanWaitSeconds: null,
    meanWaitAnsweredSeconds: null,
    maxWaitSeconds: null,
    meanTalkSeconds: null,
    ringNoAnswer: 0,
    pauses: 0,
  };
}

/** To the hundredth of a second; null of nothing. */
function mean(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  return Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 100) / 100;
}
