import { dayStartOf, levelOf, totalsOf } from '#lib/board/dayTotals.ts';
import { tallyOf } from '#lib/interval/tallyRow.ts';
import { type AlarmReading, judgeAbove, judgeBelow, unknownReading } from './alarmJudgement.ts';
import type { AlarmCondition, ConditionOf } from './alarmRule.ts';
import type { AlarmTarget } from './alarmTargets.ts';
import type { AlarmView } from './alarmView.ts';

const minuteMs = 60_000;
const quarterMs = 15 * minuteMs;

/** What a rule's condition says of one target now. Whatever is not live is unknown, never nothing. */
export function alarmReading(condition: AlarmCondition, target: AlarmTarget, view: AlarmView): AlarmReading {
  if (!view.linked) return unknownReading;
  switch (condition.kind) {
    case 'waiting':
      return waiting(condition, target, view);
    case 'longest_wait':
      return longestWait(condition, target, view);
    case 'service_level':
      return serviceLevel(condition, target, view);
    case 'no_agents':
      return noAgents(condition, target, view);
    case 'source_stale':
      return sourceStale(target, view);
    case 'forecast_exceeded':
      return forecastExceeded(condition, target, view);
  }
}

function waiting({ limit, hysteresis }: ConditionOf<'waiting'>, target: AlarmTarget, view: AlarmView): AlarmReading {
  const live = target.queues.filter(({ exchange }) => view.isLive(exchange));
  const value = live.reduce((sum, queue) => sum + queue.waiting, 0);
  return judgeAbove(value, { limit, back: hysteresis, atLeast: live.length < target.queues.length });
}

function longestWait(condition: ConditionOf<'longest_wait'>, target: AlarmTarget, view: AlarmView): AlarmReading {
  const live = target.queues.filter(({ exchange }) => view.isLive(exchange));
  const value = live.reduce((longest, { longestWaitingSince }) => {
    return longestWaitingSince === null ? longest : Math.max(longest, (view.now - longestWaitingSince) / 1000);
  }, 0);
  return judgeAbove(value, {
    limit: condition.limitSeconds,
    back: condition.hysteresisSeconds,
    atLeast: live.length < target.queues.length,
  });
}

function serviceLevel(condition: ConditionOf<'service_level'>, target: AlarmTarget, view: AlarmView): AlarmReading {
  if (!target.queues.every(({ exchange }) => view.isLive(exchange))) return unknownReading;
  const totals = condition.window === 'day' ? ofDay(target, view) : ofLastQuarters(target, view, 'running');
  if (totals === null) return unknownReading;
  // Few contacts are no cause for an alarm, and end one: a quiet night is not unknown.
  if (totals.offered < condition.leastContacts) return { judged: 'clear', value: null, limit: condition.limitRatio };
  const centres = target.centres.flatMap((id) => view.floor.centres[id] ?? []);
  const { ratio } = levelOf(centres, totals);
  if (ratio === null) return unknownReading;
  return judgeBelow(ratio, { limit: condition.limitRatio, back: condition.hysteresisRatio });
}

function noAgents(condition: ConditionOf<'no_agents'>, target: AlarmTarget, view: AlarmView): AlarmReading {
  const { counted, most, when } = condition;
  if (!target.queues.every(({ exchange }) => view.isLive(exchange))) return unknownReading;
  const ids = new Set(target.queues.map(({ id }) => id));
  const value = view.agentsOf(target.queues).filter((agent) => {
    if (counted === 'signed_in') return agent.state !== 'signed_out';
    return (
      agent.state === 'available' && agent.queues.some((queue) => ids.has(queue) && !agent.pausedIn.includes(queue))
    );
  }).length;
  if (value > most) return { judged: 'clear', value, limit: most };
  if (when === 'somebody_waits') {
    const anybody = target.queues.some((queue) => queue.waiting > 0);
    return { judged: anybody ? 'over' : 'clear', value, limit: most };
  }
  const expected = view.forecast.expectedAt(target.queues, view.now);
  if (expected === null) return unknownReading;
  return { judged: expected >= 1 ? 'over' : 'clear', value, limit: most };
}

