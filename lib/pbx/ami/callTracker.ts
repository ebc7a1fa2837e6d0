import type { Outcome, TalkEnd } from '../../contact/visit.ts';
import { CallBook } from './callBook.ts';
import { CallReconciliation } from './callReconciliation.ts';
import type { CallSink } from './callSink.ts';
import type { ContactChannels } from './contactChannels.ts';
import { HangupRequests } from './hangupRequests.ts';
import { type ToldTalk, talkMeant } from './toldTalk.ts';
import { type TrackedCall, type TrackedVisit, wholeSeconds } from './trackedCall.ts';
import { UnheardVisits } from './unheardVisits.ts';
import { VisitEnds } from './visitEnds.ts';

/** AgentComplete may come behind the hang-ups; after this long without it the talk's end is told from them alone. */
const completeGraceMs = 3_000;
/** Asterisk's QUEUESTATUS words for an end of waiting that was not the caller's doing. */
const queueStatusOutcomes: Record<string, Exclude<Outcome, 'answered'>> = {
  TIMEOUT: 'timed_out',
  LEAVEEMPTY: 'left_empty',
  LEAVEUNAVAIL: 'left_empty',
  WITHDRAW: 'withdrawn',
};

/**
 * Follows each caller's channel through its queues and tells every outcome once, when it is certain. Asterisk sends the
 * same QueueCallerAbandon for a caller who hangs up, a time-out, an emptied queue and a withdrawal, nothing at all for a
 * key exit, and no AgentComplete for a redirect until the caller is gone; what follows settles them.
 */
export class CallTracker {
  readonly lists: CallReconciliation;
  readonly #sink: CallSink;
  readonly #book: CallBook;
  readonly #ends: VisitEnds;
  readonly #unheard: UnheardVisits;
  readonly #requests = new HangupRequests();
  /** The account reads dialplan events, so that a QUEUESTATUS that does not come was not set. */
  #readsDialplan = false;
  /** By the clock here; deadlines run by it, while events may be dated by the exchange's. */
  #now = 0;

