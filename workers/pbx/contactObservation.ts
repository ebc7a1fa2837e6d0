import type { Database } from '#lib/database/database.ts';
import { gapsWithin, type ObservationGap } from '#lib/database/observationGaps.ts';
import type { ObservationLog } from '#lib/database/observationLog.ts';
import type { ContactDays } from '#lib/floor/contactDays.ts';

export interface ContactObservationOptions {
  db: Database;
  exchange: string;
  /** The exchange tells where citizens' calls arrive. */
  observes: boolean;
  observation: Pick<ObservationLog, 'firstHeardAt' | 'pending'>;
  /** The queue_log has rows of contacts, so that it knows what came while nobody listened. */
  tellsContacts: () => boolean;
  contactDays: Pick<ContactDays, 'observed'>;
}

/** Gaps of the day before matter yet for an hour, and a day may be 25 hours long. */
const lookBackMs = 50 * 3_600_000;

/**
 * Since when on each day contacts are known without a break: since the end of its last gap in the observation, but for gaps
 * of which the exchange's own record told all since.
 */
export class ContactObservation {
  readonly #options: ContactObservationOptions;
  #gaps: ObservationGap[] = [];
  #looking = false;

  constructor(options: ContactObservationOptions) {
    this.#options = options;
  }

  /** Looks at the gaps and tells the floor. While the database is away what was known stands, with the gaps since. */
  async look(now: number): Promise<void> {
    const { db, exchange, observes, tellsContacts } = this.#options;
    if (!observes || this.#looking) return;
    this.#looking = true;
    try {
      // of a gap that the record has filled without rows of contacts it told the queues alone
      this.#gaps = await gapsWithin(db, [exchange], now - lookBackMs, now, { filledToo: !tellsContacts() });
    } finally {
      this.#looking = false;
      this.#options.contactDays.observed((from, to) => this.#since(from, to));
    }
  }

  #since(from: number, to: number): number {
    const { observation, tellsContacts } = this.#options;
    const first = tellsContacts() ? null : observation.firstHeardAt;
    const ends = [...this.#gaps, ...observation.pending].flatMap(({ startedAt, endedAt }) =>
      endedAt !== null && endedAt > from && startedAt < to ? [endedAt] : [],
    );
    return Math.min(to, Math.max(from, first ?? from, ...ends));
  }
}
