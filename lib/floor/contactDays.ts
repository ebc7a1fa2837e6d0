import { type Contact, contactFate, sameContact } from '../contact/contact.ts';
import { isListed } from '../contact/subject.ts';
import type { ContactDay } from '../feed/feedEvents.ts';
import { intervalStart } from '../interval/intervalTally.ts';
import type { ContactChange } from '../ledger/contactLedger.ts';

/** Counts of a centre's contacts, as in ContactDay. */
type Counts = Omit<ContactDay, 'id' | 'exchange' | 'centre' | 'start' | 'observedSince'>;

/** Counts of the contacts of a centre that began in one interval. */
export interface ContactInterval extends Counts {
  /** `centre@startEpochMs`. */
  id: string;
  centre: string;
  start: number;
}

export interface ContactDaysOptions {
  exchange: string;
  /** The centre of a queue; null: of a contact that entered none. */
  centreOf: (queue: string | null) => string;
  /** A centre's subjects that are out of its scope, for `isListed`. */
  outOfScopeOf: (centre: string) => ReadonlySet<string>;
  /** Start (epoch ms) of the centre's day that holds `at`. */
  dayStartOf: (centre: string, at: number) => number;
  /** The counts changed; null: there are none any more. */
  onDay: (id: string, day: ContactDay | null) => void;
}

/** After midnight the day before stays for so long, as that of the queues does. */
const formerDayKeptMs = 3_600_000;
/** Longer than any day, and less than two. */
const longestDayMs = 26 * 3_600_000;

/**
 * What became of the contacts of an exchange, by centre and day. Counted by interval, so that a part of a day can be
 * counted anew.
 */
export class ContactDays {
  readonly #options: ContactDaysOptions;
  readonly #intervals = new Map<string, ContactInterval>();
  readonly #days = new Map<string, ContactDay & { parts: number }>();
  #observedSince: (from: number, to: number) => number | null = () => null;
  #over: number | null = null;
  /** Contacts of which nobody can tell whether they are counted, with their beginnings; see `leaveOut`. */
  readonly #leftOut = new Map<string, number>();

  constructor(options: ContactDaysOptions) {
    this.#options = options;
  }

  /** By `centre@startEpochMs`. */
  get intervals(): ReadonlyMap<string, ContactInterval> {
    return this.#intervals;
  }

  /** The centre of a contact that entered this queue first; null: none. */
  centreOf(firstQueue: string | null): string {
    return this.#options.centreOf(firstQueue);
  }

