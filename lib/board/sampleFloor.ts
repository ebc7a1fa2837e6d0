import type { AgentNow, CentreNow, Floor, QueueNow, SourceHealth } from '#lib/feed/feedEvents.ts';
import { DayFigures, type QueueInterval } from '#lib/floor/dayFigures.ts';
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

/** What was counted of a queue in one interval. */
export function interval(of: QueueNow, start: number, change: Partial<QueueInterval>): QueueInterval {
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

/** The floor that a worker makes of these; from the queues' intervals it makes the days and those of the centres. */
export function floor(
  parts: { [K in Exclude<keyof Floor, 'days' | 'intervals'>]?: Floor[K][string][] } & { intervals?: QueueInterval[] },
): Floor {
  const byId = <T extends { id: string }>(entities: T[] = []) => Object.fromEntries(entities.map((e) => [e.id, e]));
  return {
    centres: byId(parts.centres),
    queues: byId(parts.queues),
    agents: byId(parts.agents),
    contacts: byId(parts.contacts),
    ...counted(parts.centres ?? [], parts.intervals ?? []),
    outlooks: byId(parts.outlooks),
    sources: byId(parts.sources),
    staffing: byId(parts.staffing),
    contactDays: byId(parts.contactDays),
    alarms: byId(parts.alarms),
    alarmWatch: byId(parts.alarmWatch ?? [{ id: 'alarms', centre: null, live: true, since: 0, lastHeardAt: 0 }]),
    tickers: byId(parts.tickers),
    callers: byId(parts.callers),
  };
}

/** The figures that a worker makes of its queues' intervals. */
export function counted(centres: CentreNow[], intervals: QueueInterval[]): Pick<Floor, 'days' | 'intervals'> {
  const made: Pick<Floor, 'days' | 'intervals'> = { days: {}, intervals: {} };
  const byId = new Map(centres.map((one) => [one.id, one]));
  const figures = new DayFigures({
    exchange: 'sample',
    dayStartOf: (id, at) => dayAround(byId.get(id), at),
    onDay: (id, day) => day !== null && Object.assign(made.days, { [id]: day }),
    onInterval: (id, interval) => interval !== null && Object.assign(made.intervals, { [id]: interval }),
  });
  for (const one of intervals) figures.put(one);
  return made;
}

/** Start of the centre's present, next or former day, whichever holds `at`. */
function dayAround(of: CentreNow | undefined, at: number): number {
  if (of === undefined) return 0;
  if (at >= of.nextDayStart) return of.nextDayStart;
  return at >= of.dayStart ? of.dayStart : of.dayStart - dayMs;
}
