import type { Contact } from '../contact/contact.ts';
import { isOpen, type Visit, visitKey } from '../contact/visit.ts';
import { intervalStart } from '../interval/intervalTally.ts';
import { rememberedMs } from '../ledger/knownVisits.ts';
import { mergeVisit } from '../ledger/mergeVisit.ts';
import type { VisitLedger } from '../ledger/visitLedger.ts';
import { ContactRecount } from './contactRecount.ts';
import type { QueueInterval } from './dayFigures.ts';
import type { ExchangeFloor } from './exchangeFloor.ts';

/** Accounts of one visit differ by no more in the instant of entering; later than that it is dated by the first. */
const datedApartMs = 120_000;

/** Visits and contacts on their way to the database. */
export interface Unwritten {
  visits: readonly Visit[];
  contacts: readonly Contact[];
}

/**
 * Counts the recent intervals anew from the database while events go on, so that the floor says what the database will:
 * each row is merged with what is known here, as the database merges it. Rows come in any portions; what is on its way to
 * the database, or heard meanwhile, counts in its latest state.
 */
export class Recount {
  /** Epoch ms from which on rows are to be brought: two accounts of a visit may lie on both sides of the first interval's start. */
  readonly rowsFrom: number;
  /** The same of the contacts; it ends with this. */
  readonly contacts: ContactRecount;
  readonly #ledger: VisitLedger;
  readonly #floor: ExchangeFloor;
  readonly #from: number;
  readonly #counted = new Map<string, QueueInterval>();
  /** Visits on their way to the database when this began, and those heard since. */
  readonly #heard = new Map<string, Visit>();
  /** Rows that may change before the end, or of which somebody may tell again: what is known of them is kept. */
  readonly #rows = new Map<string, Visit>();
  /** Rows that are counted as they are. What the record tells of one after that is for the next count. */
  readonly #settled = new Set<string>();
  /** What was offered since (epoch ms) somebody else may have written, before an event or the record tells of it here. */
  readonly #toldAgainFrom: number;
  #finished = false;

  /** `from`: epoch ms, the start of an interval; `unwritten`: what the database does not have yet; `now`: epoch ms. */
  constructor(ledger: VisitLedger, floor: ExchangeFloor, from: number, unwritten: Unwritten, now: number) {
    this.#ledger = ledger;
    this.#floor = floor;
    this.#from = intervalStart(from);
    this.rowsFrom = this.#from - datedApartMs;
    this.#toldAgainFrom = now - rememberedMs;
    this.contacts = new ContactRecount(ledger.contacts, floor.contactDays, this.#from, unwritten.contacts, now);
    for (const visit of unwritten.visits) this.heard(visit);
  }

  /** A visit changed while this goes on. */
  heard(visit: Visit): void {
    if (!this.#finished) this.#heard.set(visitKey(visit), visit);
  }

  /** Visits of the database from `rowsFrom` on, each once. */
  add(rows: readonly Visit[]): void {
    for (const row of rows) {
      const key = visitKey(row);
      const mayChange = isOpen(row) || row.offeredAt >= this.#toldAgainFrom;
      if (mayChange || this.#heard.has(key) || this.#ledger.visit(key) !== undefined) this.#rows.set(key, row);
      else {
        this.#settled.add(key);
        this.#count(row);
      }
    }
  }

  /** All rows are in: the floor shows the new counts, and the ledger knows what the database knew. `now` epoch ms. */
  finish(now = Date.now()): void {
    for (const [key, visit] of this.#heard) {
      if (this.#rows.has(key) || this.#settled.has(key)) continue;
      this.#count(visit);
      if (this.#ledger.visit(key) === undefined && isOpen(visit)) this.#ledger.foretell(visit, now);
    }
    const known = [...this.#rows].map(([key, row]) => {
      const heard = this.#heard.get(key);
      const after = heard === undefined ? row : mergeVisit(row, heard);
      return { before: this.#ledger.visit(key) ?? heard ?? row, after };
    });
    for (const { after } of known) this.#count(after);
    this.#floor.replaceIntervals(this.#from, this.#counted);
    for (const change of known) this.#floor.recountedBefore(this.#from, change);
    for (const { after } of known) {
      const change = this.#ledger.learn(after, now);
      if (change !== null) this.#floor.learned(change);
    }
    this.contacts.finish(now);
    this.#finished = true;
    this.#heard.clear();
    this.#rows.clear();
    this.#settled.clear();
  }

  #count(visit: Visit): void {
    if (visit.offeredAt >= this.#from) this.#floor.count(this.#counted, visit);
  }
}
