import type { Contact } from '../contact/contact.ts';
import { type Visit, type VisitKey, visitKey, waitingVisit } from '../contact/visit.ts';
import type { PbxEvent } from '../pbx/pbxEvent.ts';

/** A row of the ledger before and after an event; `before` is null for a new one. */
export interface VisitChange {
  before: Visit | null;
  after: Visit;
}
export interface LedgerChanges {
  visits: VisitChange[];
  contacts: Contact[];
}

type OfVisit = { callId: string; queue: string; nth: number };

/**
 * PbxEvents to rows of contacts and visits. Idempotent: an event that tells nothing new changes nothing, and a known
 * outcome is never overwritten. Keeps only what is still open; a closed visit stays until its contact has ended.
 */
export class VisitLedger {
  readonly #exchange: string;
  readonly #visits = new Map<string, Visit>();
  readonly #contacts = new Map<string, Contact>();
  readonly #keysOfContact = new Map<string, string[]>();

  constructor(exchange: string) {
    this.#exchange = exchange;
  }

  /** Visits and contacts that were open when the process stopped; a visit without its contact has outlasted it. */
  restore(visits: readonly Visit[], contacts: readonly Contact[]): void {
    for (const contact of contacts) this.#contacts.set(contact.contactId, contact);
    for (const visit of visits) this.#keep(visit);
  }

  /** Puts what is known of a visit from all accounts; null when it is not remembered here or nothing in it is new. */
  learn(after: Visit): VisitChange | null {
    const before = this.#visits.get(visitKey(after));
    if (before === undefined || sameVisit(before, after)) return null;
    this.#visits.set(visitKey(after), after);
    return { before, after };
  }

