import type { Subject } from './centreModel.ts';
import type { DemoQueue } from './demoCentres.ts';
import type { Timer } from './eventHeap.ts';

/** The things that the model of an exchange moves about. Instants are epoch ms. */

export interface Call {
  /** Asterisk's Uniqueid of the caller's channel: the call id in queue_log. */
  id: string;
  /** The caller's number; empty when withheld. */
  number: string;
  startedAt: number;
  subject: Subject;
  phase: 'ivr' | 'waiting' | 'talking' | 'with_unit' | 'leaving' | 'ended';
  queue: QueueLine | null;
  joinedAt: number;
  originalPosition: number;
  /** Ends the wait without an answer, for this reason. */
  waitEnd: Timer | null;
  waitEndReason: LeaveReason;
  /** The pause between two rounds of ringing. */
  nextRing: Timer | null;
  offers: Offer[];
  talk: Talk | null;
  /** Queues entered so far. */
  visits: number;
  /** How the IVR ends, drawn on arrival. */
  ivrEnd: 'queue' | 'contained' | 'hangup';
  /** The IVR has served it, and its dialplan has said so. */
  served: boolean;
  /** Its subject has been told, by the IVR's menu or by the agent's programme. */
  coded: boolean;
  timer: Timer | null;
}

/** One member ringing for one call. */
export interface Offer {
  call: Call;
  queue: QueueLine;
  member: Member;
  /** Uniqueid of the agent's leg. */
  legId: string;
  startedAt: number;
  timer: Timer | null;
}

export interface Talk {
  call: Call;
  queue: QueueLine;
  member: Member;
  legId: string;
  /** Start of the wait and of the talk. */
  joinedAt: number;
  startedAt: number;
  holdSeconds: number;
  originalPosition: number;
  plan: TalkPlan;
  held: boolean;
  /** The unit that is consulted; null before. */
  unit: { exten: string; legId: string } | null;
  timers: Timer[];
}

export type TalkEndKind = 'agent' | 'caller' | 'blind' | 'attended';

export interface TalkPlan {
  /** Length in seconds. */
  seconds: number;
  end: TalkEndKind;
  /** Queue that a blind transfer leads to. */
  to: QueueLine | null;
  /** Seconds to the start of a hold (for an attended transfer: of the consultation) and to its end; null without. */
  holdFrom: number | null;
  holdUntil: number | null;
}

export interface Member {
  agent: Agent;
  queue: QueueLine;
  penalty: number;
  callsTaken: number;
  lastCallAt: number;
  loginAt: number;
  pausedAt: number;
  paused: boolean;
  pauseReason: string;
}

export interface Agent {
  index: number;
  name: string;
  /** `PJSIP/1001`. */
  interface: string;
  exten: string;
  /** Penalty per queue that the agent can serve. */
  skills: Readonly<Record<string, number>>;
  memberships: Member[];
  device: 'idle' | 'ringing' | 'in_use' | 'on_hold';
  offer: Offer | null;
  talk: Talk | null;
  /** The end of the after-contact work; null when there is none. */
  wrapUp: Timer | null;
  /** Wishes that wait for the end of the talk. */
  wantsPause: { lengthMs: number; reason: string } | null;
  wantsOut: boolean;
  pauseEnd: Timer | null;
}

export interface QueueLine {
  name: string;
  /** Extension that leads into it, in context `kuyruk`. */
  exten: string;
  config: DemoQueue;
  waiting: Call[];
  members: Member[];
  /** Where round robin goes on. */
  turn: number;
  totals: QueueTotals;
}

/** The exchange's own running figures, as app_queue keeps them: integer moving averages, back to 0 on a restart. */
export interface QueueTotals {
  holdTime: number;
  talkTime: number;
  completed: number;
  completedInTime: number;
  abandoned: number;
  abandonedInTime: number;
}

export type LeaveReason = 'abandoned' | 'timed_out' | 'left_by_key' | 'left_empty' | 'withdrawn';

export function noTotals(): QueueTotals {
  return { holdTime: 0, talkTime: 0, completed: 0, completedInTime: 0, abandoned: 0, abandonedInTime: 0 };
}

/** May a call ring here now? Asterisk's test with ringinuse=no. */
export function isFree(member: Member): boolean {
  return member.agent.device === 'idle' && !member.paused && member.agent.wrapUp === null;
}

/** Is anybody there to serve it? What joinempty and leavewhenempty ask. */
export function isStaffed(queue: QueueLine): boolean {
  return queue.members.some((member) => !member.paused);
}

export function wholeSeconds(from: number, to: number): number {
  return Math.floor(to / 1000) - Math.floor(from / 1000);
}
