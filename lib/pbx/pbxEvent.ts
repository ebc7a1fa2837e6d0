import type { Channel, Outcome, QueueEntry, TalkEnd } from '../contact/visit.ts';

/**
 * What every exchange adapter yields, in the order in which it became certain. Nothing here is the vocabulary of one
 * make of exchange; adding a PBX means writing one adapter that yields these.
 */
export type PbxEvent = PbxEventTimes &
  (
    | LinkUp
    | LinkDown
    | FloorSnapshot
    | ContactStarted
    | ContactTold
    | ContactEnded
    | VisitJoined
    | CallerTold
    | VisitLeftLine
    | VisitAnswered
    | VisitNotAnswered
    | TalkEnded
    | TalkHeld
    | AgentOffered
    | AgentMissed
    | AgentOfferWithdrawn
    | AgentJoinedQueue
    | AgentLeftQueue
    | AgentPaused
    | AgentDevice
  );

export interface PbxEventTimes {
  /** Epoch ms by the exchange's own clock if it tells (taken to the clock here where they are apart), else of receipt. */
  at: number;
  /** Epoch ms at which the bytes arrived here. */
  receivedAt: number;
}

/** The adapter is signed in. A FloorSnapshot follows when the exchange has told its state. */
export interface LinkUp {
  kind: 'link_up';
}
/** What the exchange does until the next LinkUp is not heard. */
export interface LinkDown {
  kind: 'link_down';
  reason: string;
}

/** The whole truth at one instant, as the exchange lists it. */
export interface FloorSnapshot {
  kind: 'floor_snapshot';
  queues: SnapshotQueue[];
}
export interface SnapshotQueue {
  queue: string;
  waiting: { callId: string; position: number; joinedAt: number }[];
  members: QueueMembership[];
}
export interface QueueMembership {
  agent: string;
  agentName: string;
  device: DeviceState;
  paused: boolean;
  pauseReason: string | null;
  inCall: boolean;
  /** Epoch ms; null when not told. `lastPausedAt` also of a pause that is over. */
  pausedSince: number | null;
  lastPausedAt: number | null;
  signedInSince: number | null;
  lastCallEndedAt: number | null;
  /** Whence the exchange has this member; null when not told. */
  kind: MemberKind | null;
}
/** `dynamic`: signs in and out by itself; `static`: listed in the exchange's configuration; `realtime`: in its database. */
export type MemberKind = 'dynamic' | 'static' | 'realtime';

export type DeviceState = 'idle' | 'in_use' | 'ringing' | 'on_hold' | 'unavailable' | 'unknown';

export interface ContactStarted {
  kind: 'contact_started';
  contactId: string;
  channel: Channel;
}
/** The exchange's dialplan, or an agent, said something of a contact; null: nothing of that. It may have ended just before. */
export interface ContactTold {
  kind: 'contact_told';
  contactId: string;
  /** The IVR marked it served. */
  served: true | null;
  subject: string | null;
}
export interface ContactEnded {
  kind: 'contact_ended';
  contactId: string;
  contained: boolean | null;
  subject: string | null;
}

export interface VisitJoined extends QueueEntry {
  kind: 'visit_joined';
  contactId: string;
  channel: Channel;
  position: number | null;
}
/**
 * Whose call it is: told behind its entry into a queue, and again by lists. It is in no visit, so that it comes into no
 * ledger: the desks alone have it. Told only where the installation wants it.
 */
export interface CallerTold {
  kind: 'caller_told';
  callId: string;
  /** null: withheld, or not told. */
  number: string | null;
}
/** Waiting is over; how is told by the VisitAnswered or VisitNotAnswered that follows, at once or some seconds later. */
export interface VisitLeftLine extends QueueEntry {
  kind: 'visit_left_line';
}
export interface VisitAnswered extends QueueEntry {
  kind: 'visit_answered';
  agent: string;
  agentName: string;
  waitSeconds: number | null;
  ringSeconds: number | null;
}
export interface VisitNotAnswered extends QueueEntry {
  kind: 'visit_not_answered';
  outcome: Exclude<Outcome, 'answered'>;
  /** Epoch ms of the end of waiting, which may lie before `at` when the outcome became certain later. */
  leftAt: number;
  waitSeconds: number | null;
  reason: string | null;
}
export interface TalkEnded extends QueueEntry {
  kind: 'talk_ended';
  agent: string | null;
  talkEnd: TalkEnd;
  /** Epoch ms of the end of talk, which may lie before `at`. */
  endedAt: number;
  talkSeconds: number | null;
}
export interface TalkHeld extends QueueEntry {
  kind: 'talk_held';
  held: boolean;
}

export interface AgentOffered extends QueueEntry {
  kind: 'agent_offered';
  agent: string;
  agentName: string;
}
export interface AgentMissed extends QueueEntry {
  kind: 'agent_missed';
  agent: string;
  agentName: string;
  ringMs: number | null;
}
export interface AgentOfferWithdrawn extends QueueEntry {
  kind: 'agent_offer_withdrawn';
  agent: string;
}

interface OfMember {
  queue: string;
  agent: string;
  agentName: string;
}
export interface AgentJoinedQueue extends OfMember {
  kind: 'agent_joined_queue';
  member: QueueMembership;
}
export interface AgentLeftQueue extends OfMember {
  kind: 'agent_left_queue';
}
export interface AgentPaused extends OfMember {
  kind: 'agent_paused';
  paused: boolean;
  reason: string | null;
}
export interface AgentDevice extends OfMember {
  kind: 'agent_device';
  member: QueueMembership;
}
