import type { CallSink } from './callSink.ts';
import { ContactChannels } from './contactChannels.ts';
import { newVisit, type TrackedCall, type TrackedVisit } from './trackedCall.ts';

/** A call that is gone is remembered this long, for messages that come late. */
const afterlifeMs = 30_000;

/** The calls that are followed, each with all of its visits, and their contacts. */
export class CallBook {
  readonly contacts: ContactChannels;
  readonly #sink: CallSink;
  readonly #calls = new Map<string, TrackedCall>();
  readonly #gone = new Set<TrackedCall>();

  constructor(sink: CallSink) {
    this.#sink = sink;
    this.contacts = new ContactChannels(sink);
  }

  get(callId: string): TrackedCall | undefined {
    return this.#calls.get(callId);
  }

  all(): IterableIterator<TrackedCall> {
    return this.#calls.values();
  }

  /** The call, new if it was not known. */
  of(callId: string, contactId: string): TrackedCall {
    let call = this.#calls.get(callId);
    if (call === undefined) {
      call = {
        callId,
        contactId: this.contacts.of(callId) ?? contactId,
        visits: [],
        hangupRequested: false,
        interrupted: false,
        goneAt: null,
        hungUp: false,
      };
      this.#calls.set(callId, call);
    }
    this.again(callId);
    return call;
  }

  /** A call that was taken for gone is heard of again. */
  again(callId: string): void {
    const call = this.#calls.get(callId);
    if (call === undefined) return;
    call.goneAt = null;
    call.hungUp = false;
    this.#gone.delete(call);
  }

  /** The call enters a queue. */
  enter(call: TrackedCall, queue: string, at: number, position: number | null, fromSnapshot: boolean): TrackedVisit {
    const visit = newVisit(call, queue, at, fromSnapshot);
    this.contacts.arrived(call.callId, call.contactId, at);
    this.contacts.queued(call.callId);
    this.#sink.joined(visit, call, position);
    return visit;
  }

  lastOf(callId: string, fits: (visit: TrackedVisit) => boolean): TrackedVisit | undefined {
    return this.#calls.get(callId)?.visits.findLast(fits);
  }

  /** The visit that waits in this queue. */
  waiting(callId: string, queue: string): TrackedVisit | undefined {
    return this.lastOf(callId, (visit) => visit.queue === queue && visit.phase === 'waiting');
  }

  *open(): Generator<TrackedVisit> {
    for (const call of this.#calls.values()) for (const visit of call.visits) if (visit.phase !== 'over') yield visit;
  }

  /** The call hung up; `heardAt` by the clock here. */
  gone(call: TrackedCall, at: number, heardAt: number): void {
    call.goneAt = heardAt;
    this.#gone.add(call);
    this.contacts.gone(call.callId, at);
  }

  /** Lets go of the calls that have long been gone; answers those of their visits that late messages left open. */
  forgetGone(now: number): TrackedVisit[] {
    const open: TrackedVisit[] = [];
    for (const call of this.#gone) {
      if (call.goneAt !== null && now - call.goneAt <= afterlifeMs) break;
      this.#gone.delete(call);
      this.#calls.delete(call.callId);
      for (const visit of call.visits) if (visit.phase !== 'over') open.push(visit);
    }
    return open;
  }

  /** Calls and channels of contacts that are remembered. */
  get size(): number {
    return this.#calls.size + this.contacts.size;
  }

  clear(): void {
    this.#calls.clear();
    this.#gone.clear();
  }
}
