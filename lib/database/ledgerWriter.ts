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
  /** The state changed between well and unwell. */
  onState?: (state: LedgerWriterState) => void;
}

/** An answer that takes longer is no answer. */
const slowSeconds = 5;
const countEveryMs = 2_000;

export interface LedgerWriterState {
  /** Rows that wait in the spool. */
  waiting: number;
  /** Rows written since the start. */
  written: number;
  /** Epoch ms of the last write that succeeded; null before the first. */
  lastWrittenAt: number | null;
  /** Since when the database takes nothing, epoch ms; null when well. */
  failingSince: number | null;
  /** What is wrong in one sentence; null when well. */
  error: string | null;
}

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
  readonly #onState: (state: LedgerWriterState) => void;
  readonly #state = {
    written: 0,
    lastWrittenAt: null as number | null,
    failingSince: null as number | null,
    error: null as string | null,
  };
  #running: Promise<void> | null = null;
  #stopping = false;
  #wake: () => void = () => undefined;
  #woken = false;
  /** When the batch was sent that has not been answered yet; null when none is under way. */
  #sentAt: number | null = null;
  #counted = { at: Number.NEGATIVE_INFINITY, rows: 0, bytes: 0 };

  constructor(options: LedgerWriterOptions) {
    this.#db = options.db;
    this.#spool = options.spool;
    this.#batchRows = options.batchRows ?? 1000;
    this.#longestPauseMs = options.longestPauseMs ?? 5_000;
    this.#onRefused = options.onRefused ?? (() => undefined);
    this.#onState = options.onState ?? (() => undefined);
  }

  start(): void {
    this.#stopping = false;
    this.#running ??= this.#run();
  }

  /** Rows were put: look now instead of within a second. */
  nudge(): void {
    this.#woken = true;
    this.#wake();
  }

  /** Ends after the batch at hand; what still waits stays in the spool. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#running;
    this.#running = null;
  }

  /** What keeps rows from the database and how many wait, in one sentence; null when well. */
  get problem(): string | null {
    const { error } = this;
    if (error === null) return null;
    const { rows, bytes } = this.#waiting();
    return `${error}; ${rows.toLocaleString('en-US')} rows (${bytesText(bytes)}) wait on this disk and nothing is lost`;
  }

  /** The same without what waits. */
  get error(): string | null {
    const seconds = this.#sentAt === null ? 0 : (performance.now() - this.#sentAt) / 1000;
    // A database that hangs, or whose machine is gone, gives no error for a long time.
    return this.#state.error ?? (seconds < slowSeconds ? null : 'The database does not answer');
  }

  /** Rows that wait while something keeps them from the database; null when well. As of some seconds ago at most. */
  get heldUp(): number | null {
    return this.error === null ? null : this.#waiting().rows;
  }

  /** Counted anew every few seconds only: with a million rows it is work. */
  #waiting(): { rows: number; bytes: number } {
    if (performance.now() - this.#counted.at > countEveryMs)
      this.#counted = { at: performance.now(), rows: this.#spool.size(), bytes: this.#spool.bytes() };
    return this.#counted;
  }

  state(): LedgerWriterState {
    return { waiting: this.#spool.size(), ...this.#state };
  }

  async #run(): Promise<void> {
    let pauseMs = 0;
    while (!this.#stopping) {
      const batch = this.#spool.take(this.#batchRows);
      if (batch.revisions.length === 0) {
        await this.#pause(1000, true);
        continue;
      }
      this.#sentAt = performance.now();
      try {
        await this.#write(batch.visits, (visits) => upsertVisits(this.#db, visits));
        await this.#write(batch.contacts, (contacts) => upsertContacts(this.#db, contacts));
        await this.#write(batch.agents.states, (spans) => upsertAgentStates(this.#db, spans));
        await this.#write(batch.agents.memberships, (spans) => upsertMemberships(this.#db, spans));
        this.#spool.confirm(batch);
        this.#state.written += batch.revisions.length;
        this.#state.lastWrittenAt = Date.now();
        pauseMs = 0;
        this.#sentAt = null;
        this.#setError(null);
      } catch (error) {
        this.#sentAt = null;
        this.#setError(`The database takes no rows: ${error instanceof Error ? error.message : error}`);
        pauseMs = Math.min(this.#longestPauseMs, Math.max(250, pauseMs * 2));
        // Spread, so that the workers of many exchanges do not all come back at once.
        await this.#pause(pauseMs * (0.75 + Math.random() / 2), false);
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

  #setError(error: string | null): void {
    const changed = (error === null) !== (this.#state.error === null);
    this.#state.error = error;
    if (error === null) this.#state.failingSince = null;
    else this.#state.failingSince ??= Date.now();
    if (changed) this.#onState(this.state());
  }

  async #pause(ms: number, untilNudged: boolean): Promise<void> {
    if (untilNudged && this.#woken) {
      this.#woken = false;
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        if (!untilNudged && !this.#stopping) return;
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wake = () => undefined;
    if (untilNudged) this.#woken = false;
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
