import { type AgentState, agentStates } from '#lib/agent/agentState.ts';
import type { AgentNow, CentreNow, Floor, QueueNow, SourceHealth } from '#lib/feed/feedEvents.ts';
import { type BoardOutlook, boardOutlook } from './boardOutlook.ts';
import {
  type DayTotals,
  dayStartOf,
  levelOf,
  type ServiceLevelNow,
  todayOf,
  totalsOf,
  type UnknownDay,
} from './dayTotals.ts';
import { centreScope, everything, type FigureScope, holdsCentre, holdsQueue } from './figureScope.ts';

/** How many agents are in each state. */
export type AgentCounts = Record<AgentState, number>;

export interface QueueRow {
  queue: QueueNow;
  /** Agents that serve the queue and could take its next contact, and those who are on a contact of it. */
  free: number;
  onContact: number;
  /** null: the queue's exchange has not been heard since the day began, or its day is still to be counted. */
  today: DayTotals | null;
  level: ServiceLevelNow;
  /** How the queue's day is expected to end; null: not known. */
  outlook: BoardOutlook | null;
}

/** The board's figures, all but the ticking timers. Each that is not known is null; none is ever a guess. */
export interface BoardFigures {
  /** The board's own centres; for `all`, every centre. */
  centres: CentreNow[];
  /** Those of the centres, and of the exchanges at which the queues stand. */
  sources: SourceHealth[];
  /** Sources whose queues are missing from the day's totals. */
  unheardToday: SourceHealth[];
  queues: QueueRow[];
  agents: AgentNow[];
  /** This and the next four are null when no queue is known yet. */
  waiting: number | null;
  agentCounts: AgentCounts | null;
  today: DayTotals | null;
  level: ServiceLevelNow;
  /** How the day is expected to end. */
  outlook: BoardOutlook | null;
  /** Lowest and highest threshold of the queues, in seconds. */
  thresholds: { low: number; high: number } | null;
}

/** The board that shows every centre. */
export const allCentres = 'all';

/** What a board of one centre, or of `all`, shows of a floor; see `scopeFigures`. */
export function boardFigures(floor: Floor, board: string, now: number): BoardFigures {
  return scopeFigures(floor, board === allCentres ? everything : centreScope(board), now);
}

/**
 * The figures of a part of a floor. Totals are sums over the parts, ratios of sums; an agent counts once however many
 * queues they serve.
 *
 * @param now the instant of which the floor is true, epoch ms: decides which day is today
 */
