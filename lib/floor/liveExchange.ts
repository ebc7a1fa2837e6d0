import type { Contact } from '../contact/contact.ts';
import type { Visit } from '../contact/visit.ts';
import { type LedgerChanges, VisitLedger } from '../ledger/visitLedger.ts';
import type { PbxEvent } from '../pbx/pbxEvent.ts';
import { ExchangeFloor, type ExchangeFloorOptions } from './exchangeFloor.ts';
import { Recount } from './recount.ts';

/** One exchange as its events make it: the rows of its ledger and its floor, always in step. */
export class LiveExchange {
  readonly ledger: VisitLedger;
  readonly floor: ExchangeFloor;
  #recount: Recount | null = null;

  constructor(options: ExchangeFloorOptions) {
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
