import type { Contact } from '../contact/contact.ts';
import { type QueueEntry, type Visit, visitKey, waitingVisit } from '../contact/visit.ts';
import type { PbxEvent } from '../pbx/pbxEvent.ts';
import { type ContactChange, ContactLedger } from './contactLedger.ts';
import { EntryNumbers, isEarlierStay } from './entryNumbers.ts';
import { KnownVisits, longestVisitMs } from './knownVisits.ts';
import { mergeRecorded, mergeVisit, sameVisit } from './mergeVisit.ts';
import { toldVisit } from './toldVisit.ts';

/** A row of the ledger before and after an event; `before` is null for a new one. */
export interface VisitChange {
  before: Visit | null;
  after: Visit;
}
/** A row that was known under another number. */
export interface VisitMove {
  before: Visit;
  after: Visit;
  /** What the record had told under the number that it bears now. */
  foretold: Visit | null;
}
export interface LedgerChanges {
  visits: VisitChange[];
  contacts: ContactChange[];
}

/**
 * PbxEvents to rows of contacts and visits. Idempotent: an event that tells nothing new changes nothing, and a known
 * outcome is never overwritten by another event. Keeps what is still open, and closed visits for some minutes after their
 * contact has ended. The exchange's own record (`record`) completes and corrects them; what it tells of a visit before
 * any event does waits until one does.
 */
export class VisitLedger {
  readonly contacts: ContactLedger;
  readonly #exchange: string;
  readonly #known = new KnownVisits();
  /** Epoch ms since which a talk is on hold, by visit. */
  readonly #heldSince = new Map<string, number>();
  readonly #numbers = new EntryNumbers();

  constructor(exchange: string) {
    this.#exchange = exchange;
    this.contacts = new ContactLedger(exchange);
  }

  /** Visits and contacts that were open when the process stopped; a visit without its contact has outlasted it. */
  restore(visits: readonly Visit[], contacts: readonly Contact[]): void {
    for (const contact of contacts) {
      this.contacts.restore(contact);
      this.#numbers.doubt(contact.contactId);
    }
    for (const visit of visits) {
      this.#known.keep(visit);
      this.#numbers.doubt(visit.contactId);
      if (!this.contacts.isOpen(visit.contactId)) this.#known.ended(visit.contactId, 0);
    }
  }

  /** Puts what is known of a visit from all accounts; null when no event told of it or nothing in it is new. */
  learn(after: Visit, now: number): VisitChange | null {
    const key = visitKey(after);
    const before = this.#known.heard(key);
    if (before === undefined) {
      this.foretell(after, now);
      return null;
    }
    if (sameVisit(before, after)) return null;
    this.#known.change(after);
    return { before, after };
  }

  /** What is known elsewhere of a visit that no event has told; the event that does finds it. `now` epoch ms. */
  foretell(visit: Visit, now: number): void {
    this.#known.foretell(visit, now);
  }

  /** The record tells that a call entered a queue once more. `now`: epoch ms. */
  reentered(entry: QueueEntry, now: number): void {
    this.#numbers.recorded(entry, now);
  }

  /** The account of a visit in the exchange's own record; null when it says nothing new or the visit is not remembered. */
  record(account: Visit, now: number): (VisitChange & { heard: boolean }) | null {
    const key = visitKey(account);
    const heard = this.#known.heard(key);
    const before = heard ?? this.#known.foretold(key);
    if (before === undefined) return null;
    const after = mergeRecorded(before, account);
    if (sameVisit(before, after)) return null;
    if (heard === undefined) this.foretell(after, now);
    else this.#known.change(after);
    return { before, after, heard: heard !== undefined };
  }