  constructor(sink: CallSink) {
    this.#sink = sink;
    this.#book = new CallBook(sink);
    this.#ends = new VisitEnds(sink);
    this.#unheard = new UnheardVisits(this.#book);
    this.lists = new CallReconciliation(this.#book, this.#ends, (channel, at) => this.#gone(channel, at));
  }

  /** How much is remembered of calls that go on or have just ended: it shrinks to nothing when there are none. */
  get size(): number {
    const { ringing, talkingAt, talks, unsettled } = this.#ends;
    return this.#book.size + this.#requests.size + ringing.size + talkingAt.size + talks.size + unsettled.size;
  }

  /** Is this a caller's channel that entered a queue and is still remembered? */
  follows(channel: string): boolean {
    return this.#book.get(channel) !== undefined;
  }

  /** The contacts whose calls these are. */
  get contacts(): ContactChannels {
    return this.#book.contacts;
  }

  join(callId: string, contactId: string, queue: string, position: number | null, at: number): void {
    if (callId === '' || queue === '') return;
    const call = this.#book.of(callId, contactId);
    const open = this.#book.waiting(callId, queue);
    if (open !== undefined && !open.fromSnapshot) return;
    for (const visit of call.visits) if (visit !== open) this.#settleBeforeJoin(visit, call, at);
    call.hangupRequested = this.#requests.has(callId);
    if (open === undefined) this.#book.enter(call, queue, at, position, false);
    else open.fromSnapshot = false;
  }

  abandon(callId: string, contactId: string, queue: string, waitSeconds: number | null, at: number): void {
    const visit = this.#book.waiting(callId, queue) ?? this.#unheard.joined(callId, contactId, queue, waitSeconds, at);
    if (visit === undefined) return;
    visit.abandoned = { waitSeconds, byCaller: this.#book.get(callId)?.hangupRequested ?? false };
  }

  leave(callId: string, queue: string, at: number): void {
    const visit =
      this.#book.waiting(callId, queue) ?? this.#unheard.ended(callId, queue, ({ leave }) => leave === null);
    if (visit === undefined) return;
    visit.phase = 'left';
    visit.leave = { toAgent: visit.ringing.size > 0, statusRead: this.#readsDialplan };
    this.#ends.leave(visit, at);
    if (visit.abandoned?.byCaller) this.#ends.notAnswered(visit, 'abandoned');
    else if (this.#book.get(callId)?.hungUp) this.#ends.settleLeft(visit);
  }

  /** Any variable of a channel was told: the account reads dialplan events. */
  variableTold(): void {
    this.#readsDialplan = true;
  }

  /** A connection begins, perhaps of an account that may read less. */
  linkUp(): void {
    this.#readsDialplan = false;
    this.#requests.clear();
  }

  /** The dialplan variable QUEUESTATUS, which Queue() sets on the caller's channel when it returns. */
  queueStatus(callId: string, status: string): void {
    const outcome = queueStatusOutcomes[status];
    if (outcome === undefined) return;
    const visit = this.#book.lastOf(callId, (one) => one.phase === 'left');
    if (visit !== undefined) this.#ends.notAnswered(visit, outcome);
  }

  called(
    callId: string,
    queue: string,
    agentLeg: string | undefined,
    agent: string,
    agentName: string,
    at: number,
  ): void {
    const visit = this.#waitingIn(callId, queue);
    if (visit === undefined || agent === '') return;
    this.#ends.offer(visit, agentLeg, agent);
    this.#sink.offered(visit, at, agent, agentName);
  }

  ringNoAnswer(
    callId: string,
    queue: string,
    agentLeg: string | undefined,
    agent: string,
    agentName: string,
    ringMs: number | null,
    at: number,
  ): void {
    const visit = this.#waitingIn(callId, queue) ?? this.#book.lastOf(callId, (one) => one.queue === queue);
    if (visit === undefined) return;
    const rang = this.#ends.endOffer(visit, agentLeg, agent);
    // of a member whose name is no UTF-8 the exchange does not tell the interface
    const who = agent || rang;
    if (who !== null && who !== '') this.#sink.missed(visit, at, who, agentName, ringMs);
  }

  connect(told: ToldTalk & { ringSeconds: number | null }, at: number): void {
    const ringing = told.agentLeg === undefined ? undefined : this.#ends.ringing.get(told.agentLeg);
    const callId = told.callId ?? ringing?.callId;
    if (callId === undefined || this.#connectedBefore(callId, told.agentLeg)) return;
    const onWayIn = (phase: TrackedVisit['phase']) =>
      this.#book.lastOf(callId, (one) => one.phase === phase && (told.queue === undefined || one.queue === told.queue));
    // it has left the line, if not, its Leave was missed
    const onWay = onWayIn('left') ?? onWayIn('waiting');
    const queue = told.queue ?? onWay?.queue;
    if (queue === undefined) return;
    const visit = onWay ?? this.#unheard.joined(callId, told.contactId ?? callId, queue, told.waitSeconds, at);
    if (visit === undefined) return;
    const offered = this.#ends.endOffer(visit, told.agentLeg, told.agent);
    this.#answer(visit, { ...told, agent: told.agent ?? offered ?? undefined }, told.ringSeconds, at);
    if (this.#book.get(callId)?.hungUp) this.#ends.talkPartyGone(visit, at, this.#now);
  }

  /** AgentComplete, whose channel headers may be missing and which may come late or twice. */
  complete(told: ToldTalk & { talkSeconds: number | null; reason: string | undefined }, at: number): void {
    const visit = talkMeant(told, at, this.#book, this.#ends) ?? this.#answeredUnheard(told, at);
    if (visit === undefined) return;
    if (visit.phase !== 'talking' && visit.talkEnd !== 'unknown') return;
    const talkEnd: TalkEnd =
      told.reason === 'transfer'
        ? (visit.transfer ?? 'attended_transfer')
        : told.reason === 'caller'
          ? 'by_caller'
          : told.reason === 'agent'
            ? // some attended transfers are told twice, first as completed by the agent
              (visit.transfer ?? 'by_agent')
            : (visit.transfer ?? visit.talkGone?.by ?? 'unknown');
    this.#ends.talkEnded(visit, talkEnd, visit.talkGone?.at ?? at, told.talkSeconds);
  }

  /** One of a talk's two was passed on by the other; the exchange tells both channels or one. */
  transferred(passedOn: string, by: string, kind: 'blind_transfer' | 'attended_transfer'): void {
    const callerOf = (channel: string) => this.#book.lastOf(channel, (one) => one.phase === 'talking');
    const agentLegs = this.#ends.talkingAt;
    const visit = callerOf(passedOn) ?? agentLegs.get(by) ?? callerOf(by) ?? agentLegs.get(passedOn);
    if (visit !== undefined) visit.transfer = kind;
  }

  /** A pair of Local channels is taken out of the way: `source` goes on in its place, if it is told. */
  optimized(halves: readonly (string | undefined)[], source: string | undefined): void {
    for (const half of halves) {
      const talking = half === undefined ? undefined : this.#ends.talkingAt.get(half);
      if (talking === undefined) continue;
      const known = source !== undefined && source !== talking.callId && !halves.includes(source);
      this.#ends.moveTalk(talking, known ? source : null);
    }
  }

  /** Hold or Unhold on the agent's leg or the caller's channel. */
  held(channel: string, held: boolean, at: number): void {
    const visit = this.#ends.talkingAt.get(channel) ?? this.#book.lastOf(channel, (one) => one.phase === 'talking');
    if (visit !== undefined) this.#sink.talkHeld(visit, at, held);
  }

  /** The channel is about to hang up. `final`: its far end did, so it lives on nowhere; else it was only told to. */
  hangupRequest(channel: string, final: boolean, at: number): void {
    if (final) this.#requests.add(channel, this.#now);
    const call = this.#book.get(channel);
    if (call !== undefined) {
      call.hangupRequested = true;
      const visit = this.#book.lastOf(channel, (one) => one.phase === 'talking');
      if (visit !== undefined) visit.talkGone ??= { at, heardAt: this.#now, by: 'by_caller' };
    }
    const talking = this.#ends.talkingAt.get(channel);
    if (talking !== undefined) talking.talkGone ??= { at, heardAt: this.#now, by: 'by_agent' };
  }

  /** The exchange tells that the channel is gone. */
  hangup(channel: string, at: number): void {
    this.#gone(channel, at);
    const call = this.#book.get(channel);
    if (call !== undefined) call.hungUp = true;
  }

  #gone(channel: string, at: number): void {
    this.#requests.delete(channel);
    const ringing = this.#ends.ringing.get(channel);
    if (ringing !== undefined) {
      const agent = this.#ends.endOffer(ringing, channel, undefined);
      if (agent !== null) this.#sink.offerWithdrawn(ringing, at, agent);
    }
    const talking = this.#ends.talkingAt.get(channel);
    if (talking !== undefined) {
      this.#ends.moveTalk(talking, null);
      this.#ends.talkPartyGone(talking, at, this.#now);
    }
    const call = this.#book.get(channel);
    if (call === undefined) this.#book.contacts.gone(channel, at);
    else if (call.goneAt === null) this.#callGone(call, at);
  }

  /** Time passes, by the clock here: settles what waited for a message that did not come. */
  advance(now: number): void {
    this.#now = now;
    for (const visit of this.#ends.unsettled) {
      if (visit.talkGone === null || now - visit.talkGone.heardAt < completeGraceMs) continue;
      const callerStays = this.#book.get(visit.callId)?.goneAt === null;
      const talkEnd = visit.transfer ?? (callerStays ? 'redirected' : (visit.talkGone.by ?? 'unknown'));
      this.#ends.talkEnded(visit, talkEnd, visit.talkGone.at, null);
    }
    this.#requests.forgetOld(now);
    for (const visit of this.#book.forgetGone(now)) this.#ends.forgotten(visit, now);
  }

  /** The visit that waits in this queue; of a member whose name is no UTF-8 the queue is not told. */
  #waitingIn(callId: string, queue: string): TrackedVisit | undefined {
    return queue === ''
      ? this.#book.lastOf(callId, (one) => one.phase === 'waiting')
      : this.#book.waiting(callId, queue);
  }

  /** A talk whose beginning was not heard: AgentComplete tells all of it. */
  #answeredUnheard(told: ToldTalk & { talkSeconds: number | null }, at: number): TrackedVisit | undefined {
    const { callId, queue, agent, talkSeconds, waitSeconds } = told;
    if (callId === undefined || queue === undefined || agent === undefined) return undefined;
    if (talkSeconds === null || waitSeconds === null) return undefined;
    if (this.#book.lastOf(callId, (one) => one.queue === queue && one.connectedAt !== null)) return undefined;
    const connectedAt = at - talkSeconds * 1000;
    const visit =
      this.#book.lastOf(callId, (one) => one.queue === queue && one.phase !== 'over') ??
      this.#unheard.joined(callId, told.contactId ?? callId, queue, waitSeconds, connectedAt);
    if (visit !== undefined) this.#answer(visit, told, null, connectedAt);
    return visit;
  }

  #answer(visit: TrackedVisit, told: ToldTalk, ringSeconds: number | null, at: number): void {
    if (visit.phase === 'waiting') this.#ends.leave(visit, at);
    this.#ends.connect(visit, told.agentLeg ?? null, at);
    this.#ends.withdrawOffers(visit, at);
    visit.waitSeconds = told.waitSeconds ?? wholeSeconds(visit.joinedAt, at);
    visit.agent = told.agent ?? null;
    this.#sink.answered(visit, at, told.agentName ?? visit.agent ?? '', ringSeconds);
  }

  #connectedBefore(callId: string, agentLeg: string | undefined): boolean {
    return agentLeg !== undefined && this.#book.lastOf(callId, (one) => one.connectedLeg === agentLeg) !== undefined;
  }

  #settleBeforeJoin(visit: TrackedVisit, call: TrackedCall, at: number): void {
    if (visit.phase === 'left') this.#ends.settleLeft(visit);
    else if (visit.phase === 'waiting') {
      // one that a list told ahead of its own Join is a later one
      if (!visit.fromSnapshot) this.#ends.waitingUnseen(visit, at);
    } else if (visit.phase === 'talking' && visit.transfer === null && !call.hangupRequested) {
      this.#ends.talkEnded(visit, 'redirected', visit.talkGone?.at ?? at, null);
    } else if (visit.phase === 'talking') this.#ends.talkPartyGone(visit, at, this.#now);
  }

  #callGone(call: TrackedCall, at: number): void {
    for (const visit of call.visits) {
      if (visit.phase === 'talking') this.#ends.talkPartyGone(visit, at, this.#now);
      else if (visit.phase === 'left') this.#ends.settleLeft(visit);
      else if (visit.phase === 'waiting' && call.hangupRequested && !visit.interrupted) {
        this.#ends.leave(visit, at);
        this.#ends.notAnswered(visit, 'abandoned');
      } else if (visit.phase === 'waiting') this.#ends.waitingUnseen(visit, at);
    }
    this.#book.gone(call, at, this.#now);
  }
}
