import type { Outcome, TalkEnd } from '../../contact/visit.ts';
import type { CallSink } from './callSink.ts';
import { type TrackedVisit, wholeSeconds } from './trackedCall.ts';

const notTold = {
  apart: 'timed out, left empty or withdrawn: the account may not read dialplan events, which tell these apart',
  away: 'nobody listened while its end was told',
  unseen: 'its end was not seen',
} as const;

/** The ends of waiting and of talk, and the agents' legs that stand for the talks: tells each end when it is certain. */
export class VisitEnds {
  readonly #sink: CallSink;
  /** Visits that ring and talk, by the agent's leg, and every visit that talks. */
  readonly ringing = new Map<string, TrackedVisit>();
  readonly talkingAt = new Map<string, TrackedVisit>();
  readonly talks = new Set<TrackedVisit>();
  /** Talks whose end is half told. */
  readonly unsettled = new Set<TrackedVisit>();

  constructor(sink: CallSink) {
    this.#sink = sink;
  }

  /** It stands in the line no more. */
  leave(visit: TrackedVisit, at: number): void {
    visit.leftAt = at;
    visit.missedSince = null;
    this.#sink.leftLine(visit, at);
  }

  notAnswered(visit: TrackedVisit, outcome: Exclude<Outcome, 'answered'>, reason: string | null = null): void {
    visit.phase = 'over';
    visit.unseen = outcome === 'unknown';
    const leftAt = visit.leftAt ?? visit.joinedAt;
    const observed = reason === notTold.unseen ? null : wholeSeconds(visit.joinedAt, leftAt);
    this.withdrawOffers(visit, leftAt);
    this.#sink.notAnswered(visit, outcome, leftAt, visit.abandoned?.waitSeconds ?? observed, reason);
  }

  /**
   * It left the line, and neither an agent nor QUEUESTATUS came. Without QueueCallerAbandon only a key leads out so; with
   * it Queue() ended without a status, which is a caller who was gone or was taken elsewhere: the exchange logs ABANDON.
   */
  settleLeft(visit: TrackedVisit): void {
    if (visit.interrupted) this.notAnswered(visit, 'unknown', notTold.away);
    else if (visit.abandoned === null) this.notAnswered(visit, 'left_by_key');
    else if (visit.leave?.statusRead) this.notAnswered(visit, 'abandoned');
    else this.notAnswered(visit, 'unknown', notTold.apart);
  }

  /** It waits no more, but how that came was not heard. */
  waitingUnseen(visit: TrackedVisit, at: number): void {
    this.leave(visit, at);
    this.notAnswered(visit, 'unknown', notTold.unseen);
  }

  connect(visit: TrackedVisit, agentLeg: string | null, at: number): void {
    visit.phase = 'talking';
    visit.leftAt = at;
    visit.connectedAt = at;
    visit.connectedLeg = agentLeg;
    visit.missedSince = null;
    visit.unseen = false;
    visit.interrupted = false;
    this.talks.add(visit);
    this.moveTalk(visit, agentLeg);
  }

  /** The talk goes on with another leg of the agent's, or with one that is not known. */
  moveTalk(visit: TrackedVisit, agentLeg: string | null): void {
    if (visit.agentLeg !== null) this.talkingAt.delete(visit.agentLeg);
    visit.agentLeg = agentLeg;
    if (agentLeg !== null) this.talkingAt.set(agentLeg, visit);
  }

  talkPartyGone(visit: TrackedVisit, at: number, heardAt: number): void {
    visit.talkGone ??= { at, heardAt, by: null };
    this.unsettled.add(visit);
  }

  talkEnded(visit: TrackedVisit, talkEnd: TalkEnd, endedAt: number, talkSeconds: number | null): void {
    visit.phase = 'over';
    visit.talkEnd = talkEnd;
    this.moveTalk(visit, null);
    this.talks.delete(visit);
    this.unsettled.delete(visit);
    const observed =
      talkEnd === 'unknown' || visit.connectedAt === null ? null : wholeSeconds(visit.connectedAt, endedAt);
    this.#sink.talkEnded(visit, talkEnd, endedAt, talkSeconds ?? observed);
  }

  /** The exchange went down with it. */
  lost(visit: TrackedVisit, downAt: number): void {
    if (visit.phase === 'talking') {
      this.talkEnded(visit, visit.talkGone?.by ?? 'unknown', visit.talkGone?.at ?? downAt, null);
    } else if (visit.phase === 'left') this.settleLeft(visit);
    else if (visit.phase === 'waiting' && visit.doubtful) this.waitingUnseen(visit, downAt);
    else if (visit.phase === 'waiting') {
      this.leave(visit, downAt);
      this.notAnswered(visit, 'lost_in_outage');
    }
  }

  /** Its call has long been gone, and its end was never told. */
  forgotten(visit: TrackedVisit, at: number): void {
    if (visit.phase === 'talking')
      this.talkEnded(visit, visit.talkGone?.by ?? 'unknown', visit.talkGone?.at ?? at, null);
    else if (visit.phase === 'left') this.notAnswered(visit, 'unknown', notTold.unseen);
    else if (visit.phase === 'waiting') this.waitingUnseen(visit, at);
  }

  offer(visit: TrackedVisit, agentLeg: string | undefined, agent: string): void {
    visit.ringing.set(agentLeg ?? agent, agent);
    if (agentLeg !== undefined) this.ringing.set(agentLeg, visit);
  }

  /** It rings at this agent no more; the leg may not be told. Answers the agent, null if it did not ring there. */
  endOffer(visit: TrackedVisit, agentLeg: string | undefined, agent: string | undefined): string | null {
    const key =
      agentLeg !== undefined && visit.ringing.has(agentLeg)
        ? agentLeg
        : [...visit.ringing].find(([, ringing]) => ringing === agent)?.[0];
    if (key === undefined) return null;
    const at = visit.ringing.get(key) ?? null;
    visit.ringing.delete(key);
    this.ringing.delete(key);
    return at;
  }

  /** It rings nowhere any more. */
  withdrawOffers(visit: TrackedVisit, at: number): void {
    for (const [key, agent] of visit.ringing) {
      this.ringing.delete(key);
      this.#sink.offerWithdrawn(visit, at, agent);
    }
    visit.ringing.clear();
  }
}
