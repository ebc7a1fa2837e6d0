import type { CallSink } from './callSink.ts';

interface ContactChannel {
  contactId: string;
  /** When the first list came in which it should have stood and did not. */
  missedSince: number | null;
  /** Nobody listened for a while since it was last in a list. */
  interrupted: boolean;
}

/**
 * The channels on which each contact lives: it starts with the first and ends with the last. A transfer may put a second
 * channel of the same contact into a queue, and the first to hang up does not end it.
 */
export class ContactChannels {
  readonly #sink: Pick<CallSink, 'contactStarted' | 'contactEnded'>;
  readonly #channels = new Map<string, ContactChannel>();
  readonly #contacts = new Map<string, { channels: Set<string>; queued: boolean }>();

  constructor(sink: Pick<CallSink, 'contactStarted' | 'contactEnded'>) {
    this.#sink = sink;
  }

  get size(): number {
    return this.#channels.size;
  }

  /** The contact of a channel that was met before. */
  of(channel: string): string | undefined {
    return this.#channels.get(channel)?.contactId;
  }

  /** A channel of a contact: the first starts it. */
  arrived(channel: string, contactId: string, at: number): void {
    if (!this.#contacts.has(contactId)) this.#sink.contactStarted(contactId, at);
    this.restored(channel, contactId);
  }

  /** The contact of this channel entered a queue. */
  queued(channel: string): void {
    const contact = this.#contacts.get(this.of(channel) ?? '');
    if (contact !== undefined) contact.queued = true;
  }

  /** A channel of a contact that has been told of. */
  restored(channel: string, contactId: string): void {
    if (this.#channels.has(channel)) return;
    this.#channels.set(channel, { contactId, missedSince: null, interrupted: false });
    const contact = this.#contacts.get(contactId);
    if (contact === undefined) this.#contacts.set(contactId, { channels: new Set([channel]), queued: false });
    else contact.channels.add(channel);
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
    this.#sink.contactEnded(contactId, at, contact.queued ? false : null);
  }

  /** Nobody listens: what hangs up now is not heard. */
  interrupted(): void {
    for (const channel of this.#channels.values()) {
      channel.interrupted = true;
      channel.missedSince = null;
    }
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
      else if (channel.interrupted || at - channel.missedSince >= forMs) missing.push(name);
    }
    return missing;
  }

  /** Every contact ended at once. */
  allGone(at: number): void {
    for (const channel of [...this.#channels.keys()]) this.gone(channel, at);
  }
}
