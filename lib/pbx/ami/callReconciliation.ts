import type { Contact } from '../../contact/contact.ts';
import type { Visit } from '../../contact/visit.ts';
import type { SnapshotQueue } from '../pbxEvent.ts';
import type { CallBook } from './callBook.ts';
import { restoredVisit, type TrackedVisit } from './trackedCall.ts';
import type { VisitEnds } from './visitEnds.ts';

/** A caller in a list who began to wait when a known visit did, give or take this, is that visit. */
const sameEntryMs = 3_000;
/** What a QueueCallerLeave means is told within this time. */
const toldWithinMs = 2_000;
/** Under load events come seconds behind a list; what is missing from lists within this time may be on its way. */
const onItsWayMs = 4_000;

/**
 * Keeps the calls in step with the exchange where events cannot: over a restart of this process, a lost connection, a
 * restart of the exchange, and against its lists. A list is older than no event behind it, but events from before it may
 * still be on their way: what is missing from a list counts only when it is missing, some seconds later, from the next
 * one too. A list may be of one queue only: of the others it says nothing.
 */
export class CallReconciliation {
  readonly #book: CallBook;
  readonly #ends: VisitEnds;
  readonly #hangup: (channel: string, at: number) => void;
  #interruptedAt: number | null = null;

  constructor(book: CallBook, ends: VisitEnds, hangup: (channel: string, at: number) => void) {
    this.#book = book;
    this.#ends = ends;
    this.#hangup = hangup;
  }

  /** What was open when the process stopped at `downAt`, and closed visits of contacts that went on. */
  restore(visits: readonly Visit[], contacts: readonly Contact[], downAt: number | null): void {
    this.#interruptedAt = downAt;
    const openContacts = new Map(contacts.map((contact) => [contact.contactId, contact]));
    for (const known of visits) {
      const call = this.#book.of(known.callId, known.contactId);
      call.interrupted = true;
      const visit = restoredVisit(call, known);
      if (visit.phase === 'talking') this.#ends.talks.add(visit);
      this.#book.contacts.restored(call.callId, call.contactId, openContacts.get(call.contactId));
      this.#book.contacts.queued(call.callId);
    }
    const queued = new Set(visits.map(({ contactId }) => contactId));
    for (const contact of contacts)
      if (!queued.has(contact.contactId)) this.#book.contacts.restored(contact.contactId, contact.contactId, contact);
  }

  /** The connection is lost: what the exchange says until the next one is not heard. */
  interrupted(at: number): void {
    for (const call of this.#book.all()) call.interrupted = true;
    for (const visit of this.#book.open()) {
      // how it left the line is told at once, unless an agent still had to hear an announcement
      const told =
        visit.phase === 'left' && visit.leave?.toAgent === false && at - (visit.leftAt ?? at) >= toldWithinMs;
      visit.doubtful ||= visit.interrupted || visit.missedSince !== null;
      visit.interrupted ||= !told;
      visit.missedSince = null;
      this.#ends.withdrawOffers(visit, at);
    }
    this.#book.contacts.interrupted();
    this.#interruptedAt = at;
  }

  /** A list of the queues. A caller in it who is not known is one whose Join was missed or is on its way. */
  queues(queues: readonly SnapshotQueue[], at: number): void {
    const listed = new Map(queues.map((queue) => [queue.queue, new Set(queue.waiting.map((entry) => entry.callId))]));
    for (const { queue, waiting } of queues) {
      for (const { callId, joinedAt, position } of waiting) {
        const known =
          this.#book.waiting(callId, queue) ??
          this.#book.lastOf(callId, (one) => one.queue === queue && one.unseen && isSame(one.joinedAt, joinedAt));
        if (known !== undefined && !this.#enteredAgain(known, joinedAt)) {
          known.phase = 'waiting';
          known.unseen = false;
          known.missedSince = null;
          known.interrupted = false;
          known.doubtful = false;
          continue;
        }
        if (known?.phase === 'waiting') this.#ends.waitingUnseen(known, at);
        this.#book.enter(this.#book.of(callId, callId), queue, joinedAt, position, true);
      }
    }
    for (const visit of this.#book.open()) {
      const callers = listed.get(visit.queue);
      if (visit.phase !== 'waiting' || callers === undefined || callers.has(visit.callId)) continue;
      if (isMissing(visit, at)) this.#ends.waitingUnseen(visit, at);
    }
  }

  /** While nobody listened this visit ended, and its caller came back to the same queue. */
  #enteredAgain(known: TrackedVisit, joinedAt: number): boolean {
    const since = this.#interruptedAt;
    return known.interrupted && since !== null && joinedAt > since && !isSame(known.joinedAt, joinedAt);
  }

  /** A list of the running channels: what hung up unheard is over, and so is a talk whose agent's leg is gone. */
  channels(running: ReadonlySet<string>, at: number): void {
    for (const [leg, visit] of this.#ends.talkingAt) {
      if (running.has(leg)) visit.missedSince = null;
      else if (isMissing(visit, at)) this.#endTalk(visit, at);
    }
    for (const channel of this.#book.contacts.missingFrom(running, at, onItsWayMs)) {
      for (const visit of this.#book.get(channel)?.visits ?? []) {
        visit.interrupted = true;
        if (visit.phase === 'talking') this.#endTalk(visit, at);
      }
      this.#hangup(channel, at);
    }
  }

  /** The exchange went down at `downAt` and its calls with it. */
  exchangeRestarted(downAt: number): void {
    for (const visit of this.#book.open()) this.#ends.lost(visit, downAt);
    this.#book.contacts.allGone(downAt);
    this.#book.clear();
  }

  #endTalk(visit: TrackedVisit, at: number): void {
    this.#ends.talkEnded(visit, visit.talkGone?.by ?? 'unknown', visit.talkGone?.at ?? at, null);
  }
}

/**
 * A list in which it should have stood: whether it is gone. What happened while nobody listened is on its way no more;
 * should it be all the same, it is heard as of one whose end was not seen.
 */
function isMissing(visit: TrackedVisit, at: number): boolean {
  const since = visit.missedSince;
  visit.missedSince ??= at;
  return since !== null && (visit.interrupted || at - since >= onItsWayMs);
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= sameEntryMs;
}
