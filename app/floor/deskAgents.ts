import type { AdherenceFigures } from '#lib/adherence/adherenceFigures.ts';
import { type AdherenceNow, adherenceNow } from '#lib/adherence/adherenceNow.ts';
import { type PlannedStretch, plannedDay } from '#lib/adherence/plannedDay.ts';
import type { AgentState } from '#lib/agent/agentState.ts';
import type { Freshness } from '#lib/board/freshness.ts';
import type { AgentNow, Floor } from '#lib/feed/feedEvents.ts';
import { matchesSearch } from '../i18n/formats.ts';
import type { ActivitySince } from './adherence/activitySince.ts';
import type { RosterToday } from './adherence/rosterToday.ts';
import type { AgentColumn, AgentFilter, Limits, Order } from './deskAddress.ts';

/** One person on the desk: seen by an exchange, on the roster, or both. */
export interface DeskAgent {
  /** As in the live feed; of one whom only the roster names, its own. */
  id: string;
  name: string;
  /** The exchange's name behind it, where two agents bear one name. */
  exchangeLabel: string | null;
  centre: string;
  /** null: no exchange knows of them now. */
  agent: AgentNow | null;
  /** Is their exchange heard? */
  live: boolean;
  /** Until when their timer runs, epoch ms; null without one. */
  heldUntil: number | null;
  adherence: AdherenceNow;
  /** Today's; null: not on the roster. */
  figures: AdherenceFigures | null;
}

const unknown: AdherenceNow = { status: 'unknown', why: 'no_roster' };

/** The planned days of a roster, worked out once for each answer. */
export interface PlannedDays {
  byId: ReadonlyMap<
    string,
    { planned: readonly PlannedStretch[]; figures: AdherenceFigures; name: string; centre: string }
  >;
  /** Of whoever is on no roster, by centre. */
  off: ReadonlyMap<string, readonly PlannedStretch[]>;
}

export function plannedDays(roster: RosterToday | null): PlannedDays {
  const centres = new Map(roster?.centres.map((centre) => [centre.id, centre]));
  const byId = new Map(
    (roster?.agents ?? []).map((agent) => {
      const centre = centres.get(agent.centre);
      const planned = centre ? plannedDay(agent.entries, centre.covered, centre.day) : [];
      const { figures, name } = agent;
      return [agent.id ?? `${agent.centre}|${name}`, { planned, figures, name, centre: agent.centre }];
    }),
  );
  const off = new Map([...centres].map(([id, { covered, day }]) => [id, plannedDay([], covered, day)]));
  return { byId, off };
}

/** Everybody: whom the exchanges know, and whom the roster names besides. */
export function deskAgents(
  floor: Floor,
  { byId, off }: PlannedDays,
  { fresh, activities, now }: { fresh: Freshness; activities: ActivitySince; now: number },
): DeskAgent[] {
  const agents = Object.values(floor.agents);
  const bearers = new Map<string, number>();
  for (const { name } of agents) bearers.set(name, (bearers.get(name) ?? 0) + 1);
  const seen = agents.map((agent): DeskAgent => {
    const { id, name, centre, exchange } = agent;
    const live = fresh.isLive(exchange);
    const rostered = byId.get(id);
    const planned = rostered?.planned ?? off.get(centre);
    const actual = live ? activities.of(id) : null;
    return {
      ...{ id, name, centre, agent, live, heldUntil: fresh.heldUntil(exchange) },
      exchangeLabel: (bearers.get(name) ?? 0) > 1 ? (floor.sources[exchange]?.label ?? exchange) : null,
      adherence: planned === undefined ? unknown : adherenceNow(planned, actual, now),
      figures: rostered?.figures ?? null,
    };
  });
  const sources = Object.values(floor.sources);
  for (const [id, { planned, figures, name, centre }] of byId) {
    if (id in floor.agents) continue;
    const exchange = id.includes('|') ? null : id.slice(0, id.indexOf(':'));
    // whom the roster calls by a name that nobody bears may be anybody: that they are missing is not known
    const live = exchange !== null && fresh.isLive(exchange) && sources.some((source) => source.id === exchange);
    const actual = live ? ({ activity: 'out', since: null } as const) : null;
    seen.push({
      ...{ id, name, centre, live, agent: null, heldUntil: null, exchangeLabel: null, figures },
      adherence: adherenceNow(planned, actual, now),
    });
  }
  return seen;
}

