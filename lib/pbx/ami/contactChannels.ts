import type { Contact } from '../../contact/contact.ts';
import type { CallSink } from './callSink.ts';

interface ContactChannel {
  contactId: string;
  /** When the first list came in which it should have stood and did not. */
  missedSince: number | null;
  /** Nobody listened for a while since it was last in a list. */
  interrupted: boolean;
}

interface LiveContact {
  readonly channels: Set<string>;
  queued: boolean;
  /** What the IVR said last: that it has served the caller, or that it has not yet; null: nothing. */
  served: boolean | null;
  subject: string | null;
  /** For a while nobody listened, or its end was not heard: what was not heard may have been said or done. */
  unheard: boolean;
}

type ContactSink = Pick<CallSink, 'contactStarted' | 'contactTold' | 'contactEnded'>;

/**
 * The channels on which each contact lives: it starts with the first and ends with the last. A transfer may put a second
 * channel of the same contact into a queue, and the first to hang up does not end it.
 */
export class ContactChannels {
  readonly #sink: ContactSink;
  readonly #channels = new Map<string, ContactChannel>();
  readonly #contacts = new Map<string, LiveContact>();

  constructor(sink: ContactSink) {
    this.#sink = sink;
  }

  get size(): number {
    return this.#channels.size;
  }

  /** The contact of a channel that was met before. */
  of(channel: string): string | undefined {
    return this.#channels.get(channel)?.contactId;
  }

  /** Whether this contact goes on. */
  has(contactId: string): boolean {
    return this.#contacts.has(contactId);
  }

  /** A channel of a contact: the first starts it. */
  arrived(channel: string, contactId: string, at: number): void {
    if (!this.#contacts.has(contactId)) this.#sink.contactStarted(contactId, at);
    this.#put(channel, contactId);
  }

  /** The contact of this channel entered a queue. */
  queued(channel: string): void {
    const contact = this.#contacts.get(this.of(channel) ?? '');
    if (contact !== undefined) contact.queued = true;
  }

  /**
   * The IVR speaks of this contact: it has served the caller (true) or has not yet (false). What it said before holds no
   * more.
   */
  marked(contactId: string, served: boolean, at: number): void {
    const contact = this.#contacts.get(contactId);
    if (contact === undefined || contact.served === served) return;
    contact.served = served;
    if (served && !contact.queued) this.#sink.contactTold(contactId, at, true, null);
  }

  /** Callers who were served would have been heard of at a place where they were not: this one has not been served yet. */
  watched(contactId: string): void {
    const contact = this.#contacts.get(contactId);
    if (contact !== undefined) contact.served ??= false;
  }

  /** What a contact is about; one that has just ended may be told of as well. */
  about(contactId: string, subject: string, at: number): void {
    const contact = this.#contacts.get(contactId);
    if (contact?.subject === subject) return;
    if (contact !== undefined) contact.subject = subject;
    this.#sink.contactTold(contactId, at, null, subject);
  }

  /** A channel of a contact that was open when the process stopped. */
  restored(channel: string, contactId: string, known?: Pick<Contact, 'visits' | 'contained' | 'subject'>): void {
    this.#put(channel, contactId);
    const place = this.#channels.get(channel);
    // it may have hung up while nobody listened
    if (place !== undefined) place.interrupted = true;
    const contact = this.#contacts.get(contactId);
    if (contact === undefined) return;
    contact.unheard = true;
    if ((known?.visits ?? 0) > 0) contact.queued = true;
    if (known?.contained === true) contact.served ??= true;
    contact.subject ??= known?.subject ?? null;
  }

  #put(channel: string, contactId: string): void {
    if (this.#channels.has(channel)) return;
    this.#channels.set(channel, { contactId, missedSince: null, interrupted: false });
    const contact = this.#contacts.get(contactId);
    if (contact !== undefined) contact.channels.add(channel);
    else {
      const channels = new Set([channel]);
      this.#contacts.set(contactId, { channels, queued: false, served: null, subject: null, unheard: false });
    }
  }

  /** The channel hung up; the last of a contact ends it. */
  gone(channel: string, at: number): void {
    const contactId = this.of(channel);
    const contact = this.#contacts.get(contactId ?? '');
    if (contactId === undefined || contact === undefined) return;
    this.#channels.delete(channel);
    contact.channels.delete(channel);
    if (contact.channels.size > 0) return;
    this.#contacts.delete(contactId);
    this.#sink.contactEnded(contactId, at, isContained(contact), contact.subject);
  }

  /** Nobody listens: what hangs up now is not heard. */
  interrupted(): void {
    for (const channel of this.#channels.values()) {
      channel.interrupted = true;
      channel.missedSince = null;
    }
    for (const contact of this.#contacts.values()) contact.unheard = true;
  }

  /**
   * Channels that are in a list of the running ones for the second time not, the first of them `forMs` ago: their end
   * would have been heard by now, unless it came while nobody listened.
   */
  missingFrom(running: ReadonlySet<string>, at: number, forMs: number): string[] {
    const missing: string[] = [];
    for (const [name, channel] of this.#channels) {
      if (running.has(name)) {
        channel.missedSince = null;
        channel.interrupted = false;
      } else if (channel.missedSince === null) channel.missedSince = at;
      else if (channel.interrupted || at - channel.missedSince >= forMs) {
        missing.push(name);
        const contact = this.#contacts.get(channel.contactId);
        if (contact !== undefined) contact.unheard = true;
      }
    }
    return missing;
  }

  /** Every contact ended at once, and none as its caller or the IVR would have it. */
  allGone(at: number): void {
    this.interrupted();
    for (const channel of [...this.#channels.keys()]) this.gone(channel, at);
  }
}

/** Whether the IVR alone served it; null when that is not known, as where the IVR says nothing or was not heard throughout. */
function isContained({ queued, served, unheard }: LiveContact): boolean | null {
  if (queued) return false;
  if (served === true) return true;
  return unheard ? null : served;
}
