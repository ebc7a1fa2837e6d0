import type { Database } from '#lib/database/database.ts';
import { visitsOffered } from '#lib/database/visits.ts';
import type { Recount } from '#lib/floor/recount.ts';
import { importQueueLog } from './import.ts';

export interface DaySoFarOptions {
  db: Database;
  exchange: string;
  /** The live queue_log file, if it is at hand. */
  queueLog: string | null;
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

/**
 * Brings what the exchange wrote into its queue_log while nobody listened into the database, and the day so far from
 * there to the floor. Asked again, as after a lost connection, it does so again; it goes on until it succeeds.
 */
export class DaySoFar {
  /** What is wrong, in one sentence; null when well. */
  problem: string | null = null;
  readonly #options: DaySoFarOptions;
  readonly #stopping = new AbortController();
  #asked = false;
  #running: Promise<void> | null = null;
  #wake: () => void = () => undefined;

  constructor(options: DaySoFarOptions) {
    this.#options = options;
  }

  ask(): void {
    this.#asked = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    let pauseMs = this.#options.pauseMs ?? 500;
    while (this.#asked && !this.#stopping.signal.aborted) {
      this.#asked = false;
      try {
        const unread = await this.#bring();
        if (unread !== null && this.problem === null) this.#options.onProblem(unread);
        this.problem = unread;
        this.#options.onBrought();
      } catch (error) {
        if (this.#stopping.signal.aborted) return;
        this.#asked = true;
        const sentence = (error as Error).message;
        if (this.problem === null) this.#options.onProblem(sentence);
        this.problem = `Today's figures are not whole yet: ${sentence}`;
        await this.#pause(pauseMs);
        pauseMs = Math.min(longestPauseMs, pauseMs * 2);
      }
    }
  }

  /** Answers why the queue_log could not be read, in one sentence: the day is counted without it. */
  async #bring(): Promise<string | null> {
    const { db, exchange, queueLog, recount, from: dayStart } = this.#options;
    const { signal } = this.#stopping;
    let unread: string | null = null;
    if (queueLog !== null)
      await importQueueLog({ db, exchange, files: [queueLog], signal }).catch((error: Error) => {
        unread = error.message;
      });
    const from = dayStart();
    const count = recount(from);
    // an hour at a time: a day of the largest centres is a million visits
    for (let at = from; at <= Date.now() && !signal.aborted; at += hourMs) {
      const last = at + hourMs > Date.now();
      count.add(await visitsOffered(db, exchange, at, last ? at + hourMs + aheadMs : at + hourMs));
      if (last) break;
    }
    if (!signal.aborted) count.finish();
    return unread;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
