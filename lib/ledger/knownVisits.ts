import { isOpen, type Visit, visitKey } from '../contact/visit.ts';

/** So long what is over is remembered: the exchange's own record of it may be read later. */
export const rememberedMs = 300_000;
/** A visit that only the record told and that never ended there. */
export const longestVisitMs = 12 * 3_600_000;

interface EndedContact {
  contactId: string;
  /** Epoch ms by the clock here. */
  at: number;
}

/**
 * Visits that are remembered: those that events told, while they are open and for some minutes after their contact has
 * ended, and those of which only the record or the database told.
 */
export class KnownVisits {
  readonly #heard = new Map<string, Visit>();
  readonly #keysOfContact = new Map<string, string[]>();
  /** Contacts that have ended and whose visits are remembered still, in order. */
  #ended: EndedContact[] = [];
  /** Visits of which the record or the database told and no event has, and when. */
  readonly #foretold = new Map<string, { visit: Visit; at: number }>();

  get counts(): { visits: number; ended: number; foretold: number } {
    return { visits: this.#heard.size, ended: this.#ended.length, foretold: this.#foretold.size };
  }

  /** The visit as events told it. */
  heard(key: string): Visit | undefined {
    return this.#heard.get(key);
  }

  /** The visit of which no event has told. */
  foretold(key: string): Visit | undefined {
    return this.#foretold.get(key)?.visit;
  }

  /** An event told of it: what was foretold of it is in it now. */
  keep(visit: Visit): void {
    const key = visitKey(visit);
    this.#foretold.delete(key);
    this.#heard.set(key, visit);
    const keys = this.#keysOfContact.get(visit.contactId);
    if (keys === undefined) this.#keysOfContact.set(visit.contactId, [key]);
    else if (!keys.includes(key)) keys.push(key);
  }

  /** How many visits of a contact events have told. */
  heardOf(contactId: string): number {
    return this.#keysOfContact.get(contactId)?.length ?? 0;
  }

  /** A heard visit in a new state, under its own key. */
  change(visit: Visit): void {
    this.#heard.set(visitKey(visit), visit);
  }

  /** A heard visit bears another number. */
  move(before: Visit, after: Visit): void {
    const from = visitKey(before);
    this.#heard.delete(from);
    const keys = this.#keysOfContact.get(before.contactId) ?? [];
    this.#keysOfContact.set(
      before.contactId,
      keys.filter((key) => key !== from),
    );
    this.keep(after);
  }

  /** What is known of a visit that no event has told. `now`: epoch ms. */
  foretell(visit: Visit, now: number): void {
    this.#foretold.set(visitKey(visit), { visit, at: now });
  }

  /** Its contact has ended at `at`, epoch ms by the clock here; false when none of its visits is known. */
  ended(contactId: string, at: number): boolean {
    const known = this.#keysOfContact.has(contactId);
    if (known) this.#ended.push({ contactId, at });
    return known;
  }

  /**
   * Lets closed visits go whose contact ended some minutes before `now` (epoch ms). Answers the keys of the visits, and the
   * contacts of which none is left. `lives`: contacts that have come back.
   */
  forgetClosed(now: number, lives: (contactId: string) => boolean): { keys: string[]; contacts: string[] } {
    const gone = { keys: [] as string[], contacts: [] as string[] };
    const late: EndedContact[] = [];
    let past = 0;
    for (const { contactId, at } of this.#ended) {
      if (at > now - rememberedMs) break;
      past++;
      if (lives(contactId)) continue;
      // a talk's end may be told after its call is gone: such a visit is let go when it is closed
      const open: string[] = [];
      for (const key of this.#keysOfContact.get(contactId) ?? []) {
        const visit = this.#heard.get(key);
        if (visit !== undefined && isOpen(visit)) open.push(key);
        else if (this.#heard.delete(key)) gone.keys.push(key);
      }
      if (open.length > 0) {
        this.#keysOfContact.set(contactId, open);
        late.push({ contactId, at: now });
        continue;
      }
      this.#keysOfContact.delete(contactId);
      gone.contacts.push(contactId);
    }
    if (past > 0) this.#ended = [...this.#ended.slice(past), ...late];
    for (const [key, { visit, at }] of this.#foretold) {
      if (at > now - rememberedMs) continue;
      if (!isOpen(visit) || at <= now - longestVisitMs) this.#foretold.delete(key);
    }
    return gone;
  }
}
