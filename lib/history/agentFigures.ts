import type { AgentState } from '../agent/agentState.ts';
import { type OccupiedTime, occupancy } from './occupancy.ts';

/** What is added up of one agent, or of several. */
export interface AgentParts {
  /** Seconds in each state, observed; those of contacts are of the queues' contacts only. null: nothing was observed. */
  time: AgentTime | null;
  pauses: Map<string | null, PauseTotal>;
  /** Contacts of the chosen queues that they answered, offered in the range. */
  answered: number;
  /** Talk with holds, and over how many contacts it is known; holds, and over how many contacts there were any. */
  talkSeconds: number;
  talks: number;
  holdSeconds: number;
  holds: number;
}
export interface AgentTime extends OccupiedTime {
  pausedSeconds: number;
  unavailableSeconds: number;
  /** On calls that no queue gave: direct or outbound, ringing ones among them. */
  outsideSeconds: number;
}
export interface PauseTotal {
  /** Pauses that began in the range. */
  count: number;
  /** Seconds of the range spent in them. */
  seconds: number;
}

/** One person's figures over a range; those of all of them have no agent. */
export interface AgentFigures {
  exchange: string | null;
  /** The id at the exchange; null for a name in its records that could not be traced to one. */
  agent: string | null;
  name: string;
  /** Names that this person had before, oldest first. */
  formerNames: string[];
  /** Sum of the time in all states but signed out; null when nothing was observed. */
  signedInSeconds: number | null;
  time: AgentTime | null;
  /** Longest first. `reason` null: none was given. */
  pauses: ({ reason: string | null } & PauseTotal)[];
  answered: number;
  /** Per contact whose talk is known; null when there is none. */
  averageTalkSeconds: number | null;
  /** Per contact that was put on hold. */
  averageHoldSeconds: number | null;
  /** Share 0–1; see occupancy. */
  occupancy: number | null;
}

export function emptyAgentParts(): AgentParts {
  return { time: null, pauses: new Map(), answered: 0, talkSeconds: 0, talks: 0, holdSeconds: 0, holds: 0 };
}

/** Adds seconds in a state; `outside`: on a call that no queue gave. */
export function addStateTime(parts: AgentParts, state: AgentState, outside: boolean, seconds: number): void {
  parts.time ??= emptyTime();
  const column = columnOf(state, outside);
  if (column !== null) parts.time[column] += seconds;
}

/** Adds time in pauses, or pauses that began. */
export function addPauses(parts: AgentParts, reason: string | null, { count, seconds }: PauseTotal): void {
  const known = parts.pauses.get(reason) ?? { count: 0, seconds: 0 };
  parts.pauses.set(reason, { count: known.count + count, seconds: known.seconds + seconds });
}

/** The parts of several agents, or of one agent's several days, together. */
export function sumAgentParts(several: Iterable<AgentParts>): AgentParts {
  const sum = emptyAgentParts();
  for (const parts of several) {
    if (parts.time !== null) {
      sum.time ??= emptyTime();
      for (const column of columns) sum.time[column] += parts.time[column];
    }
    for (const [reason, total] of parts.pauses) addPauses(sum, reason, total);
    for (const count of ['answered', 'talkSeconds', 'talks', 'holdSeconds', 'holds'] as const)
      sum[count] += parts[count];
  }
  return sum;
}

/** Figures from parts: every ratio one of sums, unknown null. */
export function agentFigures(
  of: Pick<AgentFigures, 'exchange' | 'agent' | 'name' | 'formerNames'>,
  parts: AgentParts,
): AgentFigures {
  const { time } = parts;
  return {
    ...of,
    signedInSeconds: time === null ? null : columns.reduce((sum, column) => sum + time[column], 0),
    time,
    pauses: [...parts.pauses]
      .map(([reason, total]) => ({ reason, ...total }))
      .sort((a, b) => b.seconds - a.seconds || b.count - a.count),
    answered: parts.answered,
    averageTalkSeconds: parts.talks > 0 ? parts.talkSeconds / parts.talks : null,
    averageHoldSeconds: parts.holds > 0 ? parts.holdSeconds / parts.holds : null,
    occupancy: time === null ? null : occupancy(time),
  };
}

const columns = [
  'availableSeconds',
  'ringingSeconds',
  'talkSeconds',
  'holdSeconds',
  'wrapUpSeconds',
  'pausedSeconds',
  'unavailableSeconds',
  'outsideSeconds',
] as const satisfies (keyof AgentTime)[];

function emptyTime(): AgentTime {
  return Object.fromEntries(columns.map((column) => [column, 0])) as unknown as AgentTime;
}

function columnOf(state: AgentState, outside: boolean): keyof AgentTime | null {
  switch (state) {
    case 'signed_out':
      return null;
    case 'available':
      return 'availableSeconds';
    case 'paused':
      return 'pausedSeconds';
    case 'unavailable':
      return 'unavailableSeconds';
    case 'wrap_up':
      return 'wrapUpSeconds';
    case 'ringing':
      return outside ? 'outsideSeconds' : 'ringingSeconds';
    case 'on_contact':
      return outside ? 'outsideSeconds' : 'talkSeconds';
    case 'on_hold':
      return outside ? 'outsideSeconds' : 'holdSeconds';
  }
}
