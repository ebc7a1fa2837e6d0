import { type AgentState, agentStates } from '#lib/agent/agentState.ts';
import type { AgentNow, CentreNow, Floor, QueueNow, SourceHealth } from '#lib/feed/feedEvents.ts';
import { type BoardOutlook, boardOutlook } from './boardOutlook.ts';
import { type DayTotals, dayStartOf, levelOf, type ServiceLevelNow, todayOf, totalsOf } from './dayTotals.ts';

/** How many agents are in each state. */
export type AgentCounts = Record<AgentState, number>;

export interface QueueRow {
  queue: QueueNow;
  /** Agents that serve the queue and could take its next contact, and those who are on a contact of it. */
  free: number;
  onContact: number;
  /** null: the queue's exchange has not been heard since the day began, so that nothing is known of this day. */
  today: DayTotals | null;
  level: ServiceLevelNow;
  /** How the queue's day is expected to end; null: not known. */
  outlook: BoardOutlook | null;
}

/** The board's figures, all but the ticking timers. Each that is not known is null; none is ever a guess. */
export interface BoardFigures {
  /** The board's own centres; for `all`, every centre. */
  centres: CentreNow[];
  /** All of the floor's. */
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

/**
 * What a board shows of a floor. Totals are sums over the parts, ratios of sums; an agent counts once however many
 * queues they serve.
 *
 * @param board a centre's id, or `all`
 * @param now the instant of which the floor is true, epoch ms: decides which day is today
 */
export function boardFigures(floor: Floor, board: string, now: number): BoardFigures {
  const onBoard = <T extends { centre: string }>(entities: Record<string, T>): T[] =>
    Object.values(entities).filter((entity) => board === allCentres || entity.centre === board);

  const centres = Object.values(floor.centres).filter((centre) => board === allCentres || centre.id === board);
  const queues = onBoard(floor.queues);
  const queueIds = new Set(queues.map((queue) => queue.id));
  // An exchange's agents may serve queues of several centres.
  const agents = Object.values(floor.agents).filter(
    (agent) => board === allCentres || agent.centre === board || agent.queues.some((id) => queueIds.has(id)),
  );
  // The feed sends a board its own: those of its centre, and those of the exchanges at which its queues stand.
  const sources = Object.values(floor.sources);
  const known = queues.length > 0;
  const today = todayOf(floor, onBoard(floor.days), now);
  const { free, onContact } = agentsByQueue(agents);

  const rows = queues.map((queue): QueueRow => {
    const centre = floor.centres[queue.centre];
    const own = today.get(queue.id);
    const heard = own !== undefined || !centre || isHeardOf(floor.sources[queue.exchange], dayStartOf(centre, now));
    const totals = heard ? (own ?? totalsOf([])) : null;
    return {
      queue,
      free: free.get(queue.id) ?? 0,
      onContact: onContact.get(queue.id) ?? 0,
      today: totals,
      level: heard ? levelOf(centre ? [centre] : [], totals) : notHeard(levelOf(centre ? [centre] : [], null)),
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
    level: known && totals === null ? notHeard(levelOf(centres, null)) : levelOf(centres, totals),
    outlook: boardOutlook(floor, centres, now),
    thresholds: known ? thresholdsOf(queues) : null,
  };
}

/** Was the exchange heard since `dayStart`? A day of which nobody told is unknown, not quiet. */
function isHeardOf(source: SourceHealth | undefined, dayStart: number): boolean {
  return source === undefined || source.state === 'live' || (source.lastHeardAt ?? dayStart) >= dayStart;
}

function notHeard(level: ServiceLevelNow): ServiceLevelNow {
  return { ...level, ratio: null, unknown: 'not_heard_today' };
}

/** Holding a contact counts as being on it. */
export function isOnContact(state: AgentState): boolean {
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
