import { setTimeout as pause } from 'node:timers/promises';
import { type Contact, mergeContact } from '#lib/contact/contact.ts';
import { type Visit, visitKey } from '#lib/contact/visit.ts';
import type { FollowedLog } from './followedLog.ts';
import { readKeptPosition, writeKeptPosition } from './keptPosition.ts';
import { loggedContact } from './loggedContact.ts';
import { bareLine, parseQueueLogRow, QueueLogLineError } from './queueLogRow.ts';
import { QueueLogVisits } from './queueLogVisits.ts';

export interface QueueLogFollowerOptions {
  exchange: string;
  /** What names the log; a kept position of another one does not count. */
  log: string;
  /** Opens the log at a kept position, null for a first time. */
  open: (position: unknown | null) => FollowedLog;
  /** Where the position is kept, in a folder that exists. */
  keepIn: string;
  /** Visits and contacts as the log tells them, the last account of each; on return they are durable. */
  onTold: (visits: Visit[], contacts: Contact[]) => void;
  /** Whether what `onTold` took is on the disk, so that the position may be kept. */
  isKept: () => boolean;
  /** Something is amiss, yet it goes on, in one sentence. */
  onNotice: (sentence: string) => void;
  /** Default 1 s. */
  pollMs?: number;
  /** After so long a quiet, what the exchange wrote before counts as read. Default 30 s. */
  quietMs?: number;
}

/** A span of which all that the exchange logged has been read, epoch ms. */
export interface CoveredSpan {
  from: number;
  until: number;
}

const badLinesNamed = 10;

/**
 * Follows the queue_log of an exchange: rows to visits, as they come. Its position outlives the process, so that after a
 * restart nothing is lost; what is told twice is the same visit.
 */
export class QueueLogFollower {
  /** What keeps it from being read, in one sentence; null when well. */
  problem: string | null = null;
  badLines = 0;
  rows = 0;
  /** The log tells of contacts in rows of their own, so that it knows what the IVR did. */
  tellsContacts = false;
  /** No position was kept: what the log told before its start is not followed. */
  readonly isNew: boolean;
  readonly #options: Required<QueueLogFollowerOptions>;
  readonly #log: FollowedLog;
  #visits: QueueLogVisits;
  #begun = false;
  readonly #stopping = new AbortController();
  #running: Promise<void> | null = null;
  #covered: CoveredSpan | null = null;
  #coveredFrom: number | null;
  #breaks = 0;
  #keptText = '';

  /** @throws Error when the kept position cannot be read */
  constructor(options: QueueLogFollowerOptions) {
    this.#options = { pollMs: 1000, quietMs: 30_000, ...options };
    const kept = readKeptPosition(options.keepIn, options.log);
    this.isNew = kept === null;
    this.#coveredFrom = kept?.coveredFrom ?? null;
    this.#log = options.open(kept?.position ?? null);
    this.#visits = new QueueLogVisits(options.exchange);
  }

  /** What has been read without a hole, up to the last row or the last quiet; null when nothing yet. */
  get covered(): CoveredSpan | null {
    return this.#covered;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#log.close();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#round();
        this.problem = null;
      } catch (error) {
        if (signal.aborted) break;
        // what was learned before the first new line is learned anew
        if (!this.#begun) this.#visits = new QueueLogVisits(this.#options.exchange);
        const sentence = error instanceof Error ? error.message : String(error);
        if (this.problem === null) this.#options.onNotice(sentence);
        this.problem = sentence;
      }
      await pause(this.#options.pollMs, undefined, { signal }).catch(() => undefined);
    }
  }

  async #round(): Promise<void> {
    const readAt = Date.now();
    let keptAt = readAt;
    for await (const { lines, known } of this.#log.read(this.#stopping.signal)) {
      if (!known) this.#begun = true;
      const { visits, contacts } = this.#take(lines, known);
      if (!known && visits.length + contacts.length > 0) this.#options.onTold(visits, contacts);
      if (Date.now() - keptAt > this.#options.pollMs) {
        this.#keep();
        keptAt = Date.now();
      }
    }
    this.#begun = true;
    this.#cover(readAt);
    this.#keep();
  }

  #take(lines: readonly string[], known: boolean): { visits: Visit[]; contacts: Contact[] } {
    const told = new Map<string, Visit>();
    const contacts = new Map<string, Contact>();
    const tell = (contact: Contact) => {
      const before = contacts.get(contact.contactId);
      contacts.set(contact.contactId, before === undefined ? contact : mergeContact(before, contact));
    };
    for (const line of lines) {
      const text = bareLine(line);
      if (text === null) continue;
      try {
        const row = parseQueueLogRow(text);
        for (const visit of this.#visits.push(row)) told.set(visitKey(visit), visit);
        const contact = loggedContact(this.#options.exchange, row);
        if (contact !== null) {
          this.tellsContacts = true;
          tell(contact);
        }
        if (!known) this.rows++;
      } catch (error) {
        if (!(error instanceof QueueLogLineError)) throw error;
        if (known) continue;
        if (++this.badLines <= badLinesNamed) this.#options.onNotice(`A line of ${this.#log.name} ${error.message}`);
      }
    }
    // they change with the rows to come
    for (const visit of told.values()) if (visit.outcome !== null) tell(this.#visits.contactOf(visit));
    return { visits: [...told.values()].map((visit) => ({ ...visit })), contacts: [...contacts.values()] };
  }

  #cover(readAt: number): void {
    const { breaks, complete, lastAt } = this.#log;
    if (breaks !== this.#breaks) this.#coveredFrom = Date.now();
    this.#breaks = breaks;
    if (!complete) return;
    // from the last row on nothing had been written; rows may be dated by a clock that is ahead
    const lastRowAt = lastAt === null ? null : Math.min(lastAt * 1000, readAt);
    this.#coveredFrom ??= breaks === 0 && lastRowAt !== null ? lastRowAt : readAt;
    const until = Math.max(lastRowAt ?? 0, readAt - this.#options.quietMs, this.#covered?.until ?? 0);
    if (until >= this.#coveredFrom) this.#covered = { from: this.#coveredFrom, until };
  }

  #keep(): void {
    if (!this.#options.isKept()) return;
    const kept = { log: this.#options.log, position: this.#log.position(), coveredFrom: this.#coveredFrom };
    const text = JSON.stringify(kept);
    if (text === this.#keptText) return;
    try {
      writeKeptPosition(this.#options.keepIn, kept);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`How far ${this.#log.name} has been read cannot be kept (${why}): make room on that disk`, {
        cause: error,
      });
    }
    this.#keptText = text;
  }
}
