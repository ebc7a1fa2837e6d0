import type { MemberKind } from '../pbx/pbxEvent.ts';
import type { AgentState } from './agentState.ts';

/** A stay that was observed from `startedAt` to `endedAt`; nothing is said about the time outside. Instants are epoch ms. */
interface Span {
  exchange: string;
  /** The agent's id at the exchange: the interface that is rung, not its name and not where its state is read. */
  agent: string;
  /** The name it had then. */
  agentName: string;
  startedAt: number;
  /** null: it still lasts. */
  endedAt: number | null;
  /** Since when it has been so; before `startedAt` where it began before it was observed, as over an outage. */
  since: number;
}

/** A stay of an agent in one state. An agent's spans never overlap. */
export interface AgentSpan extends Span {
  state: AgentState;
  /** The queue whose contact rings, talks or is wrapped up; null for what no queue gave. */
  queue: string | null;
  /** Of a pause in every queue, also while the agent talks still. */
  pauseReason: string | null;
  /** The name before, when the agent was renamed without signing out: still the same person. */
  renamedFrom: string | null;
}

/** A stay of an agent in one queue, paused there or not. */
export interface MembershipSpan extends Span {
  queue: string;
  paused: boolean;
  pauseReason: string | null;
  kind: MemberKind | null;
}

/** What is kept of agents. */
export interface AgentRows {
  states: AgentSpan[];
  memberships: MembershipSpan[];
}

/** Identity of a span: no two spans of an agent, or of its membership in one queue, start at one instant. */
export function agentSpanKey(span: Pick<AgentSpan, 'exchange' | 'agent' | 'startedAt'>): string {
  return `${span.exchange}|${span.agent}|${span.startedAt}`;
}
export function membershipSpanKey(span: Pick<MembershipSpan, 'exchange' | 'agent' | 'queue' | 'startedAt'>): string {
  return `${span.exchange}|${span.agent}|${span.queue}|${span.startedAt}`;
}
