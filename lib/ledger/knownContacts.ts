import type { Contact } from '../contact/contact.ts';
import { rememberedMs } from './knownVisits.ts';

/** Contacts that are remembered: those that go on, and for some minutes those that have ended or of which only the record told. */
export class KnownContacts {
  readonly #contacts = new Map<string, Contact>();
  readonly #open = new Set<string>();
  /** When those that do not go on were last heard of, epoch ms by the clock here, in order. */
  readonly #over = new Map<string, number>();

  /** How many go on. */
  get size(): number {
    return this.#open.size;
  }

  /** How many are remembered that do not go on. */
  get past(): number {
    return this.#over.size;
  }

  get(contactId: string): Contact | undefined {
    return this.#contacts.get(contactId);
  }

  isOpen(contactId: string): boolean {
    return this.#open.has(contactId);
  }

  openOne(contactId: string): Contact | undefined {
    return this.#open.has(contactId) ? this.#contacts.get(contactId) : undefined;
  }

  openIds(): IterableIterator<string> {
    return this.#open.values();
  }

  /** Every contact that is remembered. */
  all(): IterableIterator<Contact> {
    return this.#contacts.values();
  }

  /** It goes on. */
  open(contact: Contact): void {
    this.#contacts.set(contact.contactId, contact);
    this.#open.add(contact.contactId);
    this.#over.delete(contact.contactId);
  }

  /** A remembered contact in a new state. */
  change(contact: Contact): void {
    this.#contacts.set(contact.contactId, contact);
  }

  /** It has ended at `at`, epoch ms by the clock here. */
  ended(contactId: string, at: number): void {
    this.#open.delete(contactId);
    this.#over.delete(contactId);
    this.#over.set(contactId, at);
  }

  /** The record tells of it at `at`, and no event has. */
  foretold(contact: Contact, at: number): void {
    this.#contacts.set(contact.contactId, contact);
    this.#over.set(contact.contactId, at);
  }

  /** Lets go of those that were last heard of some minutes before `now`, epoch ms. */
  forgetEnded(now: number): void {
    for (const [contactId, at] of this.#over) {
      if (at > now - rememberedMs) break;
      this.#over.delete(contactId);
      this.#contacts.delete(contactId);
    }
  }
}
