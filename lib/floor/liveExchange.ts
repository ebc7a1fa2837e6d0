import type { Contact } from '../contact/contact.ts';
import { type Visit, visitKey } from '../contact/visit.ts';
import { rememberedMs } from '../ledger/knownVisits.ts';
import { mergeRecorded, sameVisit } from '../ledger/mergeVisit.ts';
import { RecordClock } from '../ledger/recordClock.ts';
import { type LedgerChanges, VisitLedger, type VisitMove } from '../ledger/visitLedger.ts';
import type { PbxEvent } from '../pbx/pbxEvent.ts';
import { ExchangeFloor, type ExchangeFloorOptions } from './exchangeFloor.ts';
import { Recount, type Unwritten } from './recount.ts';

/** An account of a visit in the exchange's own record, with all that is known besides: to be kept. */
export interface RecordedVisit {
  visit: Visit;
  /** The floor's intervals count it so already; if not, they are to be counted anew from its interval on. */
  counted: boolean;
  /** Visits that bear another number since this one is known, counted already: to be kept as well. */
  moved: Visit[];
}

/** An account of a contact in the exchange's own record, with all that is known besides: to be kept. */
export interface RecordedContact {
  contact: Contact;
  /** The floor's days count it so already; if not, they are to be counted anew from its interval on. */
  counted: boolean;
}

/** One exchange as its events make it: the rows of its ledger and its floor, always in step. */
export class LiveExchange {
  readonly ledger: VisitLedger;
  readonly floor: ExchangeFloor;
  readonly #recordClock = new RecordClock();
  #recount: Recount | null = null;
  /** Of visits offered before, it may have been forgotten that they are counted. */
  readonly #since: number;

  /** `now`: epoch ms. */
  constructor(options: ExchangeFloorOptions, now = Date.now()) {
    this.#since = now;
    this.ledger = new VisitLedger(options.exchange);
    this.floor = new ExchangeFloor(options);
  }

  /** Takes the next event; answers the rows that it made or changed, to be kept. */
  apply(event: PbxEvent): LedgerChanges {
    const changes = this.ledger.apply(event);
    this.floor.apply(event, changes.visits, changes.contacts);
    for (const { after } of changes.visits) this.#recount?.heard(after);
    for (const { after } of changes.contacts) this.#recount?.contacts.heard(after);
    return changes;
  }

  /**
   * Takes what the exchange itself recorded of a visit; events may tell the same sooner, later or never.
   * Answers what is to be kept, null when nothing in it is new.
   *
   * @param account dated by the exchange's clock
   * @param kept the visit as it waits for the database, if it does
   * @param now epoch ms
   */
  record(account: Visit, kept: Visit | null, now: number): RecordedVisit | null {
    const heard = this.ledger.heard(visitKey(account));
    if (heard !== undefined) this.#recordClock.compare(heard.offeredAt, account.offeredAt, now);
    return this.#record(this.#recordClock.here(account), kept, now);
  }

  #record(account: Visit, kept: Visit | null, now: number): RecordedVisit | null {
    const key = visitKey(account);
    const moves = this.ledger.makeRoom(account, now);
    if (moves.length > 0) return this.#recordEarlier(account, moves, now);
    if (this.ledger.visit(key) !== undefined) {
      const change = this.ledger.record(account, now);
      if (change === null) return null;
      this.floor.recorded(change, change.heard);
      this.#recount?.heard(change.after);
      return { visit: change.after, counted: true, moved: [] };
    }
    const visit = kept === null ? account : mergeRecorded(kept, account);
    if (kept !== null && sameVisit(kept, visit)) return null;
    return this.#recordUnheard(visit, kept === null, [], now);
  }

  /** What was heard under the account's number is a later entry; the account's own no event has told. */
  #recordEarlier(account: Visit, moves: readonly VisitMove[], now: number): RecordedVisit {
    for (const move of moves) this.floor.moved(move);
    // the database has the later one under this number, and merges
    const visit = mergeRecorded(moves.at(-1)?.before ?? account, account);
    const told = this.#recordUnheard(
      visit,
      true,
      moves.map(({ after }) => after),
      now,
    );
    for (const { after } of moves) this.#recount?.heard(after);
    // of the entry that the record told before, the count is one too high now
    return moves.some(({ foretold }) => foretold !== null) ? { ...told, counted: false } : told;
  }

  #recordUnheard(visit: Visit, isNew: boolean, moved: Visit[], now: number): RecordedVisit {
    this.ledger.foretell(visit, now);
    this.#recount?.heard(visit);
    const counted = isNew && visit.offeredAt >= Math.max(this.#since, now - rememberedMs);
    if (counted) this.floor.recorded({ before: null, after: visit }, false);
    return { visit, counted, moved };
  }

  /**
   * Takes what the exchange itself recorded of a contact; events may tell the same sooner, later or never. Answers what is
   * to be kept, null when nothing in it is new. `now`: epoch ms.
   */
  recordContact(told: Contact, now: number): RecordedContact | null {
    const { contactDays } = this.floor;
    const account = this.#recordClock.contactHere(told);
    const change = this.ledger.contacts.learn(account, now);
    if (change === null) return null;
    this.#recount?.contacts.heard(change.after);
    // one that is not remembered may be counted as something else already
    if (change.before === null && account.startedAt < Math.max(this.#since, now - rememberedMs))
      contactDays.leaveOut(change.after);
    contactDays.apply(change);
    return { contact: change.after, counted: !contactDays.isLeftOut(account.contactId) };
  }

  /** Begins to count the intervals from `from` on anew; it replaces one that has not been finished. Both epoch ms. */
  recount(from: number, unwritten: Unwritten, now = Date.now()): Recount {
    this.#recount = new Recount(this.ledger, this.floor, from, unwritten, now);
    return this.#recount;
  }

  /** Visits and contacts that were open when the process stopped go on in the ledger and on the floor. */
  restore(visits: readonly Visit[], contacts: readonly Contact[]): void {
    this.ledger.restore(visits, contacts);
    this.floor.restore(visits);
    for (const after of this.ledger.contacts.all()) this.floor.contactDays.apply({ before: null, after });
  }
}
