import type { Database } from '#lib/database/database.ts';
import { contactCounts, intervalCounts } from '#lib/database/intervalCounts.ts';
import type { ContactDays } from '#lib/floor/contactDays.ts';
import type { QueueInterval } from '#lib/floor/dayFigures.ts';
import { intervalMs, intervalStart } from '#lib/interval/intervalTally.ts';
import type { Spool } from '#lib/ledger/spool.ts';

export interface DayCheckOptions {
  db: Database;
  exchange: string;
  /** The floor's intervals, by `queueId@startEpochMs`. */
  intervals: () => ReadonlyMap<string, QueueInterval>;
  contacts: Pick<ContactDays, 'intervals' | 'centreOf'>;
  spool: Pick<Spool, 'size' | 'waitingVisits' | 'waitingContacts'>;
  /** Epoch ms: the start of the day. */
  dayStart: () => number;
  /** Puts what is known into the spool. */
  put: () => void;
  /** Asks for the intervals to be counted anew from `from` (epoch ms) on. */
  recount: (from: number) => void;
  /** Told in one sentence when the floor says otherwise than the database. */
  onDifference: (sentence: string) => void;
  /** Default 5 min. */
  everyMs?: number;
}

/** Intervals that are over, looked at again and again: a visit may be told of late. */
const intervalsChecked = 4;
/** With more rows on their way hardly an interval could be looked at. */
const mostWaiting = 5_000;
const fields = ['offered', 'answered', 'abandoned', 'unknown'] as const;

/**
 * The floor counts events as they come, the database keeps the visits. Every few minutes the last quarters that are over are
 * held against the visits and contacts; where they differ they are counted anew, so that no mistake outlives the hour.
 */
export class DayCheck {
  /** Intervals that the floor told wrongly since the start. */
  differences = 0;
  readonly #options: DayCheckOptions;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;

  constructor(options: DayCheckOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer ??= setInterval(() => {
      this.#running ??= this.check(Date.now())
        // that the database is away is told by those who write the rows
        .catch(() => undefined)
        .finally(() => {
          this.#running = null;
        });
    }, this.#options.everyMs ?? 300_000);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#running;
  }

  /** Looks once. `now`: epoch ms. */
  async check(now: number): Promise<void> {
    const { exchange, spool, dayStart, put, recount, onDifference } = this.#options;
    const to = intervalStart(now);
    const from = Math.max(to - intervalsChecked * intervalMs, intervalStart(dayStart()));
    put();
    if (from >= to || spool.size() > mostWaiting) return;
    let first: number | null = null;
    const differ = (start: number) => {
      this.differences++;
      first = Math.min(start, first ?? start);
    };
    for (const start of [...(await this.#visits(from, to)), ...(await this.#contacts(from, to))]) differ(start);
    if (first === null) return;
    onDifference(
      `Since ${new Date(first).toISOString()} the screens of ${exchange} counted otherwise than its visits and contacts say: they are counted anew.`,
    );
    recount(first);
  }

  /** Starts of the queues' intervals that differ. */
  async #visits(from: number, to: number): Promise<number[]> {
    const { db, exchange, intervals, spool } = this.#options;
    // what is on its way to the database is not in it: such intervals are looked at the next time
    const onTheirWay = new Set(
      spool.waitingVisits().map(({ queue, offeredAt }) => idOf(exchange, queue, intervalStart(offeredAt))),
    );
    const shown = new Map<string, QueueInterval>();
    for (const [id, interval] of intervals())
      if (interval.start >= from && interval.start < to && !onTheirWay.has(id)) shown.set(id, { ...interval });
    const differing: number[] = [];
    for (const row of await intervalCounts(db, exchange, from, to)) {
      const id = idOf(exchange, row.queue, row.start);
      const known = shown.get(id);
      shown.delete(id);
      if (onTheirWay.has(id)) continue;
      if (known === undefined || fields.some((field) => known[field] !== row[field])) differing.push(row.start);
    }
    for (const { start, offered } of shown.values()) if (offered !== 0) differing.push(start);
    return differing;
  }

  /** The same of the contacts. */
  async #contacts(from: number, to: number): Promise<number[]> {
    const { db, exchange, contacts, spool } = this.#options;
    // one that is on its way may have gone to the centre of its first queue
    const onTheirWay = new Set(spool.waitingContacts().map(({ startedAt }) => intervalStart(startedAt)));
    const shown = new Map<string, { start: number; contacts: number; toQueue: number }>();
    for (const [id, { start, contacts: count, toQueue }] of contacts.intervals)
      if (start >= from && start < to && !onTheirWay.has(start)) shown.set(id, { start, contacts: count, toQueue });
    for (const { firstQueue, start, contacts: count, toQueue } of await contactCounts(db, exchange, from, to)) {
      if (onTheirWay.has(start)) continue;
      const id = `${contacts.centreOf(firstQueue)}@${start}`;
      const rest = shown.get(id) ?? { start, contacts: 0, toQueue: 0 };
      shown.set(id, { start, contacts: rest.contacts - count, toQueue: rest.toQueue - toQueue });
    }
    return [...shown.values()].filter((rest) => rest.contacts !== 0 || rest.toQueue !== 0).map(({ start }) => start);
  }
}

function idOf(exchange: string, queue: string, start: number): string {
  return `${exchange}:${queue}@${start}`;
}
