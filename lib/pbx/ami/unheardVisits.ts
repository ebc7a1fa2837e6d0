import type { CallBook } from './callBook.ts';
import type { TrackedVisit } from './trackedCall.ts';

/** Visits whose beginning or end was not heard, and that are heard of all the same. */
export class UnheardVisits {
  readonly #book: CallBook;

  constructor(book: CallBook) {
    this.#book = book;
  }

  /** A visit of which this is the first that is heard, reckoned back from the wait that the exchange tells. */
  joined(
    callId: string,
    contactId: string,
    queue: string,
    waitSeconds: number | null,
    at: number,
  ): TrackedVisit | undefined {
    if (callId === '' || queue === '') return undefined;
    const unseen = this.ended(callId, queue);
    if (unseen !== undefined) return unseen;
    const last = this.#book.lastOf(callId, (one) => one.queue === queue);
    // While somebody listens no Join is missed: a second message about a visit that is over is told twice.
    const call = this.#book.get(callId);
    if (last !== undefined && !call?.interrupted) return undefined;
    return this.#book.enter(this.#book.of(callId, contactId), queue, at - (waitSeconds ?? 0) * 1000, null, false);
  }

  /** The last visit in this queue, if it was taken for over before its end was told: it waits again. */
  ended(callId: string, queue: string, fits: (visit: TrackedVisit) => boolean = () => true): TrackedVisit | undefined {
    const last = this.#book.lastOf(callId, (one) => one.queue === queue);
    if (!last?.unseen || !fits(last)) return undefined;
    const call = this.#book.get(callId);
    if (!call?.hungUp) this.#book.again(callId);
    last.interrupted = call?.interrupted ?? true;
    last.phase = 'waiting';
    last.unseen = false;
    return last;
  }
}
