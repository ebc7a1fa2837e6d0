import type { Outcome, TalkEnd, Visit } from '../../contact/visit.ts';
import type { SnapshotQueue } from '../pbxEvent.ts';
import { newVisit, type TrackedCall, type TrackedVisit, wholeSeconds } from './trackedCall.ts';

/** What the tracker tells, already settled; the translation adds the times of receipt. */
export interface CallSink {
  contactStarted(contactId: string, at: number): void;
  contactEnded(contactId: string, at: number, contained: boolean | null): void;
  joined(visit: TrackedVisit, call: TrackedCall, position: number | null): void;
  leftLine(visit: TrackedVisit, at: number): void;
  answered(visit: TrackedVisit, at: number, agentName: string, ringSeconds: number | null): void;
  notAnswered(
    visit: TrackedVisit,
    outcome: Exclude<Outcome, 'answered'>,
    leftAt: number,
    waitSeconds: number | null,
    reason: string | null,
  ): void;
  talkEnded(visit: TrackedVisit, talkEnd: TalkEnd, endedAt: number, talkSeconds: number | null): void;
  talkHeld(visit: TrackedVisit, at: number, held: boolean): void;
  offered(visit: TrackedVisit, at: number, agent: string, agentName: string): void;
  missed(visit: TrackedVisit, at: number, agent: string, agentName: string, ringMs: number | null): void;
  offerWithdrawn(visit: TrackedVisit, at: number, agent: string): void;
}

