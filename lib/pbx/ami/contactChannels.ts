import type { CallSink } from './callSink.ts';

/**
 * The channels on which each contact lives: it starts with the first and ends with the last. A transfer may put a second
 * channel of the same contact into a queue, and the first to hang up does not end it.
 */
export class ContactChannels {
  readonly #sink: Pick<CallSink, 'contactStarted' | 'contactEnded'>;
  readonly #channels = new Map<string, { contactId: string; missedSince: number | null }>();
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
    this.#channels.set(channel, { contactId, missedSince: null });
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

  /** Channels that stand in no list of the running ones, and did not `forMs` ago. */
  missingFrom(running: ReadonlySet<string>, at: number, forMs: number): string[] {
    const missing: string[] = [];
    for (const [channel, entry] of this.#channels) {
      if (running.has(channel)) entry.missedSince = null;
      else if (entry.missedSince === null) entry.missedSince = at;
      else if (at - entry.missedSince >= forMs) missing.push(channel);
    }
    return missing;
  }

  /** Every contact ended at once. */
  allGone(at: number): void {
    for (const channel of [...this.#channels.keys()]) this.gone(channel, at);
  }
}
