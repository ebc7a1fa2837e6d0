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
  /** Rows that are counted as they are. What is told of one after that is for the next count. */
  readonly #settled = new Set<string>();
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
      const mayChange = row.endedAt === null || Math.max(row.startedAt, row.endedAt) >= this.#recentFrom;
      if (mayChange || this.#heard.has(row.contactId)) this.#rows.set(row.contactId, row);
      else {
        this.#settled.add(row.contactId);
        this.#count(row);
      }
    }
  }

  /** Contacts of which the database has brought no row: one may have begun, by its row, before those that were brought. */
  unmatched(): string[] {
    return [...this.#heard.keys()].filter((contactId) => !this.#rows.has(contactId) && !this.#settled.has(contactId));
  }

  /** All rows are in: the floor shows the new counts, and the ledger knows what the database knew. `now` epoch ms. */
  finish(now: number): void {
    const ledger = this.#ledger;
    const known: { before: Contact; after: Contact }[] = [];
    const know = (before: Contact, told: Contact) => {
      known.push({ before, after: ledger.isOpen(told.contactId) ? { ...told, endedAt: null } : told });
    };
    for (const [contactId, row] of this.#rows) {
      const heard = this.#heard.get(contactId);
      const counted = this.#days.isLeftOut(contactId) ? row : (ledger.get(contactId) ?? heard ?? row);
      know(counted, heard === undefined ? row : mergeContact(row, heard));
    }
    for (const contactId of this.unmatched()) {
      const heard = this.#heard.get(contactId);
      if (heard !== undefined) know(heard, heard);
    }
    for (const { after } of known) this.#count(after);
    this.#days.replace(this.#from, this.#counted);
    for (const { before, after } of known) {
      this.#days.recountedBefore(this.#from, before, after);
      if (this.#rows.has(after.contactId)) this.#days.isCounted(after.contactId);
      // what is told of it from now on is told of one that is counted
      ledger.settle(after, now);
    }
    this.#finished = true;
    this.#heard.clear();
    this.#rows.clear();
    this.#settled.clear();
  }

  #count(contact: Contact): void {
    if (contact.startedAt >= this.#from) this.#days.count(this.#counted, contact);
  }
}
