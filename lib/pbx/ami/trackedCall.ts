import type { TalkEnd } from '../../contact/visit.ts';

/** What is known of one stay of a call in one queue while its end is still being told. */
export interface TrackedVisit {
  readonly callId: string;
  readonly queue: string;
  readonly nth: number;
  joinedAt: number;
  /** Known only from a snapshot; its Join may still be on the way. */
  fromSnapshot: boolean;
  phase: 'waiting' | 'left' | 'talking' | 'over';
  leftAt: number | null;
  /** QueueCallerAbandon came, which also stands for time-out, leave-empty and withdrawal. */
  abandoned: { waitSeconds: number | null; byCaller: boolean } | null;
  agent: string | null;
  agentLeg: string | null;
  connectedAt: number | null;
  waitSeconds: number | null;
  transfer: Extract<TalkEnd, 'blind_transfer' | 'attended_transfer'> | null;
  /** The agent's leg or the caller is gone, but AgentComplete has not come yet. */
  talkGone: { at: number; by: 'by_agent' | 'by_caller' | null } | null;
  talkEnd: TalkEnd | null;
  /** Snapshots in a row in which it should have stood and did not. */
  missed: number;
}

/** A caller's channel that entered a queue at least once. */
export interface TrackedCall {
  readonly callId: string;
  contactId: string;
  visits: TrackedVisit[];
  /** The caller asked to hang up, since the last entry into a queue. */
  hangupRequested: boolean;
  goneAt: number | null;
}

export function newVisit(call: TrackedCall, queue: string, joinedAt: number, fromSnapshot: boolean): TrackedVisit {
  const nth = call.visits.reduce((most, visit) => (visit.queue === queue ? Math.max(most, visit.nth) : most), 0) + 1;
  const visit: TrackedVisit = {
    callId: call.callId,
    queue,
    nth,
    joinedAt,
    fromSnapshot,
    phase: 'waiting',
    leftAt: null,
    abandoned: null,
    agent: null,
    agentLeg: null,
    connectedAt: null,
    waitSeconds: null,
    transfer: null,
    talkGone: null,
    talkEnd: null,
    missed: 0,
  };
  call.visits.push(visit);
  return visit;
}

/** Whole seconds between two instants as an exchange that counts by its second hand sees them. */
export function wholeSeconds(from: number, to: number): number {
  return Math.max(0, Math.floor(to / 1000) - Math.floor(from / 1000));
}
