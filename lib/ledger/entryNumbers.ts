import type { Contact } from '../contact/contact.ts';
import type { QueueEntry, Visit } from '../contact/visit.ts';
import type { PbxEvent } from '../pbx/pbxEvent.ts';

/** Entries that lie further apart than this are two; lists and whole seconds date the same one a little differently. */
const sameEntryMs = 2_000;
/** What an event tells may be so much older than it seems: for no longer is whoever listens held up without losing the line. */
const longestDelayMs = 30_000;

/**
 * The n-th entry of a call into a queue, where events and the exchange's own record count differently: who listens counts
 * from the first entry that was heard, the record from the first. Only contacts of which an entry may have been missed are
 * counted anew, since of all others both say the same.
 */
export class EntryNumbers {
  /** Places of contacts of which an entry may have been missed. */
  readonly #doubtful = new Map<string, Set<string>>();
  /** By how much the record is ahead, by call and queue. */
  readonly #ahead = new Map<string, number>();
  /** The last entry that the record told of where there were several, by call and queue, and when it told (epoch ms). */
  readonly #recorded = new Map<string, { nth: number; at: number }>();

  /** Nobody listened, or nobody yet, while this contact went on. */
  doubt(contactId: string): void {
    if (!this.#doubtful.has(contactId)) this.#doubtful.set(contactId, new Set());
  }

  /** Whoever is listed only now may have entered before. */
  joined(event: Extract<PbxEvent, { kind: 'visit_joined' }>): void {
    if (event.receivedAt - event.at > sameEntryMs) this.doubt(event.contactId);
  }

  isDoubtful(contactId: string): boolean {
    return this.#doubtful.has(contactId);
  }

  /** As the record counts. */
  nth({ callId, queue, nth }: QueueEntry): number {
    return nth + (this.#ahead.get(placeOf(callId, queue)) ?? 0);
  }

  /** One more entry of this contact was missed than was known. */
  missed(contactId: string, { callId, queue }: QueueEntry): void {
    const place = placeOf(callId, queue);
    this.#ahead.set(place, (this.#ahead.get(place) ?? 0) + 1);
    this.#doubtful.get(contactId)?.add(place);
  }

  /** The record tells of a further entry. `now`: epoch ms. */
  recorded({ callId, queue, nth }: QueueEntry, now: number): void {
    const place = placeOf(callId, queue);
    this.#recorded.delete(place);
    this.#recorded.set(place, { nth, at: now });
  }

  /** Whether the record knows of a later entry than this one, counted as the record counts. */
  isFollowed({ callId, queue, nth }: QueueEntry): boolean {
    return (this.#recorded.get(placeOf(callId, queue))?.nth ?? 0) > nth;
  }

  /** Lets go what the record told before `until` (epoch ms). */
  forgetRecorded(until: number): void {
    for (const [place, { at }] of this.#recorded) {
      if (at > until) break;
      this.#recorded.delete(place);
    }
  }

  forget({ contactId }: Pick<Contact, 'contactId'>): void {
    for (const place of this.#doubtful.get(contactId) ?? []) this.#ahead.delete(place);
    this.#doubtful.delete(contactId);
  }
}

/**
 * Whether this account tells of a stay that was over before the one that began at `enteredAt` (epoch ms) and goes on since
 * `waitingMs`. The clocks of the two may differ, and an entry may be heard late, so that instants alone prove nothing: the
 * record also knows of a later entry (`followed`), or the stay lasted longer than any delay.
 */
export function isEarlierStay(
  { outcome, offeredAt, waitEndedAt, waitSeconds }: Visit,
  enteredAt: number,
  waitingMs: number,
  followed: boolean,
): boolean {
  if (outcome === null || waitEndedAt === null || waitSeconds === null) return false;
  const before = offeredAt <= enteredAt - sameEntryMs && waitEndedAt <= enteredAt + sameEntryMs / 2;
  return before && (followed || waitSeconds * 1000 > waitingMs + longestDelayMs);
}

function placeOf(callId: string, queue: string): string {
  return `${callId}|${queue}`;
}
