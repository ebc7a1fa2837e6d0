import type { AgentNow, CentreNow, Floor, IntervalNow, QueueNow, SourceHealth } from '#lib/feed/feedEvents.ts';
import { emptyTally } from '#lib/interval/tallyVisit.ts';

/** Midnight of 21 November 2026 in Istanbul. */
export const dayStart = Date.UTC(2026, 10, 20, 21);
export const dayMs = 24 * 3600_000;

/** Entities for tests, whole but for what a test changes. */
export function centre(id: string, change: Partial<CentreNow> = {}): CentreNow {
  const nextDayStart = dayStart + dayMs;
  return { id, label: id, zone: 'Europe/Istanbul', formula: 'strict', dayStart, nextDayStart, ...change };
}

/** A queue of the exchange that bears its centre's id. */
export function queue(centreId: string, name: string, change: Partial<QueueNow> = {}): QueueNow {
  return {
    id: `${centreId}:${name}`,
    exchange: centreId,
    queue: name,
    centre: centreId,
    label: name,
    thresholdSeconds: 20,
    waiting: 0,
    longestWaitingSince: null,
    ...change,
  };
}

export function agent(centreId: string, name: string, change: Partial<AgentNow> = {}): AgentNow {
  return {
    id: `${centreId}:${name}`,
    exchange: centreId,
    centre: centreId,
    name,
    state: 'available',
    since: dayStart,
    pauseReason: null,
    queues: [],
    pausedIn: [],
    onQueue: null,
    suspect: null,
    ...change,
  };
}

export function interval(of: QueueNow, start: number, change: Partial<IntervalNow>): IntervalNow {
  return { ...emptyTally(start), id: `${of.id}@${start}`, queue: of.id, centre: of.centre, ...change };
}

export function source(id: string, change: Partial<SourceHealth> = {}): SourceHealth {
  return {
    id,
    centre: id,
    label: id,
    state: 'live',
    since: dayStart,
    lastHeardAt: dayStart,
    cause: null,
    detail: null,
    demo: false,
    ...change,
  };
}

export function floor(parts: { [K in keyof Floor]?: Floor[K][string][] }): Floor {
  const byId = <T extends { id: string }>(entities: T[] = []) => Object.fromEntries(entities.map((e) => [e.id, e]));
  return {
    centres: byId(parts.centres),
    queues: byId(parts.queues),
    agents: byId(parts.agents),
    contacts: byId(parts.contacts),
    intervals: byId(parts.intervals),
    sources: byId(parts.sources),
  };
}
