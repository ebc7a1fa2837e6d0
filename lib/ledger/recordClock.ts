import type { Contact } from '../contact/contact.ts';
import type { Visit } from '../contact/visit.ts';

/** Whoever is held up hears all of some seconds late; not all of so long, without losing the connection. */
const provedAfterMs = 90_000;
const spanMs = 10_000;
const leastSpans = 8;
const spansKept = 15;
/** Less is no difference of clocks: the record dates in whole seconds, and events take their time. */
const leastApartMs = 2_000;

/**
 * How far the clock of the exchange's record is ahead of the one by which events are dated, from entries that both told. A
 * single event may come late, and an entry may have been reckoned back; of all in some minutes the nearest tells.
 */
export class RecordClock {
  /** Of each span of time the difference of the entry that differs least. */
  readonly #spans: { from: number; nearest: number }[] = [];

  /** The same entry by an event and by the record, compared `now`; epoch ms. */
  compare(heardAt: number, recordedAt: number, now: number): void {
    const difference = recordedAt - heardAt;
    const last = this.#spans.at(-1);
    if (last === undefined || now - last.from >= spanMs) {
      this.#spans.push({ from: now, nearest: difference });
      if (this.#spans.length > spansKept) this.#spans.shift();
    } else if (Math.abs(difference) < Math.abs(last.nearest)) last.nearest = difference;
  }

  /** Whole seconds in ms; 0 while it is not sure. */
  get aheadMs(): number {
    const [first, last] = [this.#spans[0], this.#spans.at(-1)];
    if (first === undefined || last === undefined || this.#spans.length < leastSpans) return 0;
    if (last.from - first.from < provedAfterMs) return 0;
    let nearest = first.nearest;
    for (const span of this.#spans) if (Math.abs(span.nearest) < Math.abs(nearest)) nearest = span.nearest;
    return Math.abs(nearest) < leastApartMs ? 0 : Math.round(nearest / 1000) * 1000;
  }

  /** The record's account of a contact by the clock of the events. */
  contactHere(account: Contact): Contact {
    const aheadMs = this.aheadMs;
    if (aheadMs === 0) return account;
    const { startedAt, endedAt } = account;
    return { ...account, startedAt: startedAt - aheadMs, endedAt: endedAt === null ? null : endedAt - aheadMs };
  }

  /** The record's account by the clock of the events. */
  here(account: Visit): Visit {
    const aheadMs = this.aheadMs;
    if (aheadMs === 0) return account;
    const { offeredAt, waitEndedAt, talkEndedAt } = account;
    return {
      ...account,
      offeredAt: offeredAt - aheadMs,
      waitEndedAt: waitEndedAt === null ? null : waitEndedAt - aheadMs,
      talkEndedAt: talkEndedAt === null ? null : talkEndedAt - aheadMs,
    };
  }
}
