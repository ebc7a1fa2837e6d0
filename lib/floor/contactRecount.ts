import { type Contact, mergeContact } from '../contact/contact.ts';
import type { ContactLedger } from '../ledger/contactLedger.ts';
import { rememberedMs } from '../ledger/knownVisits.ts';
import type { ContactDays, ContactInterval } from './contactDays.ts';

/**
 * Counts the contacts of recent intervals anew from the database while events go on, as Recount does the visits: rows come
 * in any portions; what is on its way to the database, or heard meanwhile, counts in its latest state.
 */
export class ContactRecount {
  readonly #ledger: ContactLedger;
  readonly #days: ContactDays;
  readonly #from: number;
  readonly #counted = new Map<string, ContactInterval>();
  /** Contacts on their way to the database when this began, and those heard since. */
  readonly #heard = new Map<string, Contact>();
  /** Rows that may change before the end: what is known of them is kept. */
  readonly #rows = new Map<string, Contact>();
  readonly #recentFrom: number;
  #finished = false;

  /** `from`: epoch ms, the start of an interval; `unwritten`: contacts that the database does not have yet; `now`: epoch ms. */
  constructor(ledger: ContactLedger, days: ContactDays, from: number, unwritten: readonly Contact[], now: number) {
    this.#ledger = ledger;
    this.#days = days;
    this.#from = from;
    this.#recentFrom = now - rememberedMs;
    for (const contact of ledger.all()) this.#heard.set(contact.contactId, contact);
    for (const contact of unwritten) this.heard(contact);
  }

  /** A contact changed while this goes on. */
  heard(contact: Contact): void {
    if (!this.#finished) this.#heard.set(contact.contactId, contact);
  }

  /** Contacts of the database that began from `from` on, each once. */
  add(rows: readonly Contact[]): void {
    for (const row of rows) {
      if (row.endedAt === null || row.startedAt >= this.#recentFrom || this.#heard.has(row.contactId))
        this.#rows.set(row.contactId, row);
      else this.#count(row);
    }
  }

  /** All rows are in: the floor shows the new counts, and the ledger knows what the database knew. `now` epoch ms. */
  finish(now: number): void {
    for (const [contactId, heard] of this.#heard) {
      const row = this.#rows.get(contactId);
      const known = row === undefined ? heard : mergeContact(row, heard);
      this.#rows.delete(contactId);
      const after = this.#ledger.isOpen(contactId) ? { ...known, endedAt: null } : known;
      this.#count(after);
      if (this.#ledger.get(contactId) !== undefined) this.#ledger.learn(after, now);
    }
    for (const row of this.#rows.values()) this.#count(row);
    this.#days.replace(this.#from, this.#counted);
    this.#finished = true;
    this.#heard.clear();
    this.#rows.clear();
  }

  #count(contact: Contact): void {
    if (contact.startedAt >= this.#from) this.#days.count(this.#counted, contact);
  }
}