  /**
   * The record tells of an entry that no event told, at the number of a later one that goes on: that one, and what follows
   * it, is the next. Answers what was moved so, the last first; an empty list when there is room. `now` epoch ms.
   */
  makeRoom(account: Visit, now: number): VisitMove[] {
    const known = this.#known.heard(visitKey(account));
    if (known === undefined || known.outcome !== null || !this.#numbers.isDoubtful(known.contactId)) return [];
    const followed = this.#numbers.isFollowed(account);
    if (!isEarlierStay(account, known.offeredAt, now - known.offeredAt, followed)) return [];
    const moves: VisitMove[] = [];
    for (let visit: Visit | undefined = known; visit !== undefined; ) {
      const after: Visit = { ...visit, nth: visit.nth + 1 };
      moves.unshift({ before: visit, after, foretold: this.#known.foretold(visitKey(after)) ?? null });
      visit = this.#known.heard(visitKey(after));
    }
    for (const { before, after } of moves) this.#move(before, after);
    this.#numbers.missed(known.contactId, known);
    return moves;
  }

  #move(before: Visit, after: Visit): void {
    this.#known.move(before, after);
    const [from, to] = [visitKey(before), visitKey(after)];
    const held = this.#heldSince.get(from);
    this.#heldSince.delete(from);
    if (held !== undefined) this.#heldSince.set(to, held);
  }

  apply(event: PbxEvent): LedgerChanges {
    const changes: LedgerChanges = { visits: [], contacts: [] };
    switch (event.kind) {
      case 'contact_started':
        putContact(changes, this.contacts.started(event.contactId, event.at, event.channel));
        break;
      case 'contact_told':
        putContact(changes, this.contacts.told(event.contactId, { contained: event.served, subject: event.subject }));
        break;
      case 'contact_ended':
        this.#endContact(event, changes);
        break;
      case 'visit_joined':
        this.#join(event, changes);
        break;
      case 'visit_left_line':
      case 'visit_answered':
      case 'visit_not_answered':
        this.#change(event, changes, (visit) => toldVisit(visit, event));
        break;
      case 'talk_ended':
        this.#hold(event, event.endedAt, false, changes);
        this.#change(event, changes, (visit) => toldVisit(visit, event));
        break;
      case 'talk_held':
        this.#hold(event, event.at, event.held, changes);
        break;
      case 'link_down':
        for (const contactId of this.contacts.openIds()) this.#numbers.doubt(contactId);
        break;
      default:
        break;
    }
    return changes;
  }

  /** How much is remembered: of what goes on, and of what ended lately. */
  get remembered(): { visits: number; contactsOpen: number; contactsPast: number; ended: number; foretold: number } {
    return { ...this.#known.counts, contactsOpen: this.contacts.open, contactsPast: this.contacts.past };
  }

  /** The visit as events told it; undefined when none did. */
  heard(key: string): Visit | undefined {
    return this.#known.heard(key);
  }

  /** The open or lately closed visit; undefined when it is not remembered. */
  visit(key: string): Visit | undefined {
    return this.#known.heard(key) ?? this.#known.foretold(key);
  }

  #join(event: Extract<PbxEvent, { kind: 'visit_joined' }>, changes: LedgerChanges): void {
    this.#numbers.joined(event);
    if (this.#numbers.isDoubtful(event.contactId)) this.#passEarlier(event);
    const key = this.#key(event);
    if (this.#known.heard(key) !== undefined) return;
    const { contactId, queue } = event;
    putContact(changes, this.contacts.started(contactId, event.at, event.channel));
    const contact = this.contacts.get(contactId);
    // the record may have told of this entry already, and of others that nobody heard
    const visits = Math.max(contact?.visits ?? 0, this.#known.heardOf(contactId) + 1);
    putContact(changes, this.contacts.told(contactId, { visits, firstQueue: contact?.firstQueue ?? queue }));
    const joined: Visit = waitingVisit({
      exchange: this.#exchange,
      callId: event.callId,
      queue: event.queue,
      nth: this.#numbers.nth(event),
      contactId: event.contactId,
      channel: event.channel,
      offeredAt: event.at,
      position: event.position,
    });
    const foretold = this.#known.foretold(key) ?? null;
    const visit = foretold === null ? joined : mergeVisit(foretold, joined);
    this.#known.keep(visit);
    changes.visits.push({ before: foretold, after: visit });
  }

  /** What the record has told of was over before: this is a later entry. */
  #passEarlier(event: Extract<PbxEvent, { kind: 'visit_joined' }>): void {
    for (;;) {
      const foretold = this.#known.foretold(this.#key(event));
      if (foretold === undefined) return;
      const followed = this.#numbers.isFollowed(foretold);
      if (!isEarlierStay(foretold, event.at, event.receivedAt - event.at, followed)) return;
      this.#numbers.missed(event.contactId, event);
    }
  }

  #change(of: QueueEntry, changes: LedgerChanges, next: (visit: Visit) => Partial<Visit> | null): void {
    const before = this.#known.heard(this.#key(of));
    const told = before === undefined ? null : next(before);
    if (before === undefined || told === null) return;
    const after = { ...before, ...told };
    this.#known.change(after);
    changes.visits.push({ before, after });
  }

  #hold(of: QueueEntry, at: number, held: boolean, changes: LedgerChanges): void {
    const key = this.#key(of);
    if (held) {
      if (!this.#heldSince.has(key)) this.#heldSince.set(key, at);
      return;
    }
    const since = this.#heldSince.get(key);
    if (since === undefined) return;
    this.#heldSince.delete(key);
    this.#change(of, changes, (visit) => ({
      holdSeconds: (visit.holdSeconds ?? 0) + Math.max(0, Math.round((at - since) / 1000)),
    }));
  }

  #endContact({ contactId, at, receivedAt, ...told }: ContactEnded, changes: LedgerChanges): void {
    if (!this.contacts.isOpen(contactId)) return;
    putContact(changes, this.contacts.ended(contactId, { at, heardAt: receivedAt, ...told }));
    if (!this.#known.ended(contactId, receivedAt)) this.#numbers.forget({ contactId });
  }

  /** Lets closed visits of contacts go that ended some minutes before `now` (epoch ms); call it now and then. */
  forgetClosed(now: number): void {
    const { keys, contacts } = this.#known.forgetClosed(now, (contactId) => this.contacts.isOpen(contactId));
    this.contacts.forgetEnded(now);
    for (const key of keys) this.#heldSince.delete(key);
    for (const contactId of contacts) this.#numbers.forget({ contactId });
    this.#numbers.forgetRecorded(now - longestVisitMs);
  }

  #key(of: QueueEntry): string {
    return visitKey({ exchange: this.#exchange, callId: of.callId, queue: of.queue, nth: this.#numbers.nth(of) });
  }
}

type ContactEnded = Extract<PbxEvent, { kind: 'contact_ended' }>;

/** One event may change a contact twice; it is told as one change. */
function putContact(changes: LedgerChanges, told: ContactChange | null): void {
  if (told === null) return;
  const change = changes.contacts.find(({ after }) => after.contactId === told.after.contactId);
  if (change === undefined) changes.contacts.push(told);
  else change.after = told.after;
}