  apply(event: PbxEvent): LedgerChanges {
    const changes: LedgerChanges = { visits: [], contacts: [] };
    switch (event.kind) {
      case 'contact_started':
        if (!this.#contacts.has(event.contactId)) this.#startContact(event.contactId, event.at, event.channel, changes);
        break;
      case 'contact_ended':
        this.#endContact(event.contactId, event.at, event.contained, event.subject, changes);
        break;
      case 'visit_joined':
        this.#join(event, changes);
        break;
      case 'visit_left_line':
        this.#change(event, changes, (visit) => (visit.waitEndedAt === null ? { waitEndedAt: event.at } : null));
        break;
      case 'visit_answered':
        this.#change(event, changes, (visit) =>
          isSettled(visit)
            ? null
            : {
                waitEndedAt: event.at,
                waitSeconds: event.waitSeconds,
                outcome: 'answered',
                outcomeReason: null,
                agent: event.agent || null,
                agentName: event.agentName || null,
                ringSeconds: event.ringSeconds,
              },
        );
        break;
      case 'visit_not_answered':
        this.#change(event, changes, (visit) =>
          isSettled(visit)
            ? null
            : {
                waitEndedAt: event.leftAt,
                waitSeconds: event.waitSeconds,
                outcome: event.outcome,
                outcomeReason: event.reason,
              },
        );
        break;
      case 'talk_ended':
        this.#hold(event, event.endedAt, false, changes);
        this.#change(event, changes, (visit) =>
          visit.outcome !== 'answered' || (visit.talkEnd !== null && visit.talkEnd !== 'unknown')
            ? null
            : { talkEndedAt: event.endedAt, talkSeconds: event.talkSeconds, talkEnd: event.talkEnd },
        );
        break;
      case 'talk_held':
        this.#hold(event, event.at, event.held, changes);
        break;
      default:
        break;
    }
    return changes;
  }

  /** The open or just closed visit; undefined when it is not remembered. */
  visit(key: string): Visit | undefined {
    return this.#visits.get(key);
  }

  #join(event: Extract<PbxEvent, { kind: 'visit_joined' }>, changes: LedgerChanges): void {
    if (this.#visits.has(this.#key(event))) return;
    const contact =
      this.#contacts.get(event.contactId) ?? this.#startContact(event.contactId, event.at, event.channel, changes);
    const counted = { ...contact, visits: contact.visits + 1 };
    this.#contacts.set(event.contactId, counted);
    replaceContact(changes, counted);
    const visit: Visit = waitingVisit({
      exchange: this.#exchange,
      callId: event.callId,
      queue: event.queue,
      nth: event.nth,
      contactId: event.contactId,
      channel: event.channel,
      offeredAt: event.at,
      position: event.position,
    });
    this.#keep(visit);
    changes.visits.push({ before: null, after: visit });
  }

  #change(of: OfVisit, changes: LedgerChanges, next: (visit: Visit) => Partial<Visit> | null): void {
    const before = this.#visits.get(this.#key(of));
    const told = before === undefined ? null : next(before);
    if (before === undefined || told === null) return;
    const after = { ...before, ...told };
    this.#visits.set(this.#key(of), after);
    changes.visits.push({ before, after });
  }

  readonly #heldSince = new Map<string, number>();

  #hold(of: OfVisit, at: number, held: boolean, changes: LedgerChanges): void {
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

  #startContact(contactId: string, at: number, channel: Contact['channel'], changes: LedgerChanges): Contact {
    const contact: Contact = {
      exchange: this.#exchange,
      contactId,
      channel,
      startedAt: at,
      endedAt: null,
      visits: 0,
      contained: null,
      subject: null,
    };
    this.#contacts.set(contactId, contact);
    replaceContact(changes, contact);
    return contact;
  }

  #endContact(
    contactId: string,
    at: number,
    contained: boolean | null,
    subject: string | null,
    changes: LedgerChanges,
  ) {
    const contact = this.#contacts.get(contactId);
    if (contact === undefined) return;
    this.#contacts.delete(contactId);
    replaceContact(changes, { ...contact, endedAt: at, contained, subject });
    const keys = this.#keysOfContact.get(contactId) ?? [];
    // a talk's end may be told after its call is gone: such a visit is let go when it is closed
    const open = keys.filter((key) => !this.#forget(key));
    if (open.length > 0) this.#keysOfContact.set(contactId, open);
    else this.#keysOfContact.delete(contactId);
  }

  /** Lets closed visits of ended contacts go; call it now and then. */
  forgetClosed(): void {
    for (const [contactId, keys] of this.#keysOfContact) {
      if (this.#contacts.has(contactId)) continue;
      const open = keys.filter((key) => !this.#forget(key));
      if (open.length > 0) this.#keysOfContact.set(contactId, open);
      else this.#keysOfContact.delete(contactId);
    }
  }

  #forget(key: string): boolean {
    const visit = this.#visits.get(key);
    if (visit !== undefined && isOpen(visit)) return false;
    this.#visits.delete(key);
    this.#heldSince.delete(key);
    return true;
  }

  #keep(visit: Visit): void {
    const key = visitKey(visit);
    this.#visits.set(key, visit);
    const keys = this.#keysOfContact.get(visit.contactId);
    if (keys === undefined) this.#keysOfContact.set(visit.contactId, [key]);
    else keys.push(key);
  }

  #key(of: OfVisit): string {
    const key: VisitKey = { exchange: this.#exchange, callId: of.callId, queue: of.queue, nth: of.nth };
    return visitKey(key);
  }
}

/** Waiting or talking still, or ended in a way that was not told yet. */
export function isOpen(visit: Visit): boolean {
  return visit.outcome === null || (visit.outcome === 'answered' && visit.talkEnd === null);
}

function isSettled(visit: Visit): boolean {
  return visit.outcome !== null && visit.outcome !== 'unknown';
}

function sameVisit(a: Visit, b: Visit): boolean {
  return (Object.keys(a) as (keyof Visit)[]).every((field) => a[field] === b[field]);
}

function replaceContact(changes: LedgerChanges, contact: Contact): void {
  const at = changes.contacts.findIndex((one) => one.contactId === contact.contactId);
  if (at < 0) changes.contacts.push(contact);
  else changes.contacts[at] = contact;
}
