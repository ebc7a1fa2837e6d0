import type { Visit } from '../contact/visit.ts';

/** Fewer entries that both told are no proof. */
const leastCompared = 8;
const compared = 32;
/** Less is no difference of clocks: the record dates in whole seconds, and events take their time. */
const leastApartMs = 2_000;

/**
 * How far the clock of the exchange's record is ahead of the one by which events are dated, from entries that both told. A
 * single event may come late, and an entry may have been reckoned back; of several the nearest tells.
 */
export class RecordClock {
  readonly #differences: number[] = [];

  /** The same entry by an event and by the record, epoch ms. */
  compare(heardAt: number, recordedAt: number): void {
    this.#differences.push(recordedAt - heardAt);
    if (this.#differences.length > compared) this.#differences.shift();
  }

  /** Whole seconds in ms; 0 while it is not sure. */
  get aheadMs(): number {
    if (this.#differences.length < leastCompared) return 0;
    const nearest = this.#differences.reduce((least, one) => (Math.abs(one) < Math.abs(least) ? one : least));
    return Math.abs(nearest) < leastApartMs ? 0 : Math.round(nearest / 1000) * 1000;
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
