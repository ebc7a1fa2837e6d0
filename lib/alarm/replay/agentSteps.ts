import type { AgentState } from '#lib/agent/agentState.ts';
import type { ConditionOf } from '../alarmRule.ts';
import type { ForecastToday } from '../forecastToday.ts';
import { type Change, type PastVisit, type UnknownSpan, unknownChanges, walk } from './pastVisit.ts';
import type { JudgedStep } from './replayHold.ts';
import { whileItWaits } from './waitingSteps.ts';

/** A stay of an agent in a state, and in one of the queues; `to` null: it lasts. */
export interface PastState {
  agent: string;
  state: AgentState;
  from: number;
  to: number | null;
}
export interface PastMembership {
  agent: string;
  queue: string;
  paused: boolean;
  from: number;
  to: number | null;
}

export interface AgentPast {
  states: readonly PastState[];
  memberships: readonly PastMembership[];
  visits: readonly PastVisit[];
  unknown: readonly UnknownSpan[];
  queues: readonly { id: string }[];
  forecast: ForecastToday;
}

const quarterMs = 15 * 60_000;

/** What a rule on agents who are missing said of these states, to the instant. */
export function agentSteps(
  { counted, most, when }: ConditionOf<'no_agents'>,
  { states, memberships, visits, unknown, queues, forecast }: AgentPast,
  from: number,
  to: number,
): JudgedStep[] {
  const agents = new Map<string, Agent>();
  const agentOf = (id: string) => {
    const known = agents.get(id) ?? { state: 'signed_out' as const, serves: 0, unpaused: 0 };
    agents.set(id, known);
    return known;
  };
  let there = 0;
  let waiting = 0;
  const isThere = ({ state, serves, unpaused }: Agent) =>
    counted === 'signed_in' ? serves > 0 && state !== 'signed_out' : unpaused > 0 && state === 'available';
  const change = (id: string, by: (agent: Agent) => void) => {
    const agent = agentOf(id);
    const before = isThere(agent);
    by(agent);
    there += Number(isThere(agent)) - Number(before);
  };
  const member = (membership: PastMembership, by: 1 | -1) =>
    change(membership.agent, (agent) => {
      agent.serves += by;
      if (!membership.paused) agent.unpaused += by;
    });
  const changes: Change[] = [
    ...stateChanges(states, (id, state) =>
      change(id, (one) => {
        one.state = state;
      }),
    ),
    ...memberships.flatMap((membership) => [
      { at: membership.from, apply: () => member(membership, 1) },
      ...(membership.to === null ? [] : [{ at: membership.to, apply: () => member(membership, -1) }]),
    ]),
    ...visits.flatMap((visit) =>
      whileItWaits(
        visit,
        () => {
          waiting += 1;
        },
        () => {
          waiting -= 1;
        },
      ),
    ),
    ...(when === 'opening_hours' ? quarters(from, to) : []),
  ];
  const gaps = unknownChanges(unknown);
  return walk([...changes, ...gaps.changes], from, (at) => {
    if (gaps.isUnknown()) return 'unknown';
    if (there > most) return 'clear';
    if (when === 'somebody_waits') return waiting > 0 ? 'over' : 'clear';
    const expected = forecast.expectedAt(queues, at);
    if (expected === null) return 'unknown';
    return expected >= 1 ? 'over' : 'clear';
  });
}

/** Each state where it begins; where one ends and none follows at that instant, nothing is known of the agent any more. */
function stateChanges(states: readonly PastState[], set: (agent: string, state: AgentState) => void): Change[] {
  return [...Map.groupBy(states, ({ agent }) => agent)].flatMap(([agent, spans]) => {
    spans.sort((a, b) => a.from - b.from);
    return spans.flatMap(({ state, from, to }, i): Change[] => {
      const began = { at: from, apply: () => set(agent, state) };
      const next = spans[i + 1]?.from ?? Number.POSITIVE_INFINITY;
      if (to === null || next <= to) return [began];
      return [began, { at: to, apply: () => set(agent, 'signed_out') }];
    });
  });
}

interface Agent {
  state: AgentState;
  /** Of the queues asked for, and those of them in which they are not paused. */
  serves: number;
  unpaused: number;
}

/** Where the forecast says something else. */
function quarters(from: number, to: number): Change[] {
  const changes: Change[] = [];
  for (let at = Math.ceil(from / quarterMs) * quarterMs; at < to; at += quarterMs)
    changes.push({ at, apply: () => undefined });
  return changes;
}
