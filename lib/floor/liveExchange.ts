import type { Contact } from '../contact/contact.ts';
import { type Visit, visitKey } from '../contact/visit.ts';
import { mergeRecorded, sameVisit } from '../ledger/mergeVisit.ts';
import { type LedgerChanges, rememberedMs, VisitLedger } from '../ledger/visitLedger.ts';
import type { PbxEvent } from '../pbx/pbxEvent.ts';
import { ExchangeFloor, type ExchangeFloorOptions } from './exchangeFloor.ts';
import { Recount } from './recount.ts';

/** An account of a visit in the exchange's own record, with all that is known besides: to be kept. */
export interface RecordedVisit {
  visit: Visit;
  /** The floor's intervals count it so already; if not, they are to be counted anew from its interval on. */
  counted: boolean;
}

/** One exchange as its events make it: the rows of its ledger and its floor, always in step. */
export class LiveExchange {
  readonly ledger: VisitLedger;
  readonly floor: ExchangeFloor;
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
    this.floor.apply(event, changes.visits);
    for (const { after } of changes.visits) this.#recount?.heard(after);
    return changes;
  }

  /**
   * Takes what the exchange itself recorded of a visit; events may tell the same sooner, later or never.
   * Answers what is to be kept, null when nothing in it is new.
   *
   * @param kept the visit as it waits for the database, if it does
   * @param now epoch ms
   */
  record(account: Visit, kept: Visit | null, now: number): RecordedVisit | null {
    const key = visitKey(account);
    if (this.ledger.visit(key) !== undefined) {
      const change = this.ledger.record(account, now);
      if (change === null) return null;
      this.floor.recorded(change, change.heard);
      this.#recount?.heard(change.after);
      return { visit: change.after, counted: true };
    }
    const visit = kept === null ? account : mergeRecorded(kept, account);
    if (kept !== null && sameVisit(kept, visit)) return null;
    this.ledger.foretell(visit, now);
    this.#recount?.heard(visit);
    const counted = kept === null && account.offeredAt >= Math.max(this.#since, now - rememberedMs);
    if (counted) this.floor.recorded({ before: null, after: visit }, false);
    return { visit, counted };
  }

  /** Begins to count the intervals from `from` (epoch ms) on anew; it replaces one that has not been finished. */
  recount(from: number, unwritten: readonly Visit[]): Recount {
    this.#recount = new Recount(this.ledger, this.floor, from, unwritten);
    return this.#recount;
  }

  /** Visits and contacts that were open when the process stopped go on in the ledger and on the floor. */
  restore(visits: readonly Visit[], contacts: readonly Contact[]): void {
    this.ledger.restore(visits, contacts);
    this.floor.restore(visits);
  }
}
