import type { TalkEnd, Visit } from '../../contact/visit.ts';

/** What is known of one stay of a call in one queue while its end is still being told. */
export interface TrackedVisit {
  readonly callId: string;
  readonly queue: string;
  readonly nth: number;
  joinedAt: number;
  /** Known only from a list; its Join may still be on the way. */
  fromSnapshot: boolean;
  phase: 'waiting' | 'left' | 'talking' | 'over';
  leftAt: number | null;
  /** QueueCallerAbandon came, which also stands for time-out, leave-empty and withdrawal. */
  abandoned: { waitSeconds: number | null; byCaller: boolean } | null;
  agent: string | null;
  /** The agent's leg now, and the one that was connected. */
  agentLeg: string | null;
  connectedLeg: string | null;
  connectedAt: number | null;
  waitSeconds: number | null;
  transfer: Extract<TalkEnd, 'blind_transfer' | 'attended_transfer'> | null;
  /** The agent's leg or the caller is gone, but AgentComplete has not come yet. */
  talkGone: { at: number; heardAt: number; by: 'by_agent' | 'by_caller' | null } | null;
  talkEnd: TalkEnd | null;
  /** When the first of the lists came in which it should have stood and did not; null: it stood in the last one. */
  missedSince: number | null;
  /** It ended in a way that was not heard: what follows may tell more. */
  unseen: boolean;
  /**
   * Its QueueCallerLeave came: whether an agent's leg was still there, so that AgentConnect follows at once or after an
   * announcement, and whether a QUEUESTATUS would be told.
   */
  leave: { toAgent: boolean; statusRead: boolean } | null;
  /** Nobody listened for a while since it began, and no list has told since that it waits still. */
  interrupted: boolean;
  /** It was so, or missing from a list, when the connection was lost once more. */
  doubtful: boolean;
  /** Agents at whom it rings, by their leg, or by their own name where the leg was not told. */
  readonly ringing: Map<string, string>;
}

/** A caller's channel that entered a queue at least once. */
export interface TrackedCall {
  readonly callId: string;
  readonly contactId: string;
  visits: TrackedVisit[];
  /** The caller asked to hang up, since the last entry into a queue. */
  hangupRequested: boolean;
  /** Nobody listened for a while since it began: an entry into a queue may have been missed. */
  interrupted: boolean;
  /** When its hang-up was heard, or known from lists, by the clock here. */
  goneAt: number | null;
  /** Its hang-up was told: nothing but late messages can follow. */
  hungUp: boolean;
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
    connectedLeg: null,
    connectedAt: null,
    waitSeconds: null,
    transfer: null,
    talkGone: null,
    talkEnd: null,
    missedSince: null,
    unseen: false,
    leave: null,
    interrupted: false,
    doubtful: false,
    ringing: new Map(),
  };
  call.visits.push(visit);
  return visit;
}

/** A visit as it was known when the process stopped; closed ones too, since the next entry is counted from them. */
export function restoredVisit(call: TrackedCall, known: Visit): TrackedVisit {
  const talking = known.outcome === 'answered' && known.talkEnd === null;
  const visit: TrackedVisit = {
    ...newVisit(call, known.queue, known.offeredAt, false),
    nth: known.nth,
    phase: talking ? 'talking' : known.outcome !== null ? 'over' : known.waitEndedAt !== null ? 'left' : 'waiting',
    agent: known.agent,
    connectedAt: known.outcome === 'answered' ? known.waitEndedAt : null,
    leftAt: known.waitEndedAt,
    waitSeconds: known.waitSeconds,
    talkEnd: known.talkEnd,
    unseen: known.outcome === 'unknown',
    interrupted: true,
  };
  call.visits[call.visits.length - 1] = visit;
  return visit;
}

/** Whole seconds between two instants as an exchange that counts by its second hand sees them. */
export function wholeSeconds(from: number, to: number): number {
  return Math.max(0, Math.floor(to / 1000) - Math.floor(from / 1000));
}
