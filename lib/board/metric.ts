import type { FloorKind } from '#lib/feed/feedEvents.ts';
import type { AgentCounts, BoardFigures } from './boardFigures.ts';
import { abandonedShare, answerSpeed, type DayTotals, endedOtherwise, talkTime } from './dayTotals.ts';
import { type Freshness, longestWaitSeconds } from './freshness.ts';
import type { WorseSide } from './thresholdLevel.ts';

export type MetricUnit = 'count' | 'seconds' | 'ratio';

/** Why a figure is not known; the screen has words for each. */
export type UnknownReason =
  | 'no_queue_known'
  | 'not_heard_today'
  | 'day_not_counted'
  | 'nothing_offered'
  | 'nothing_answered'
  | 'formulas_differ'
  | 'short_abandons_not_counted'
  | 'no_forecast';

/** A figure; exactly one of the two is null. */
export interface Reading {
  /** In the metric's unit: contacts or agents, seconds, share 0–1. */
  value: number | null;
  unknown: UnknownReason | null;
}

/**
 * What an arrow beside a figure may compare it with: `before`, its own value up to an hour ago, as this screen saw it;
 * `forecast`, what was expected by now.
 */
export type MetricTrend = 'before' | 'forecast';

export interface Metric {
  unit: MetricUnit;
  /** null: neither more nor less is worse, so it has no thresholds. */
  worse: WorseSide | null;
  /** Of this moment, or counted since the day of its centre began. */
  of: 'now' | 'today';
  trends: readonly MetricTrend[];
  /** What must be known of the floor, besides what every board needs. */
  kinds: readonly FloorKind[];
  /**
   * @param figures of the scope asked for, see `scopeFigures`
   * @param fresh how far the floor's timers may run
   */
  read(figures: BoardFigures, fresh: Freshness): Reading;
}

const known = (value: number): Reading => ({ value, unknown: null });
const notKnown = (unknown: UnknownReason): Reading => ({ value: null, unknown });

function ofAgents(of: (counts: AgentCounts, agents: number) => number, worse: WorseSide | null): Metric {
  return {
    unit: 'count',
    worse,
    of: 'now',
    trends: ['before'],
    kinds: ['agents'],
    read: ({ agentCounts, agents }) =>
      agentCounts ? known(of(agentCounts, agents.length)) : notKnown('no_queue_known'),
  };
}

type OfDay = Pick<Metric, 'unit' | 'worse' | 'trends'> & { missing: UnknownReason };

function ofToday(of: (today: DayTotals) => number | null, { missing, ...rest }: OfDay): Metric {
  return {
    ...rest,
    of: 'today',
    kinds: ['days'],
    read: ({ today, queues, sources }) => {
      if (today === null && queues.length === 0) return notKnown('no_queue_known');
      if (today === null)
        return notKnown(sources.some(({ uncounted }) => uncounted) ? 'day_not_counted' : 'not_heard_today');
      const value = of(today);
      return value === null ? notKnown(missing) : known(value);
    },
  };
}

const counted: OfDay = { unit: 'count', worse: null, trends: [], missing: 'nothing_offered' };

/** Every figure that a tile can show large, an editor can offer and an alarm can watch. */
export const metrics = {
  waiting: {
    unit: 'count',
    worse: 'high',
    of: 'now',
    trends: ['before'],
    kinds: ['queues'],
    read: ({ waiting }) => (waiting === null ? notKnown('no_queue_known') : known(waiting)),
  },
  longestWait: {
    unit: 'seconds',
    worse: 'high',
    of: 'now',
    trends: ['before'],
    kinds: ['queues'],
    read: ({ queues }, fresh) => {
      const seconds = longestWaitSeconds(
        queues.map(({ queue }) => queue),
        fresh,
      );
      return seconds === null ? notKnown('no_queue_known') : known(seconds);
    },
  },
  available: ofAgents((counts) => counts.available, 'low'),
  onContact: ofAgents((counts) => counts.on_contact + counts.on_hold, null),
  ringing: ofAgents((counts) => counts.ringing, 'high'),
  wrapUp: ofAgents((counts) => counts.wrap_up, 'high'),
  paused: ofAgents((counts) => counts.paused, 'high'),
  unavailable: ofAgents((counts) => counts.unavailable, 'high'),
  signedIn: ofAgents((counts, agents) => agents - counts.signed_out, 'low'),
  offered: ofToday((today) => today.offered, { ...counted, worse: 'high', trends: ['forecast'] }),
  answered: ofToday((today) => today.answered, counted),
  abandoned: ofToday((today) => today.abandoned, { ...counted, worse: 'high' }),
  abandonedShare: ofToday(abandonedShare, {
    unit: 'ratio',
    worse: 'high',
    trends: ['before'],
    missing: 'nothing_offered',
  }),
  otherwise: ofToday(endedOtherwise, { ...counted, worse: 'high' }),
  serviceLevel: {
    unit: 'ratio',
    worse: 'low',
    of: 'today',
    trends: ['before'],
    kinds: ['days'],
    read: ({ level, queues }) => {
      if (queues.length === 0) return notKnown('no_queue_known');
      return level.ratio === null ? notKnown(level.unknown ?? 'nothing_offered') : known(level.ratio);
    },
  },
  answerSpeed: ofToday(answerSpeed, {
    unit: 'seconds',
    worse: 'high',
    trends: ['before'],
    missing: 'nothing_answered',
  }),
  talkTime: ofToday(talkTime, { unit: 'seconds', worse: 'high', trends: ['before'], missing: 'nothing_answered' }),
  tonight: {
    unit: 'count',
    worse: 'high',
    of: 'today',
    trends: [],
    kinds: ['days', 'outlooks'],
    read: ({ outlook, today }) =>
      // More have come already than were expected in all: that is the least it can be.
      outlook === null ? notKnown('no_forecast') : known(Math.max(today?.offered ?? 0, Math.round(outlook.mean))),
  },
} as const satisfies Record<string, Metric>;

export type MetricId = keyof typeof metrics;
export const metricIds = Object.keys(metrics) as MetricId[];

/** The metric of an id, seen as any other. */
export function metricOf(id: MetricId): Metric {
  return metrics[id];
}
