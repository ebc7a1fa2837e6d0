import type { Kysely } from 'kysely';
import { type AuditEntry, writeAudit } from './auditLog.ts';
import type { Schema } from './schema.ts';

const retryMs = 5_000;
/** More than that is not kept; an installation has tens of persons. */
const most = 1_000;

/**
 * Writes entries that no transaction carries. What the database does not take now waits in memory, with the instant at which it
 * happened, until it does.
 */
export class AuditBacklog {
  readonly #db: Kysely<Schema>;
  readonly #onTrouble: (sentence: string, error: unknown) => void;
  readonly #retryMs: number;
  #waiting: AuditEntry[] = [];
  #writing = false;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;
  #troubled = false;

  /** @param onTrouble entries begin to wait, or too many do; one sentence */
  constructor(db: Kysely<Schema>, onTrouble: (sentence: string, error: unknown) => void, retry = retryMs) {
    this.#db = db;
    this.#onTrouble = onTrouble;
    this.#retryMs = retry;
  }

  write(entry: AuditEntry): void {
    this.#waiting.push({ at: Date.now(), ...entry });
    if (this.#waiting.length > most) {
      this.#waiting.shift();
      this.#onTrouble(`More than ${most} entries wait for the audit log; the oldest is lost`, null);
    }
    if (this.#timer === null) void this.#writeAll();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  async #writeAll(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    this.#timer = null;
    try {
      for (let entry = this.#waiting[0]; entry !== undefined; entry = this.#waiting[0]) {
        await writeAudit(this.#db, entry);
        this.#waiting = this.#waiting.filter((one) => one !== entry);
      }
      this.#troubled = false;
    } catch (error) {
      if (this.#stopped) return;
      if (!this.#troubled) this.#onTrouble('Entries wait for the audit log, which cannot be written now', error);
      this.#troubled = true;
      this.#timer = setTimeout(() => void this.#writeAll(), this.#retryMs);
      this.#timer.unref();
    } finally {
      this.#writing = false;
    }
  }
}
