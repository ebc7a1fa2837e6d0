import { setTimeout as pause } from 'node:timers/promises';
import { contactsNamed, contactsStarted } from '#lib/database/contacts.ts';
import type { Database } from '#lib/database/database.ts';
import { importFilesOf } from '#lib/database/importFiles.ts';
import { visitsOffered } from '#lib/database/visits.ts';
import type { Recount } from '#lib/floor/recount.ts';
import { intervalStart } from '#lib/interval/intervalTally.ts';
import { importQueueLog } from './import.ts';
import { filesSince } from './logFiles.ts';
import { isTableAddress } from './tableAddress.ts';

export interface DaySoFarOptions {
  db: Database;
  exchange: string;
  /** The queue_log, to be brought in once before the day is counted; null: there is none. */
  queueLog: string | null;
  /** IANA zone of the exchange's clock, for a queue_log that tells its local time. */
  zone?: string;
  /** It was followed before: it is brought in only if the database knows nothing of it. */
  followed?: boolean;
  /** Epoch ms from which on to count: the start of the day. */
  from: () => number;
  recount: (from: number) => Recount;
  onBrought: () => void;
  /** Why it did not come this time, in one sentence; told once until it does. */
  onProblem: (sentence: string) => void;
  /** Pause before the next try, doubling up to 30 s. Default 500 ms. */
  pauseMs?: number;
}

const hourMs = 3_600_000;
const longestPauseMs = 30_000;
/** Rows that the exchange's clock dates ahead of ours belong to the last portion. */
const aheadMs = 24 * hourMs;
/** What the floor shows at most. */
const intervalsKeptMs = 50 * hourMs;

/**
 * Brings what the exchange wrote into its queue_log before it was first followed into the database, and the day so far
 * from there to the floor. Asked again, as after an import by hand, it counts again; it goes on until it succeeds.
 */
export class DaySoFar {
  /** What is wrong, in one sentence; null when well. */
  problem: string | null = null;
  readonly #options: DaySoFarOptions;
  readonly #stopping = new AbortController();
  /** From when on to count, epoch ms; null: nothing is asked. */
  #asked: number | null = null;
  #imported = false;
  #running: Promise<void> | null = null;

  constructor(options: DaySoFarOptions) {
    this.#options = options;
  }

  /** `from`: epoch ms, default the start of the day; its whole interval is counted. */
  ask(from = this.#options.from()): void {
    this.#asked = Math.min(from, this.#asked ?? from);
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const rest = () => pause(pauseMs, undefined, { signal }).catch(() => undefined);
    let pauseMs = this.#options.pauseMs ?? 500;
    while (this.#asked !== null && !signal.aborted) {
      const from = intervalStart(Math.max(this.#asked, Date.now() - intervalsKeptMs));
      this.#asked = null;
      try {
        const unread = await this.#bring(from);
        if (unread !== null && this.problem === null) this.#options.onProblem(unread);
        this.problem = unread;
        this.#options.onBrought();
        if (this.#asked !== null) await rest();
      } catch (error) {
        if (signal.aborted) return;
        this.#asked = Math.min(from, this.#asked ?? from);
        const sentence = (error as Error).message;
        if (this.problem === null) this.#options.onProblem(sentence);
        this.problem = `Today's figures are not whole yet: ${sentence}`;
        await rest();
        pauseMs = Math.min(longestPauseMs, pauseMs * 2);
      }
    }
  }

  /** Answers why the queue_log could not be read, in one sentence: the day is counted without it. */
  async #bring(from: number): Promise<string | null> {
    const { db, exchange, queueLog, zone, recount } = this.#options;
    const { signal } = this.#stopping;
    let unread: string | null = null;
    if (queueLog !== null && !this.#imported && this.#options.followed)
      this.#imported = (await importFilesOf(db, exchange)).length > 0;
    if (queueLog !== null && !this.#imported)
      try {
        // rotated since the day began, it is in several files
        const files = isTableAddress(queueLog) ? [queueLog] : await filesSince(queueLog, this.#options.from());
        await importQueueLog({ db, exchange, files, ...(zone === undefined ? {} : { zone }), signal });
        this.#imported = true;
      } catch (error) {
        unread = (error as Error).message;
      }
    const count = recount(from);
    // an hour at a time: a day of the largest centres is a million visits
    for (let at = count.rowsFrom; at <= Date.now() && !signal.aborted; at += hourMs) {
      const last = at + hourMs > Date.now();
      const until = last ? at + hourMs + aheadMs : at + hourMs;
      const [visits, contacts] = await Promise.all([
        visitsOffered(db, exchange, at, until),
        contactsStarted(db, exchange, at, until),
      ]);
      count.add(visits);
      count.contacts.add(contacts);
      if (last) break;
    }
    count.contacts.add(await contactsNamed(db, exchange, count.contacts.unmatched()));
    if (!signal.aborted) count.finish();
    return unread;
  }
}