/** AgentComplete may come behind the hang-ups; after this long without it the talk's end is told from them alone. */
const completeGraceMs = 3_000;
/** An AgentComplete without channels means the talk that began when it says, give or take this. */
const talkStartToleranceMs = 3_000;
/** A call that is gone is remembered this long, for messages that come late. */
const afterlifeMs = 30_000;

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
  readonly #sink: CallSink;
  readonly #calls = new Map<string, TrackedCall>();
  /** Agent's legs: ringing ones and talking ones. */
  readonly #ringing = new Map<string, { visit: TrackedVisit; agent: string }>();
  readonly #talking = new Map<string, TrackedVisit>();
  /** Channels in which citizens arrive, before any queue. */
  readonly #arrived = new Set<string>();
  /** Talks whose end is half told. */
  readonly #unsettled = new Set<TrackedVisit>();
  readonly #gone: TrackedCall[] = [];

  constructor(sink: CallSink) {
    this.#sink = sink;
  }

  /** Visits that were open when the worker stopped: they are met again, or their end was missed. */
  restore(visits: readonly Visit[]): void {
    for (const known of visits) {
      const call = this.#call(known.callId, known.contactId);
      const visit: TrackedVisit = {
        ...newVisit(call, known.queue, known.offeredAt, false),
        nth: known.nth,
        phase:
          known.talkEnd !== null
            ? 'over'
            : known.outcome === 'answered'
              ? 'talking'
              : known.outcome === null
                ? 'waiting'
                : 'over',
        agent: known.agent,
        connectedAt: known.outcome === 'answered' ? known.waitEndedAt : null,
        leftAt: known.waitEndedAt,
        waitSeconds: known.waitSeconds,
        talkEnd: known.talkEnd,
      };
      call.visits[call.visits.length - 1] = visit;
    }
  }

  arrived(channel: string, contactId: string, at: number): void {
    if (this.#arrived.has(channel)) return;
    this.#arrived.add(channel);
    this.#sink.contactStarted(contactId, at);
  }

  join(callId: string, contactId: string, queue: string, position: number | null, at: number): void {
    const call = this.#call(callId, contactId);
    const open = call.visits.find((visit) => visit.queue === queue && visit.phase === 'waiting');
    if (open !== undefined) {
      open.fromSnapshot = false;
      open.missed = 0;
      return;
    }
    for (const visit of call.visits) this.#settleBeforeJoin(visit, call, at);
    call.hangupRequested = false;
    this.#enter(call, queue, at, position, false);
  }

  abandon(callId: string, contactId: string, queue: string, waitSeconds: number | null, at: number): void {
    const visit = this.#waiting(callId, contactId, queue, waitSeconds, at);
    visit.abandoned = { waitSeconds, byCaller: this.#calls.get(callId)?.hangupRequested ?? false };
  }

  leave(callId: string, queue: string, at: number): void {
    const visit = this.#lastOf(callId, (one) => one.queue === queue && one.phase === 'waiting');
    if (visit === undefined) return;
    visit.phase = 'left';
    visit.leftAt = at;
    this.#sink.leftLine(visit, at);
    if (visit.abandoned?.byCaller) this.#endWaiting(visit, 'abandoned', null);
  }

  /** The dialplan variable QUEUESTATUS, which Queue() sets on the caller's channel when it returns. */
  queueStatus(callId: string, status: string): void {
    const outcome = queueStatusOutcomes[status];
    if (outcome === undefined) return;
    const visit = this.#lastOf(callId, (one) => one.phase === 'left');
    if (visit !== undefined) this.#endWaiting(visit, outcome, null);
  }

  called(
    callId: string,
    queue: string,
    agentLeg: string | undefined,
    agent: string,
    agentName: string,
    at: number,
  ): void {
    const visit = this.#lastOf(callId, (one) => one.queue === queue && one.phase === 'waiting');
    if (visit === undefined) return;
    if (agentLeg !== undefined) this.#ringing.set(agentLeg, { visit, agent });
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
    if (agentLeg !== undefined) this.#ringing.delete(agentLeg);
    const visit = this.#lastOf(callId, (one) => one.queue === queue);
    if (visit !== undefined) this.#sink.missed(visit, at, agent, agentName, ringMs);
  }

  connect(
    told: {
      callId: string;
      contactId: string;
      queue: string | undefined;
      agentLeg: string | undefined;
      agent: string | undefined;
      agentName: string | undefined;
      waitSeconds: number | null;
      ringSeconds: number | null;
    },
    at: number,
  ): void {
    const onWay = this.#lastOf(told.callId, (one) => one.phase === 'waiting' || one.phase === 'left');
    const queue = told.queue ?? onWay?.queue;
    if (queue === undefined) return;
    const visit =
      onWay?.queue === queue ? onWay : this.#waiting(told.callId, told.contactId, queue, told.waitSeconds, at);
    if (visit.phase === 'waiting') this.#sink.leftLine(visit, at);
    const offer = told.agentLeg === undefined ? undefined : this.#ringing.get(told.agentLeg);
    visit.phase = 'talking';
    visit.leftAt = at;
    visit.connectedAt = at;
    visit.waitSeconds = told.waitSeconds ?? wholeSeconds(visit.joinedAt, at);
    visit.agent = told.agent ?? offer?.agent ?? '';
    visit.agentLeg = told.agentLeg ?? null;
    visit.missed = 0;
    if (told.agentLeg !== undefined) {
      this.#ringing.delete(told.agentLeg);
      this.#talking.set(told.agentLeg, visit);
    }
    this.#sink.answered(visit, at, told.agentName ?? visit.agent, told.ringSeconds);
  }

  /** AgentComplete, whose channel headers may be missing and which may come late or twice. */
  complete(
    told: {
      callId: string | undefined;
      agentLeg: string | undefined;
      queue: string | undefined;
      agent: string | undefined;
      talkSeconds: number | null;
      reason: string | undefined;
    },
    at: number,
  ): void {
    const visit = this.#talkMeant(told, at);
    if (visit === undefined || visit.phase !== 'talking') return;
    const talkEnd: TalkEnd =
      told.reason === 'transfer'
        ? (visit.transfer ?? 'attended_transfer')
        : told.reason === 'caller'
          ? 'by_caller'
          : told.reason === 'agent'
            ? 'by_agent'
            : 'unknown';
    this.#endTalk(visit, talkEnd, visit.talkGone?.at ?? at, told.talkSeconds);
  }

  transferred(callId: string, kind: 'blind_transfer' | 'attended_transfer'): void {
    const visit = this.#lastOf(callId, (one) => one.phase === 'talking');
    if (visit !== undefined) visit.transfer = kind;
  }

  /** Hold or Unhold on the agent's leg or the caller's channel. */
  held(channel: string, held: boolean, at: number): void {
    const visit = this.#talking.get(channel) ?? this.#lastOf(channel, (one) => one.phase === 'talking');
    if (visit !== undefined) this.#sink.talkHeld(visit, at, held);
  }

  hangupRequest(channel: string, at: number): void {
    const call = this.#calls.get(channel);
    if (call !== undefined) {
      call.hangupRequested = true;
      const visit = this.#lastOf(channel, (one) => one.phase === 'talking');
      if (visit !== undefined) visit.talkGone ??= { at, by: 'by_caller' };
    }
    const talking = this.#talking.get(channel);
    if (talking !== undefined) talking.talkGone ??= { at, by: 'by_agent' };
  }

  hangup(channel: string, at: number): void {
    const ringing = this.#ringing.get(channel);
    if (ringing !== undefined) {
      this.#ringing.delete(channel);
      this.#sink.offerWithdrawn(ringing.visit, at, ringing.agent);
    }
    const talking = this.#talking.get(channel);
    if (talking !== undefined) {
      this.#talking.delete(channel);
      this.#talkPartyGone(talking, at);
    }
    const call = this.#calls.get(channel);
    if (call !== undefined) this.#callGone(call, at);
    else if (this.#arrived.delete(channel)) this.#sink.contactEnded(channel, at, null);
  }

  /** Time passes: settles what waited for a message that did not come. */
  advance(now: number): void {
    for (const visit of this.#unsettled) {
      if (visit.talkGone === null || now - visit.talkGone.at < completeGraceMs) continue;
      const call = this.#calls.get(visit.callId);
      const callerStays = call !== undefined && call.goneAt === null;
      const talkEnd = visit.transfer ?? (callerStays ? 'redirected' : (visit.talkGone.by ?? 'unknown'));
      this.#endTalk(visit, talkEnd, visit.talkGone.at, null);
    }
    while (this.#gone[0]?.goneAt != null && now - this.#gone[0].goneAt > afterlifeMs) {
      const call = this.#gone.shift();
      if (call !== undefined && this.#calls.get(call.callId) === call) this.#calls.delete(call.callId);
    }
  }

  /**
   * A list of the queues. A caller in it who is not known is one whose Join was missed or is on its way; a known one who
   * is not in it has left, and its Leave may be on its way: only the second absence in a row counts.
   */
  reconcileQueues(queues: readonly SnapshotQueue[], at: number): void {
    const listed = new Map(queues.map((queue) => [queue.queue, new Set(queue.waiting.map((entry) => entry.callId))]));
    for (const { queue, waiting } of queues) {
      for (const entry of waiting) {
        const known = this.#lastOf(entry.callId, (one) => one.queue === queue && one.phase !== 'over');
        if (known === undefined)
          this.#enter(this.#call(entry.callId, entry.callId), queue, entry.joinedAt, entry.position, true);
        else known.missed = 0;
      }
    }
    for (const visit of this.#open()) {
      if (visit.phase !== 'waiting' || listed.get(visit.queue)?.has(visit.callId)) continue;
      visit.missed++;
      if (visit.missed < 2) continue;
      visit.leftAt = at;
      this.#sink.leftLine(visit, at);
      this.#endWaiting(visit, 'unknown', 'its end was not seen');
    }
  }

  /** A list of the channels: a talk or an unsettled wait whose caller is in two lists running no more has ended unseen. */
  reconcileChannels(channels: ReadonlySet<string>, at: number): void {
    for (const visit of this.#open()) {
      if (visit.phase === 'waiting' || channels.has(visit.callId)) continue;
      visit.missed++;
      if (visit.missed < 2) continue;
      if (visit.phase === 'left') this.#settleLeft(visit);
      else this.#endTalk(visit, 'unknown', visit.talkGone?.at ?? at, null);
    }
  }

  /** The exchange went down at `downAt` and its calls with it. */
  exchangeRestarted(downAt: number): void {
    for (const visit of this.#open()) {
      if (visit.phase === 'talking')
        this.#endTalk(visit, visit.talkGone?.by ?? 'unknown', visit.talkGone?.at ?? downAt, null);
      else {
        if (visit.phase === 'waiting') {
          visit.leftAt = downAt;
          this.#sink.leftLine(visit, downAt);
        }
        this.#endWaiting(visit, 'lost_in_outage', null);
      }
    }
    for (const { visit, agent } of this.#ringing.values()) this.#sink.offerWithdrawn(visit, downAt, agent);
    for (const call of this.#calls.values())
      if (call.goneAt === null) this.#sink.contactEnded(call.contactId, downAt, false);
    for (const channel of this.#arrived) if (!this.#calls.has(channel)) this.#sink.contactEnded(channel, downAt, null);
    this.#calls.clear();
    this.#ringing.clear();
    this.#talking.clear();
    this.#arrived.clear();
    this.#unsettled.clear();
    this.#gone.length = 0;
  }

  #call(callId: string, contactId: string): TrackedCall {
    let call = this.#calls.get(callId);
    if (call === undefined) {
      call = { callId, contactId, visits: [], hangupRequested: false, goneAt: null };
      this.#calls.set(callId, call);
    }
    return call;
  }

  #enter(call: TrackedCall, queue: string, at: number, position: number | null, fromSnapshot: boolean): TrackedVisit {
    const visit = newVisit(call, queue, at, fromSnapshot);
    this.arrived(call.callId, call.contactId, at);
    this.#sink.joined(visit, call, position);
    return visit;
  }

  /** The visit that waits, or, where its Join was never seen, one reckoned back from the wait that the exchange tells. */
  #waiting(callId: string, contactId: string, queue: string, waitSeconds: number | null, at: number): TrackedVisit {
    return (
      this.#lastOf(callId, (one) => one.queue === queue && one.phase === 'waiting') ??
      this.#enter(this.#call(callId, contactId), queue, at - (waitSeconds ?? 0) * 1000, null, false)
    );
  }

  #lastOf(callId: string, fits: (visit: TrackedVisit) => boolean): TrackedVisit | undefined {
    return this.#calls.get(callId)?.visits.findLast(fits);
  }

  *#open(): Generator<TrackedVisit> {
    for (const call of this.#calls.values()) for (const visit of call.visits) if (visit.phase !== 'over') yield visit;
  }

  #settleBeforeJoin(visit: TrackedVisit, call: TrackedCall, at: number): void {
    if (visit.phase === 'left') this.#settleLeft(visit);
    else if (visit.phase === 'waiting') {
      visit.leftAt = at;
      this.#sink.leftLine(visit, at);
      this.#endWaiting(visit, 'unknown', 'the call entered another queue and its end here was not told');
    } else if (visit.phase === 'talking' && visit.transfer === null && !call.hangupRequested) {
      this.#endTalk(visit, 'redirected', visit.talkGone?.at ?? at, null);
    } else if (visit.phase === 'talking') {
      visit.talkGone ??= { at, by: null };
      this.#unsettled.add(visit);
    }
  }

  /** Left the line, and neither an agent nor QUEUESTATUS came: without QueueCallerAbandon only a key leads out so. */
  #settleLeft(visit: TrackedVisit): void {
    if (visit.abandoned === null) this.#endWaiting(visit, 'left_by_key', null);
    else {
      const reason =
        'timed out, left empty or withdrawn: the account may not read dialplan events, which tell these apart';
      this.#endWaiting(visit, 'unknown', reason);
    }
  }

  #endWaiting(visit: TrackedVisit, outcome: Exclude<Outcome, 'answered'>, reason: string | null): void {
    visit.phase = 'over';
    const leftAt = visit.leftAt ?? visit.joinedAt;
    const known = outcome === 'unknown' && visit.missed > 0 ? null : wholeSeconds(visit.joinedAt, leftAt);
    this.#sink.notAnswered(visit, outcome, leftAt, visit.abandoned?.waitSeconds ?? known, reason);
  }

  #endTalk(visit: TrackedVisit, talkEnd: TalkEnd, endedAt: number, talkSeconds: number | null): void {
    visit.phase = 'over';
    visit.talkEnd = talkEnd;
    this.#unsettled.delete(visit);
    if (visit.agentLeg !== null) this.#talking.delete(visit.agentLeg);
    const observed =
      talkEnd === 'unknown' || visit.connectedAt === null ? null : wholeSeconds(visit.connectedAt, endedAt);
    this.#sink.talkEnded(visit, talkEnd, endedAt, talkSeconds ?? observed);
  }

  #talkPartyGone(visit: TrackedVisit, at: number): void {
    if (visit.phase !== 'talking') return;
    visit.talkGone ??= { at, by: null };
    this.#unsettled.add(visit);
  }

  #callGone(call: TrackedCall, at: number): void {
    for (const visit of call.visits) {
      if (visit.phase === 'talking') this.#talkPartyGone(visit, at);
      else if (visit.phase === 'left') this.#settleLeft(visit);
      else if (visit.phase === 'waiting') {
        visit.leftAt = at;
        this.#sink.leftLine(visit, at);
        this.#endWaiting(
          visit,
          call.hangupRequested ? 'abandoned' : 'unknown',
          call.hangupRequested ? null : 'its end was not seen',
        );
      }
    }
    call.goneAt = at;
    this.#gone.push(call);
    this.#arrived.delete(call.callId);
    this.#sink.contactEnded(call.contactId, at, false);
  }

  /** The talk that an AgentComplete means: by its channels where they are told, else the member's own open talk. */
  #talkMeant(
    told: {
      callId: string | undefined;
      agentLeg: string | undefined;
      queue: string | undefined;
      agent: string | undefined;
      talkSeconds: number | null;
    },
    at: number,
  ): TrackedVisit | undefined {
    const byLeg = told.agentLeg === undefined ? undefined : this.#talking.get(told.agentLeg);
    if (byLeg !== undefined) return byLeg;
    const fits = (visit: TrackedVisit) =>
      visit.connectedAt !== null &&
      (visit.phase === 'talking' || visit.talkEnd !== null) &&
      (told.queue === undefined || visit.queue === told.queue) &&
      (told.agent === undefined || visit.agent === told.agent);
    const known = told.callId === undefined ? undefined : this.#calls.get(told.callId);
    const candidates = known === undefined ? [...this.#open()].filter(fits) : known.visits.filter(fits);
    const startedAt = at - (told.talkSeconds ?? 0) * 1000;
    const distance = (visit: TrackedVisit) => Math.abs((visit.connectedAt ?? 0) - startedAt);
    const nearest = candidates.sort((a, b) => distance(a) - distance(b))[0];
    return nearest !== undefined && (known !== undefined || distance(nearest) <= talkStartToleranceMs)
      ? nearest
      : undefined;
  }
}
