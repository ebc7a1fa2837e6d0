import { type Contact, mergeContact, sameContact } from '../contact/contact.ts';
import { rememberedMs } from './knownVisits.ts';

/** A contact's row before and after; `before` is null for a new one. */
export interface ContactChange {
  before: Contact | null;
  after: Contact;
}

/**
 * The contacts of one exchange, from all accounts of them: those that go on, and for some minutes those that have ended or of
 * which only the record told. What tells nothing new changes nothing.
 */
export class ContactLedger {
  readonly #exchange: string;
  readonly #contacts = new Map<string, Contact>();
  readonly #open = new Set<string>();
  /** When those that do not go on were last heard of, epoch ms by the clock here, in order. */
  readonly #past = new Map<string, number>();

  constructor(exchange: string) {
    this.#exchange = exchange;
  }

  /** How many go on, and how many are remembered that do not. */
  get open(): number {
    return this.#open.size;
  }
  get past(): number {
    return this.#past.size;
  }

  /** The contact, if it is remembered. */
  get(contactId: string): Contact | undefined {
    return this.#contacts.get(contactId);
  }

  isOpen(contactId: string): boolean {
    return this.#open.has(contactId);
  }

  openIds(): IterableIterator<string> {
    return this.#open.values();
  }

  /** Every contact that is remembered. */
  all(): IterableIterator<Contact> {
    return this.#contacts.values();
  }

  /** It was open when the process stopped, and goes on. */
  restore(contact: Contact): void {
    // spools of before did not know the first queue
    this.#goesOn({ ...contact, firstQueue: contact.firstQueue ?? null });
  }

  /** It is there at `at`; null when that is known. */
  started(contactId: string, at: number, channel: Contact['channel']): ContactChange | null {
    if (this.#open.has(contactId)) return null;
    const started: Contact = {
      exchange: this.#exchange,
      contactId,
      channel,
      startedAt: at,
      endedAt: null,
      visits: 0,
      firstQueue: null,
      contained: null,
      subject: null,
    };
    // one that was taken for over is heard of again, or the record has told of it before any event
    const before = this.#contacts.get(contactId) ?? null;
    const after = before === null ? started : { ...mergeContact(before, started), endedAt: null };
    this.#goesOn(after);
    return { before, after };
  }

  /** What is told of a contact that goes on or has just ended; null: nothing of that. */
  told(contactId: string, told: Partial<Contact>): ContactChange | null {
    const before = this.#contacts.get(contactId);
    if (before === undefined) return null;
    const after = mergeContact(before, { ...before, ...told });
    if (sameContact(before, after)) return null;
    this.#contacts.set(contactId, after);
    return { before, after };
  }

  /** It has ended at `at`, of which was heard at `heardAt`, epoch ms by the clock here. */
  ended(
    contactId: string,
    { at, heardAt, contained, subject }: Pick<Contact, 'contained' | 'subject'> & { at: number; heardAt: number },
  ): ContactChange | null {
    this.#open.delete(contactId);
    this.#past.delete(contactId);
    this.#past.set(contactId, heardAt);
    return this.told(contactId, { endedAt: at, contained, subject });
  }

  /**
   * What another account tells, or the database knows: null when that is nothing new. One that is not remembered is
   * remembered for some minutes. `now`: epoch ms.
   */
  learn(account: Contact, now: number): ContactChange | null {
    const before = this.#contacts.get(account.contactId) ?? null;
    if (before === null) {
      this.#contacts.set(account.contactId, account);
      this.#past.set(account.contactId, now);
      return { before, after: account };
    }
    const merged = mergeContact(before, account);
    // of one that goes on here nobody else knows the end
    const after = this.#open.has(account.contactId) ? { ...merged, endedAt: before.endedAt } : merged;
    if (sameContact(before, after)) return null;
    this.#contacts.set(account.contactId, after);
    return { before, after };
  }

  /**
   * All accounts of it come to this: one that is not remembered is remembered for some minutes, as by `learn`. `now`: epoch
   * ms.
   */
  settle(contact: Contact, now: number): void {
    if (!this.#contacts.has(contact.contactId)) this.#past.set(contact.contactId, now);
    this.#contacts.set(contact.contactId, contact);
  }

  /** Lets go of those that were last heard of some minutes before `now`, epoch ms. */
  forgetEnded(now: number): void {
    for (const [contactId, at] of this.#past) {
      if (at > now - rememberedMs) break;
      this.#past.delete(contactId);
      this.#contacts.delete(contactId);
    }
  }

  #goesOn(contact: Contact): void {
    this.#contacts.set(contact.contactId, contact);
    this.#open.add(contact.contactId);
    this.#past.delete(contact.contactId);
  }
}
