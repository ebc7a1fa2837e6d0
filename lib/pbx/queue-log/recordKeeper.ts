import type { Contact } from '#lib/contact/contact.ts';
import { type Visit, visitKey } from '#lib/contact/visit.ts';
import type { Database } from '#lib/database/database.ts';
import { fillObservationGaps, followerSource, lastImportReaching, writeLoggedSpan } from '#lib/database/loggedSpans.ts';
import type { LiveExchange } from '#lib/floor/liveExchange.ts';
import type { Spool } from '#lib/ledger/spool.ts';
import type { CoveredSpan } from './queueLogFollower.ts';

export interface RecordKeeperOptions {
  db: Database;
  exchange: string;
  live: LiveExchange;
  spool: Spool;
  /** A visit that is about to be put into the spool, if it is. */
  onItsWay: (key: string) => Visit | undefined;
  /** Puts visits and contacts into the spool; on return they are there. */
  keep: (visits: Visit[], contacts: Contact[]) => void;
  /** What the queue_log has been read of by now; null: nothing, or there is none. */
  covered: () => CoveredSpan | null;
  /** Epoch ms: the start of the day. */
  dayStart: () => number;
  /** Asks for the intervals to be counted anew from `from` (epoch ms) on. */
  recount: (from: number) => void;
  /** Default 5 s. */
  everyMs?: number;
}

/**
 * Brings what the exchange's own record tells, by the follower or by an import that somebody runs beside, to the floor and
 * the ledger, and closes the gaps in the observation that it covers.
 */
export class RecordKeeper {
  /** Visits that the record has made known, or of which it told more than the events, since the start. */
  completed = 0;
  readonly #options: Required<RecordKeeperOptions>;
  #timer: NodeJS.Timeout | null = null;
  #upkeep: Promise<void> | null = null;
  /** A span whose visits are not all in the database yet. */
  #span: (CoveredSpan & { revision: number }) | null = null;
  #importedAt: number | null = null;

  constructor(options: RecordKeeperOptions) {
    this.#options = { everyMs: 5_000, ...options };
  }

  start(): void {
    this.#timer ??= setInterval(() => {
      this.#upkeep ??= this.#lookAfter()
        // that the database is away is told by those who write the rows
        .catch(() => undefined)
        .finally(() => {
          this.#upkeep = null;
        });
    }, this.#options.everyMs);
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    await this.#upkeep;
  }

  /**
   * Takes visits and contacts as the record tells them; on return they are on the disk. A visit that waits still is no news,
   * but that it came.
   */
  take(accounts: readonly Visit[], contacts: readonly Contact[] = []): void {
    const { live, spool, onItsWay, keep, recount } = this.#options;
    const now = Date.now();
    const changed: Visit[] = [];
    let countFrom: number | null = null;
    // an account of an entry is read otherwise when the call is known to have entered again
    for (const account of accounts) if (account.nth > 1) live.ledger.reentered(account, now);
    for (const account of accounts) {
      if (account.outcome === null) continue;
      const key = visitKey(account);
      const told = live.record(account, onItsWay(key) ?? spool.visit(key), now);
      if (told === null) continue;
      changed.push(told.visit, ...told.moved);
      if (!told.counted) countFrom = Math.min(told.visit.offeredAt, countFrom ?? told.visit.offeredAt);
    }
    this.completed += changed.length;
    const changedContacts: Contact[] = [];
    // to the record every call is a contact of its own; the events know calls that belong to another one's
    const ofOthers = new Set<string>();
    for (const account of accounts) {
      const { contactId = account.callId } = live.ledger.heard(visitKey(account)) ?? {};
      if (contactId !== account.callId) ofOthers.add(account.callId);
    }
    for (const contact of contacts) {
      const told = ofOthers.has(contact.contactId) ? null : live.recordContact(contact, now);
      if (told === null) continue;
      changedContacts.push(told.contact);
      if (!told.counted) countFrom = Math.min(told.contact.startedAt, countFrom ?? told.contact.startedAt);
    }
    keep(changed, changedContacts);
    if (countFrom !== null) recount(countFrom);
  }

  async #lookAfter(): Promise<void> {
    const { db, exchange, spool, covered, dayStart, recount } = this.#options;
    const span = covered();
    if (span !== null) this.#span ??= { ...span, revision: spool.revision };
    if (this.#span !== null && spool.isWritten(this.#span.revision)) {
      const { from: startedAt, until: endedAt } = this.#span;
      await writeLoggedSpan(db, { exchange, source: followerSource, startedAt, endedAt });
      this.#span = null;
    }
    await fillObservationGaps(db, exchange);
    const importedAt = await lastImportReaching(db, exchange, dayStart());
    if (importedAt !== null && importedAt !== this.#importedAt) recount(dayStart());
    this.#importedAt = importedAt;
  }
}