/** Has the agent been in the present state for longer than the supervisor wants, or than it can last? */
export function isFlagged({ agent, heldUntil }: DeskAgent, limits: Limits): boolean {
  if (agent === null || heldUntil === null) return false;
  if (agent.suspect !== null) return true;
  const limit = limitOf(agent.state, limits);
  return limit !== null && heldUntil - agent.since > limit * 60_000;
}

/** In minutes; null: none. */
export function limitOf(state: AgentState, limits: Limits): number | null {
  if (state === 'paused') return limits.pause;
  if (state === 'wrap_up') return limits.wrapUp;
  return state === 'on_contact' || state === 'on_hold' ? limits.talk : null;
}

/** Is somebody of that kind; see AgentFilter. */
export function fitsFilter(row: DeskAgent, filter: AgentFilter, limits: Limits): boolean {
  const { agent, adherence } = row;
  if (filter === 'all') return true;
  if (filter === 'out') return adherence.status === 'out' || adherence.status === 'unrostered';
  if (filter === 'flagged') return isFlagged(row, limits);
  const isHere = agent !== null && agent.state !== 'signed_out';
  if (filter === 'here') return isHere || adherence.status === 'out';
  return agent?.state === filter;
}

/** Does the row hold what is searched: name, exchange's id, queue, pause reason? */
export function agentMatches(
  { id, name, agent }: DeskAgent,
  search: string,
  labels: ReadonlyMap<string, string>,
): boolean {
  if (search === '') return true;
  if (matchesSearch(name, search) || matchesSearch(id, search)) return true;
  if (agent === null) return false;
  if (agent.pauseReason !== null && matchesSearch(agent.pauseReason, search)) return true;
  return agent.onQueue !== null && matchesSearch(labels.get(agent.onQueue) ?? '', search);
}

/** What wants a supervisor's eye comes first. */
const stateRank: Record<AgentState, number> = {
  paused: 0,
  unavailable: 1,
  wrap_up: 2,
  on_hold: 3,
  ringing: 4,
  available: 5,
  on_contact: 6,
  signed_out: 7,
};

/**
 * In the order that a column asks for; what is not known comes last either way.
 *
 * @param nameRank places of the names in the alphabet
 */
export function sortedAgents(
  rows: readonly DeskAgent[],
  { column, falling }: Order<AgentColumn>,
  nameRank: ReadonlyMap<string, number>,
): DeskAgent[] {
  const byName = (row: DeskAgent) => nameRank.get(row.name) ?? 0;
  const value = (row: DeskAgent): number | null => {
    switch (column) {
      case 'name':
        return byName(row);
      case 'state':
        return row.agent === null ? null : stateRank[row.agent.state];
      case 'since':
        // rising: the shortest first
        return row.agent === null ? null : -row.agent.since;
      case 'queues':
        return row.agent === null ? null : row.agent.queues.length;
      case 'adherence':
        return adherenceOrder(row.adherence);
      case 'kept':
        return row.figures?.adherence ?? null;
    }
  };
  const keyed = rows.map((row) => ({ row, key: value(row), name: byName(row) }));
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return a.key === b.key ? a.name - b.name : a.key === null ? 1 : -1;
    return (falling ? b.key - a.key : a.key - b.key) || a.name - b.name;
  });
  return keyed.map(({ row }) => row);
}

/** Whoever is out for longest first, then whoever keeps to the roster. */
function adherenceOrder(adherence: AdherenceNow): number | null {
  if (adherence.status === 'out') return adherence.since;
  if (adherence.status === 'unrostered') return 1e14 + adherence.since;
  if (adherence.status === 'in') return 1e15;
  return adherence.status === 'off' ? 1e16 : null;
}

/** Places in the Turkish alphabet, worked out anew only when there are other names. */
export class NameRanks {
  #ranks: ReadonlyMap<string, number> = new Map();
  readonly #compare: (a: string, b: string) => number;

  constructor(compare: (a: string, b: string) => number) {
    this.#compare = compare;
  }

  of(rows: readonly { name: string }[]): ReadonlyMap<string, number> {
    if (rows.some(({ name }) => !this.#ranks.has(name))) {
      const names = [...new Set(rows.map(({ name }) => name))].sort(this.#compare);
      this.#ranks = new Map(names.map((name, place) => [name, place]));
    }
    return this.#ranks;
  }
}