function sourceStale(target: AlarmTarget, view: AlarmView): AlarmReading {
  const source = target.source === null ? undefined : view.floor.sources[target.source];
  if (source === undefined) return unknownReading;
  if (source.state === 'live') return { judged: 'clear', value: 0, limit: null };
  const silentSeconds = Math.max(0, (view.now - (source.lastHeardAt ?? source.since)) / 1000);
  return { judged: 'over', value: silentSeconds, limit: null };
}

function forecastExceeded(
  condition: ConditionOf<'forecast_exceeded'>,
  target: AlarmTarget,
  view: AlarmView,
): AlarmReading {
  const { window, marginRatio, hysteresisRatio, leastContacts } = condition;
  if (!target.queues.every(({ exchange }) => view.isLive(exchange))) return unknownReading;
  const totals = window === 'day' ? ofDay(target, view) : ofLastQuarters(target, view, 'whole');
  const expected = window === 'day' ? expectedOfDay(target, view) : expectedOfHour(target, view);
  if (totals === null || expected === null) return unknownReading;
  const limit = expected * (1 + marginRatio);
  if (totals.offered < leastContacts) return { judged: 'clear', value: totals.offered, limit };
  return judgeAbove(totals.offered, { limit, back: limit * hysteresisRatio });
}

/** The target's figures of today; null where a part of it is not known. */
function ofDay(target: AlarmTarget, view: AlarmView) {
  const rows = target.queues.map(({ id }) => view.row(id)?.today ?? null);
  return rows.some((today) => today === null) ? null : totalsOf(rows.flatMap((today) => today ?? []));
}

/** Its centres' figures of the last four quarters of an hour: with the running one, or only whole ones. Null: not all of today. */
function ofLastQuarters(target: AlarmTarget, view: AlarmView, which: 'running' | 'whole') {
  const [from, to] = lastQuarters(view.now, which);
  const heard = target.queues.every(({ id }) => view.row(id)?.today != null);
  const today = target.centres.every((id) => {
    const centre = view.floor.centres[id];
    return centre !== undefined && dayStartOf(centre, view.now) <= from;
  });
  if (!heard || !today) return null;
  const centres = new Set(target.centres);
  return totalsOf(
    Object.values(view.floor.intervals)
      .filter(({ centre, start }) => centres.has(centre) && start >= from && start < to)
      .map(({ start, counts }) => tallyOf(start, counts)),
  );
}

function lastQuarters(now: number, which: 'running' | 'whole'): [number, number] {
  const running = Math.floor(now / quarterMs) * quarterMs;
  return which === 'running' ? [running - 3 * quarterMs, running + quarterMs] : [running - 4 * quarterMs, running];
}

function expectedOfHour({ queues }: AlarmTarget, { now, forecast }: AlarmView): number | null {
  const [from, to] = lastQuarters(now, 'whole');
  return forecast.between(queues, from, to)?.p90 ?? null;
}

/** The band's upper end of all that was expected until now. Several zones have several days: each centre's own. */
function expectedOfDay(target: AlarmTarget, { now: instant, floor, forecast }: AlarmView): number | null {
  const now = Math.floor(instant / minuteMs) * minuteMs;
  const parts = target.centres.map((id) => {
    const centre = floor.centres[id];
    const queues = target.queues.filter((queue) => queue.centre === id);
    return centre === undefined ? null : forecast.between(queues, dayStartOf(centre, instant), now);
  });
  if (parts.some((part) => part === null)) return null;
  const known = parts.flatMap((part) => part ?? []);
  // Centres go their own ways.
  return known.reduce((sum, { mean }) => sum + mean, 0) + Math.hypot(...known.map(({ mean, p90 }) => p90 - mean));
}