export function scopeFigures(floor: Floor, scope: FigureScope, now: number): BoardFigures {
  const queues = Object.values(floor.queues).filter((queue) => holdsQueue(scope, queue));
  const queueIds = new Set(queues.map((queue) => queue.id));
  const withQueues = new Set(queues.map((queue) => queue.centre));
  // Of some queues alone, only their centres count.
  const centres = Object.values(floor.centres).filter(
    ({ id }) => holdsCentre(scope, id) && (scope.queues === null || withQueues.has(id)),
  );
  // An exchange's agents may serve queues of several centres.
  const agents = Object.values(floor.agents).filter(
    (agent) =>
      (scope.queues === null && holdsCentre(scope, agent.centre)) || agent.queues.some((id) => queueIds.has(id)),
  );
  // The feed sends a board its own: those of its centres, and those of the exchanges at which its queues stand.
  const exchanges = new Set(queues.map((queue) => queue.exchange));
  const sources = Object.values(floor.sources).filter(
    ({ id, centre }) => exchanges.has(id) || (scope.queues === null && holdsCentre(scope, centre)),
  );
  const known = queues.length > 0;
  const days = Object.values(floor.days).filter((day) => queueIds.has(day.queue));
  const today = todayOf(floor, days, now);
  const { free, onContact } = agentsByQueue(agents);

  const rows = queues.map((queue): QueueRow => {
    const centre = floor.centres[queue.centre];
    const own = today.get(queue.id);
    const source = floor.sources[queue.exchange];
    const unknown = own !== undefined || !centre ? null : unknownDay(source, dayStartOf(centre, now));
    const totals = unknown === null ? (own ?? totalsOf([])) : null;
    return {
      queue,
      free: free.get(queue.id) ?? 0,
      onContact: onContact.get(queue.id) ?? 0,
      today: totals,
      level: { ...levelOf(centre ? [centre] : [], totals), ...(unknown === null ? {} : { ratio: null, unknown }) },
      outlook: boardOutlook(floor, centre ? [centre] : [], now, queue.id),
    };
  });
  const heardRows = rows.flatMap((row) => row.today ?? []);
  const totals = heardRows.length > 0 ? totalsOf(heardRows) : null;
  const unheard = new Set(rows.filter((row) => row.today === null).map((row) => row.queue.exchange));
  return {
    centres,
    sources,
    unheardToday: sources.filter((source) => unheard.has(source.id)),
    queues: rows,
    agents,
    waiting: known ? queues.reduce((sum, queue) => sum + queue.waiting, 0) : null,
    agentCounts: known ? countStates(agents) : null,
    today: totals,
    level: {
      ...levelOf(centres, totals),
      ...(known && totals === null ? { ratio: null, unknown: rows[0]?.level.unknown ?? 'not_heard_today' } : {}),
    },
    outlook: scope.queues === null ? boardOutlook(floor, centres, now) : outlookOfQueues(rows),
    thresholds: known ? thresholdsOf(queues) : null,
  };
}

/** Of some queues together; null where one has none. Queues of a centre rise and fall together, so their bands add up. */
function outlookOfQueues(rows: readonly QueueRow[]): BoardOutlook | null {
  const parts = rows.flatMap(({ outlook }) => outlook ?? []);
  if (parts.length === 0 || parts.length < rows.length) return null;
  const sum = (of: (part: BoardOutlook) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    mean: sum((part) => part.mean),
    p10: sum((part) => part.p10),
    p90: sum((part) => part.p90),
    madeAt: Math.min(...parts.map((part) => part.madeAt)),
  };
}

/** Why nothing is known of a day of which nothing is told; null: nothing has come. A day of which nobody told is not quiet. */
function unknownDay(source: SourceHealth | undefined, dayStart: number): UnknownDay | null {
  if (source?.uncounted) return 'day_not_counted';
  const heard = source === undefined || source.state === 'live' || (source.lastHeardAt ?? dayStart) >= dayStart;
  return heard ? null : 'not_heard_today';
}

/** Holding a contact counts as being on it. */
function isOnContact(state: AgentState): boolean {
  return state === 'on_contact' || state === 'on_hold';
}

/** Agents free for each queue, and on a contact of each queue, in one pass. */
function agentsByQueue(agents: AgentNow[]): { free: Map<string, number>; onContact: Map<string, number> } {
  const free = new Map<string, number>();
  const onContact = new Map<string, number>();
  const add = (counts: Map<string, number>, queue: string) => counts.set(queue, (counts.get(queue) ?? 0) + 1);
  for (const agent of agents) {
    if (agent.state === 'available') {
      for (const queue of agent.queues) if (!agent.pausedIn.includes(queue)) add(free, queue);
    } else if (agent.onQueue !== null && isOnContact(agent.state)) add(onContact, agent.onQueue);
  }
  return { free, onContact };
}

function countStates(agents: AgentNow[]): AgentCounts {
  const counts = Object.fromEntries(agentStates.map((state) => [state, 0])) as AgentCounts;
  for (const agent of agents) counts[agent.state] += 1;
  return counts;
}

function thresholdsOf(queues: QueueNow[]): { low: number; high: number } {
  const seconds = queues.map((queue) => queue.thresholdSeconds);
  return { low: Math.min(...seconds), high: Math.max(...seconds) };
}
