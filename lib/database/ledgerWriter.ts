import { setTimeout as pause } from 'node:timers/promises';
import type { AgentSpan, MembershipSpan } from '#lib/agent/agentSpan.ts';
import type { Contact } from '#lib/contact/contact.ts';
import type { Visit } from '#lib/contact/visit.ts';
import type { Spool } from '#lib/ledger/spool.ts';
import { bytesText } from '#lib/terminal/progressText.ts';
import { upsertAgentStates, upsertMemberships } from './agentStates.ts';
import { upsertContacts } from './contacts.ts';
import type { Database } from './database.ts';
import { upsertVisits } from './visits.ts';

export interface LedgerWriterOptions {
  db: Database;
  spool: Spool;
  /** Rows in one statement, default 1000. */
  batchRows?: number;
  /** Longest pause between two tries while the database is away, default 5 s. */
  longestPauseMs?: number;
  /** A row that the database will never take: it is dropped and named here, so that those behind it go on. */
  onRefused?: (sentence: string) => void;
}

/** An answer that takes longer is no answer. */
const slowSeconds = 5;
const countEveryMs = 2_000;
/** While no row waits. */
const lookEveryMs = 1_000;

/**
 * Drains the spool into the database: in batches, one at a time, in the order in which rows were put. While the database
 * is away it waits, longer each time, and loses nothing. Written intervals are marked for rollup along with their visits.
 */
export class LedgerWriter {
  readonly #db: Database;
  readonly #spool: Spool;
  readonly #batchRows: number;
  readonly #longestPauseMs: number;
  readonly #onRefused: (sentence: string) => void;
  /** Why the last batch was not taken, in one sentence; null when it was. */
  #refusal: string | null = null;
  #running: Promise<void> | null = null;
  readonly #stopping = new AbortController();
  /** When the batch was sent that has not been answered yet; null when none is under way. */
  #sentAt: number | null = null;
  #counted = { at: Number.NEGATIVE_INFINITY, rows: 0, bytes: 0 };

  constructor(options: LedgerWriterOptions) {
    this.#db = options.db;
    this.#spool = options.spool;
    this.#batchRows = options.batchRows ?? 1000;
    this.#longestPauseMs = options.longestPauseMs ?? 5_000;
    this.#onRefused = options.onRefused ?? (() => undefined);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Ends after the batch at hand; what still waits stays in the spool. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  /** What keeps rows from the database and how many wait, in one sentence; null when well. */
  get problem(): string | null {
    const fault = this.#fault;
    if (fault === null) return null;
    const { rows, bytes } = this.#waiting();
    return `${fault}; ${rows.toLocaleString('en-US')} rows (${bytesText(bytes)}) wait on this disk and nothing is lost`;
  }

  get #fault(): string | null {
    const seconds = this.#sentAt === null ? 0 : (performance.now() - this.#sentAt) / 1000;
    // A database that hangs, or whose machine is gone, gives no error for a long time.
    return this.#refusal ?? (seconds < slowSeconds ? null : 'The database does not answer');
  }

  /** Rows that wait while something keeps them from the database; null when well. As of some seconds ago at most. */
  get heldUp(): number | null {
    return this.#fault === null ? null : this.#waiting().rows;
  }

  /** Counted anew every few seconds only: with a million rows it is work. */
  #waiting(): { rows: number; bytes: number } {
    if (performance.now() - this.#counted.at > countEveryMs)
      this.#counted = { at: performance.now(), rows: this.#spool.size(), bytes: this.#spool.bytes() };
    return this.#counted;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    const rest = (ms: number) => pause(ms, undefined, { signal }).catch(() => undefined);
    let pauseMs = 0;
    while (!signal.aborted) {
      const batch = this.#spool.take(this.#batchRows);
      if (batch.revisions.length === 0) {
        await rest(lookEveryMs);
        continue;
      }
      this.#sentAt = performance.now();
      try {
        await this.#write(batch.visits, (visits) => upsertVisits(this.#db, visits));
        await this.#write(batch.contacts, (contacts) => upsertContacts(this.#db, contacts));
        await this.#write(batch.agents.states, (spans) => upsertAgentStates(this.#db, spans));
        await this.#write(batch.agents.memberships, (spans) => upsertMemberships(this.#db, spans));
        this.#spool.confirm(batch);
        pauseMs = 0;
        this.#sentAt = null;
        this.#refusal = null;
      } catch (error) {
        this.#sentAt = null;
        this.#refusal = `The database takes no rows: ${error instanceof Error ? error.message : error}`;
        pauseMs = Math.min(this.#longestPauseMs, Math.max(250, pauseMs * 2));
        // Spread, so that the workers of many exchanges do not all come back at once.
        await rest(pauseMs * (0.75 + Math.random() / 2));
      }
    }
  }

  /** A row that breaks a rule of the table is found by halving; the rest are written. */
  async #write<Row extends LedgerRow>(rows: Row[], write: (rows: Row[]) => Promise<unknown>): Promise<void> {
    try {
      await write(rows);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (rows.length > 1) {
        const half = rows.length >> 1;
        await this.#write(rows.slice(0, half), write);
        await this.#write(rows.slice(half), write);
      } else if (rows[0]) {
        this.#onRefused(
          `The database refused a row of the ledger (${(error as Error).message}): ${identityOf(rows[0])}`,
        );
      }
    }
  }
}

type LedgerRow = Visit | Contact | AgentSpan | MembershipSpan;

/** SQLSTATE classes 22 and 23: the row itself is at fault, and will be at the next try as well. */
function isRefusal(error: unknown): boolean {
  return /^2[23]/.test(String((error as { code?: unknown }).code ?? ''));
}

/** No caller number or name: what is logged may be read by anybody. */
function identityOf(row: LedgerRow): string {
  if ('callId' in row) return `call ${row.callId} in queue ${row.queue} of ${row.exchange}`;
  if ('contactId' in row) return `contact ${row.contactId} of ${row.exchange}`;
  return `agent ${row.agent} of ${row.exchange} from ${new Date(row.startedAt).toISOString()} on`;
}
