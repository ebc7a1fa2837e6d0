import { type DayTotals, levelOf, totalsOf } from '#lib/board/dayTotals.ts';
import type { CentreNow } from '#lib/feed/feedEvents.ts';
import { intervalStart } from '#lib/interval/intervalTally.ts';
import { emptyTally, tallyOfOutcome } from '#lib/interval/tallyVisit.ts';
import { type AlarmJudgement, judgeAbove, judgeBelow } from '../alarmJudgement.ts';
import type { ConditionOf } from '../alarmRule.ts';
import type { ForecastToday } from '../forecastToday.ts';
import type { Change, PastVisit, UnknownSpan } from './pastVisit.ts';
import type { JudgedStep } from './replayHold.ts';

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;

export interface CountedPast {
  /** In order of arrival. */
  visits: readonly PastVisit[];
  /** Seconds within which a queue's answer is in time, by the queue's id. */
  thresholds: ReadonlyMap<string, number>;
  centres: readonly CentreNow[];
  unknown: readonly UnknownSpan[];
  /** Start of the day that holds an instant, on the centres' clock. */
  dayStartOf: (at: number) => number;
}

/** What a rule on the service level said, looked at once a minute, each time as it was known then. */
export function serviceLevelSteps(
  condition: ConditionOf<'service_level'>,
  past: CountedPast,
  from: number,
  to: number,
): JudgedStep[] {
  return stepwise(past, { from, to, everyMs: minuteMs }, (at, counted) => {
    const running = intervalStart(at);
    const totals = counted(
      condition.window === 'day' ? past.dayStartOf(at) : running - 3 * quarterMs,
      running + quarterMs,
    );
    if (condition.window === 'hour' && past.dayStartOf(at) > running - 3 * quarterMs) return 'unknown';
    if (totals.offered < condition.leastContacts) return 'clear';
    const { ratio } = levelOf([...past.centres], totals);
    if (ratio === null) return 'unknown';
    return judgeBelow(ratio, { limit: condition.limitRatio, back: condition.hysteresisRatio }).judged;
  });
}

/** What a rule on more contacts than were forecast said, looked at once a quarter of an hour, as forecasts are made. */
export function forecastSteps(
  { window, marginRatio, hysteresisRatio, leastContacts }: ConditionOf<'forecast_exceeded'>,
  past: CountedPast,
  forecast: ForecastToday,
  queues: readonly { id: string }[],
  from: number,
  to: number,
): JudgedStep[] {
  return stepwise(past, { from, to, everyMs: quarterMs }, (at, counted) => {
    const running = intervalStart(at);
    const dayStart = past.dayStartOf(at);
    const began = window === 'day' ? dayStart : running - 4 * quarterMs;
    const ended = window === 'day' ? at : running;
    if (began < dayStart) return 'unknown';
    const expected = forecast.between(queues, began, ended);
    if (expected === null) return 'unknown';
    const { offered } = counted(began, running);
    if (offered < leastContacts) return 'clear';
    const limit = expected.p90 * (1 + marginRatio);
    return judgeAbove(offered, { limit, back: limit * hysteresisRatio }).judged;
  });
}

type Counted = (from: number, to: number) => DayTotals;

/** Tallies by quarters of an hour as they were known at each step. */
function stepwise(
  { visits, thresholds, unknown }: CountedPast,
  { from, to, everyMs }: { from: number; to: number; everyMs: number },
  judge: (at: number, counted: Counted) => AlarmJudgement,
): JudgedStep[] {
  const tallies = new Map<number, ReturnType<typeof emptyTally>>();
  const changes: Change[] = visits.flatMap((visit) => {
    const start = intervalStart(visit.offeredAt);
    const tally = tallies.get(start) ?? emptyTally(start);
    tallies.set(start, tally);
    const offered = {
      at: visit.offeredAt,
      apply: () => {
        tally.offered += 1;
      },
    };
    const { outcome } = visit;
    if (outcome === null) return [offered];
    return [
      offered,
      {
        at: visit.waitEndedAt ?? visit.offeredAt,
        apply: () => {
          tally[tallyOfOutcome[outcome]] += 1;
          const inTime = visit.waitSeconds !== null && visit.waitSeconds <= (thresholds.get(visit.queue) ?? 0);
          if (inTime && outcome === 'answered') tally.answeredInTime += 1;
          if (inTime && outcome === 'abandoned') tally.abandonedInTime += 1;
        },
      },
    ];
  });
  changes.sort((a, b) => a.at - b.at);
  const counted: Counted = (began, ended) => {
    const parts = [];
    for (let start = began; start < ended; start += quarterMs) {
      const tally = tallies.get(start);
      if (tally) parts.push(tally);
    }
    return totalsOf(parts);
  };
  const steps: JudgedStep[] = [];
  let next = 0;
  for (let at = Math.ceil(from / everyMs) * everyMs; at <= to; at += everyMs) {
    for (; (changes[next]?.at ?? Number.POSITIVE_INFINITY) <= at; next++) changes[next]?.apply();
    const blind = unknown.some((span) => span.from <= at && at < span.to);
    steps.push({ at, judged: blind ? 'unknown' : judge(at, counted) });
  }
  return steps;
}