  /**
   * Since when contacts are observed without a break, by the start and end of a day (epoch ms); null: not at all. Days that
   * are shown are told anew.
   */
  observed(since: (from: number, to: number) => number | null): void {
    this.#observedSince = since;
    for (const day of this.#days.values()) if (this.#sinceOf(day) !== day.observedSince) this.#tell(day);
  }

  /** A contact's row changed. */
  apply({ before, after }: ContactChange): void {
    if (this.#leftOut.has(after.contactId)) return;
    // in an interval that is not known it was never counted here
    if (before !== null && !this.#intervals.has(this.#intervalOf(before).id)) return;
    if (before !== null) this.#put(before, -1);
    this.#put(after, 1);
  }

  /** Whether this contact is counted already is not known: it stays as it is until it is counted anew. */
  leaveOut({ contactId, startedAt }: Contact): void {
    this.#leftOut.set(contactId, startedAt);
  }

  isLeftOut(contactId: string): boolean {
    return this.#leftOut.has(contactId);
  }

  /** This contact is counted now as it is known. */
  isCounted(contactId: string): void {
    this.#leftOut.delete(contactId);
  }

  /**
   * The intervals from `from` on have been counted anew, in which a contact is counted as it is `after`. In those before, as
   * far as they are known, where it was counted as it was, it is now counted so as well.
   */
  recountedBefore(from: number, before: Contact, after: Contact): void {
    if (sameContact(before, after)) return;
    const isKnown = (contact: Contact) => contact.startedAt < from && this.#intervals.has(this.#intervalOf(contact).id);
    if (isKnown(before)) this.#put(before, -1);
    if (isKnown(after)) this.#put(after, 1);
  }

  /** Counts a contact in its interval among `counted`. */
  count(counted: Map<string, ContactInterval>, contact: Contact): void {
    const empty = this.#intervalOf(contact);
    const interval = counted.get(empty.id) ?? empty;
    counted.set(empty.id, interval);
    this.#tally(interval, contact, 1);
  }

  /** The intervals from `from` (epoch ms, the start of one) on, counted anew by `count`. */
  replace(from: number, counted: ReadonlyMap<string, ContactInterval>): void {
    for (const interval of [...this.#intervals.values()])
      if (interval.start >= from && !counted.has(interval.id)) this.#change(interval, null);
    for (const interval of counted.values())
      if (!this.#isOver(interval)) this.#change(this.#intervals.get(interval.id) ?? null, interval);
    for (const [contactId, startedAt] of this.#leftOut) if (startedAt >= from) this.#leftOut.delete(contactId);
  }

  /** Lets the days go that are over in every centre. `now`: epoch ms. */
  tick(now: number): void {
    this.#over = now - formerDayKeptMs;
    for (const interval of [...this.#intervals.values()]) if (this.#isOver(interval)) this.#change(interval, null);
  }

  #put(contact: Contact, sign: 1 | -1): void {
    const empty = this.#intervalOf(contact);
    if (this.#isOver(empty)) return;
    const before = this.#intervals.get(empty.id) ?? null;
    const after = { ...(before ?? empty) };
    this.#tally(after, contact, sign);
    this.#change(before, after.contacts > 0 ? after : null);
  }

  #intervalOf({ startedAt, firstQueue }: Contact): ContactInterval {
    const centre = this.#options.centreOf(firstQueue);
    const start = intervalStart(startedAt);
    return { id: `${centre}@${start}`, centre, start, ...noCounts };
  }

  #tally(counts: ContactInterval, contact: Contact, sign: 1 | -1): void {
    counts.contacts += sign;
    const fate = contactFate(contact);
    if (fate === 'contained') counts.contained += sign;
    else if (fate === 'left_in_ivr') counts.leftInIvr += sign;
    else if (fate === 'to_queue') counts.toQueue += sign;
    else if (fate === 'unknown') counts.unknown += sign;
    if (contact.subject === null) return;
    counts.withSubject += sign;
    if (isListed(contact.subject, this.#options.outOfScopeOf(counts.centre))) counts.outOfScope += sign;
  }

  #isOver({ centre, start }: ContactInterval): boolean {
    return this.#over !== null && start < this.#options.dayStartOf(centre, this.#over);
  }

  #change(before: ContactInterval | null, after: ContactInterval | null): void {
    const interval = after ?? before;
    if (interval === null) return;
    if (after === null) this.#intervals.delete(interval.id);
    else this.#intervals.set(interval.id, after);
    const { exchange, dayStartOf, onDay } = this.#options;
    const { centre } = interval;
    const start = dayStartOf(centre, interval.start);
    const id = `${exchange}/${centre}@${start}`;
    const day = this.#days.get(id) ?? { id, exchange, centre, start, ...noCounts, observedSince: null, parts: 0 };
    for (const field of fields) day[field] += (after?.[field] ?? 0) - (before?.[field] ?? 0);
    day.parts += Number(after !== null) - Number(before !== null);
    if (day.parts > 0) {
      this.#days.set(id, day);
      this.#tell(day);
    } else {
      this.#days.delete(id);
      onDay(id, null);
    }
  }

  #tell(day: ContactDay & { parts: number }): void {
    day.observedSince = this.#sinceOf(day);
    const { parts: _, ...told } = day;
    this.#options.onDay(day.id, told);
  }

  #sinceOf({ centre, start }: ContactDay): number | null {
    return this.#observedSince(start, this.#options.dayStartOf(centre, start + longestDayMs));
  }
}

const noCounts: Counts = {
  contacts: 0,
  contained: 0,
  leftInIvr: 0,
  toQueue: 0,
  unknown: 0,
  withSubject: 0,
  outOfScope: 0,
};
const fields = Object.keys(noCounts) as (keyof Counts)[];
