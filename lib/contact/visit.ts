/** One stay of a contact in one queue. The words are the field's; no exchange's own vocabulary appears here. */

export const outcomes = [
  'answered',
  'abandoned',
  'timed_out',
  'left_by_key',
  'left_empty',
  'withdrawn',
  'lost_in_outage',
] as const;

/** How waiting ended. `unknown`: it ended, but the source could not say how; `outcomeReason` says why not. */
export type Outcome = (typeof outcomes)[number] | 'unknown';

/** How an answered visit's talk ended. */
export type TalkEnd = 'by_agent' | 'by_caller' | 'blind_transfer' | 'attended_transfer' | 'redirected' | 'unknown';

export const channels = [
  'voice',
  'ivr',
  'x',
  'facebook',
  'instagram',
  'mobile_app',
  'email',
  'cimer',
  'web',
  'walk_in',
] as const;
export type Channel = (typeof channels)[number];

/** One entry of a call into a queue. */
export interface QueueEntry {
  callId: string;
  queue: string;
  /** The nth time, from 1, that this call entered this queue. */
  nth: number;
}

/** Identity: exchange + callId + queue + nth. */
export interface VisitKey extends QueueEntry {
  exchange: string;
}

export interface Visit extends VisitKey {
  /** The contact that this visit belongs to: the exchange's id of the first leg. Transfers keep it. */
  contactId: string;
  channel: Channel;
  /** Epoch milliseconds of entering the queue. The visit belongs to the interval of this instant. */
  offeredAt: number;
  /** Place in line on entering, from 1; null when not told. */
  position: number | null;
  /** Epoch milliseconds of the end of waiting; null while waiting. */
  waitEndedAt: number | null;
  /** Whole seconds waited, as the exchange counts them; null while waiting or when not known. */
  waitSeconds: number | null;
  /** null while waiting. */
  outcome: Outcome | null;
  /** Why the outcome is `unknown`; else null. */
  outcomeReason: string | null;
  /** The agent's id at the exchange and the name it had then; null unless answered. */
  agent: string | null;
  agentName: string | null;
  ringSeconds: number | null;
  talkEndedAt: number | null;
  /** Whole seconds of talk (holds included), as the exchange counts them. */
  talkSeconds: number | null;
  talkEnd: TalkEnd | null;
  /** Seconds on hold within the talk; null when not observed. */
  holdSeconds: number | null;
  /** After-contact work in seconds; null when not observed. */
  wrapUpSeconds: number | null;
}

/** A visit that has just entered its queue: of all that comes later nothing is known. */
export function waitingVisit(
  entered: VisitKey & Pick<Visit, 'contactId' | 'channel' | 'offeredAt' | 'position'>,
): Visit {
  return {
    ...entered,
    waitEndedAt: null,
    waitSeconds: null,
    outcome: null,
    outcomeReason: null,
    agent: null,
    agentName: null,
    ringSeconds: null,
    talkEndedAt: null,
    talkSeconds: null,
    talkEnd: null,
    holdSeconds: null,
    wrapUpSeconds: null,
  };
}

/** Its waiting or its talk goes on, or ended in a way that was not told yet: it may change. */
export function isOpen({ outcome, talkEnd }: Pick<Visit, 'outcome' | 'talkEnd'>): boolean {
  return outcome === null || (outcome === 'answered' && talkEnd === null);
}

export function visitKey(visit: VisitKey): string {
  return `${visit.exchange}|${visit.callId}|${visit.queue}|${visit.nth}`;
}
