import { dirname } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { AgentRows } from '../agent/agentSpan.ts';
import type { Contact } from '../contact/contact.ts';
import type { Visit } from '../contact/visit.ts';
import { inTransaction, openSpoolFile, type SpoolStatements, spoolStatements } from './spoolFile.ts';
import { bodiesIn, type Kind, nameOf, partsOf, type Row, rowsOf } from './spoolRow.ts';

/** Rows taken for the database, with the revisions that they had then. */
export interface SpoolBatch {
  visits: Visit[];
  contacts: Contact[];
  agents: AgentRows;
  revisions: readonly { kind: Kind; key: string; revision: number }[];
}

export interface SpoolOptions {
  /** Rows kept in memory at most while the disk is full. Default 100,000. */
  mostHeld?: number;
  /** Limits the file, for tests of a full disk: pages of 4 KB. */
  maxPages?: number;
}

/** Held rows that are put to the disk along with new ones. */
const heldAtOnce = 100;

const noAgents: AgentRows = { states: [], memberships: [] };

/**
 * Visits, contacts and agents' states on their way to the database: a queue in a SQLite file of its own, where each is on
 * disk before `put` returns. Of each only the latest state is kept. What is still open stays after it was confirmed, so
 * that a restart finds it.
 */
export class Spool {
  readonly path: string;
  /** What is wrong and its cure, in one sentence; null when well. */
  problem: string | null = null;
  /** Rows that found no room anywhere since the start. */
  lost = 0;

  readonly #mostHeld: number;
  readonly #file: DatabaseSync;
  readonly #statements: SpoolStatements;
  #revision: number;
  /** Rows that the full disk refused, by kind and key. */
  readonly #held = new Map<string, Row>();
  /** Revisions that the database has, though the full disk does not let us note it. */
  readonly #confirmed = new Map<string, number>();

  /** @throws Error in one sentence if the file cannot be opened or is in use by another process */
  constructor(path: string, { mostHeld = 100_000, maxPages }: SpoolOptions = {}) {
    this.path = path;
    this.#mostHeld = mostHeld;
    const { file, problem } = openSpoolFile(path, maxPages ?? null);
    this.#file = file;
    this.problem = problem;
    this.#statements = spoolStatements(this.#file);
    this.#revision = Number(this.#statements.lastRevision.get()?.last ?? 0);
  }

  /** Takes in rows in their present state, each replacing the former one. On disk on return, but see `problem`. */
  put(visits: readonly Visit[], contacts: readonly Contact[], agents: AgentRows = noAgents): void {
    const rows = rowsOf(visits, contacts, agents, () => ++this.#revision);
    if (rows.length === 0) return;
    try {
      // Held rows go to the disk a few at a time, so that a disk which is full for long costs no more than that.
      for (const row of rows) this.#held.delete(nameOf(row));
      const held: Row[] = [];
      for (const row of this.#held.values()) if (held.push(row) === heldAtOnce) break;
      this.#write([...held, ...rows]);
      for (const row of held) this.#held.delete(nameOf(row));
      if (this.#held.size === 0) this.problem = null;
    } catch (error) {
      this.#hold(rows, error);
    }
  }

  /** The rows that have waited longest, `limit` at most; they stay until confirmed. */
  take(limit: number): SpoolBatch {
    const rows = this.#waitingRows(limit);
    return {
      visits: bodiesIn(rows, 'visit'),
      contacts: bodiesIn(rows, 'contact'),
      agents: { states: bodiesIn(rows, 'agent_state'), memberships: bodiesIn(rows, 'membership') },
      revisions: rows.map(({ kind, key, revision }) => ({ kind, key, revision })),
    };
  }

  #waitingRows(limit: number): Row[] {
    const rows = this.#statements.waiting
      .all(limit + this.#confirmed.size)
      .map((found) => found as unknown as Row)
      .filter((row) => {
        const name = nameOf(row);
        return !this.#held.has(name) && (this.#confirmed.get(name) ?? 0) < row.revision;
      });
    for (const row of this.#held.values()) if (this.#confirmed.get(nameOf(row)) !== row.revision) rows.push(row);
    rows.length = Math.min(rows.length, limit);
    return rows;
  }

  /** The database has these. Those that changed since they were taken wait on; those still open stay for a restart. */
  confirm(batch: Pick<SpoolBatch, 'revisions'>): void {
    for (const told of batch.revisions) {
      const name = nameOf(told);
      const held = this.#held.get(name);
      if (held?.revision === told.revision && held.open !== 1) this.#held.delete(name);
      this.#confirmed.set(name, told.revision);
    }
    try {
      inTransaction(this.#file, () => {
        for (const [name, revision] of this.#confirmed) {
          const { kind, key } = partsOf(name);
          this.#statements.keepOpen.run(kind, key, revision);
          this.#statements.dropKnown.run(kind, key, revision, revision);
        }
      });
      // A row that is held for the full disk is not in the file; what the database has of it stays in mind.
      for (const [name, revision] of this.#confirmed)
        if (this.#held.get(name)?.revision !== revision) this.#confirmed.delete(name);
    } catch (error) {
      // Noted in memory until the disk has room again; after a restart the same rows are merely written twice.
      this.#complain(error);
    }
  }

  /** How many rows wait for the database. */
  size(): number {
    let count = Number(this.#statements.count.get()?.count ?? 0);
    for (const row of this.#held.values()) {
      if (this.#confirmed.get(nameOf(row)) !== row.revision) count++;
      if (this.#statements.isWaiting.get(row.kind, row.key) !== undefined) count--;
    }
    for (const [name, revision] of this.#confirmed) {
      const { kind, key } = partsOf(name);
      const stored = this.#held.has(name) ? undefined : this.#statements.isWaiting.get(kind, key);
      if (stored !== undefined && Number(stored.revision) <= revision) count--;
    }
    return count;
  }

  /** Bytes of the file that are in use; pages that became free are used again. */
  bytes(): number {
    const { pages, free, size } = this.#statements.pages.get() as { pages: number; free: number; size: number };
    return (pages - free) * size;
  }

  /**
   * Visits that still waited or talked when last told, and those that are over of contacts that were not, in order of
   * their last change: from them the next entry into the same queue is counted.
   */
  openVisits(): Visit[] {
    return bodiesIn(this.#openRows('visit'), 'visit');
  }

  /** The state in which a visit is kept here, on its way to the database or because it is open; null when it is not. */
  visit(key: string): Visit | null {
    const body = this.#held.get(nameOf({ kind: 'visit', key }))?.body ?? this.#statements.body.get('visit', key)?.body;
    return typeof body === 'string' ? (JSON.parse(body) as Visit) : null;
  }

  /** Counts up with every row that is put. */
  get revision(): number {
    return this.#revision;
  }

  /** Whether the database has all rows that were put up to `revision`, in that state or a later one. */
  isWritten(revision: number): boolean {
    const [oldest] = this.#waitingRows(1);
    return this.#held.size === 0 && (oldest === undefined || oldest.revision > revision);
  }

  /** Visits that wait for the database. */
  waitingVisits(): Visit[] {
    return bodiesIn(this.#waitingRows(this.size()), 'visit');
  }

  /** Contacts that wait for the database. */
  waitingContacts(): Contact[] {
    return bodiesIn(this.#waitingRows(this.size()), 'contact');
  }

  /** Contacts that had not ended when last told. */
  openContacts(): Contact[] {
    return bodiesIn(this.#openRows('contact'), 'contact');
  }

  /** Agents' states and memberships that lasted when last told. */
  openAgents(): AgentRows {
    return {
      states: bodiesIn(this.#openRows('agent_state'), 'agent_state'),
      memberships: bodiesIn(this.#openRows('membership'), 'membership'),
    };
  }

  close(): void {
    if (this.#held.size > 0)
      try {
        this.#write([...this.#held.values()]);
        this.#held.clear();
      } catch (error) {
        this.lost += this.#held.size;
        this.#complain(error);
      }
    this.#file.close();
  }

  #write(rows: readonly Row[]): void {
    inTransaction(this.#file, () => {
      for (const { kind, key, contact, revision, open, body } of rows)
        this.#statements.put.run(kind, key, contact, revision, open, body);
      for (const { kind, key, contact, open } of rows) {
        if (kind === 'contact' && open === 0) this.#statements.releaseVisits.run(key);
        else if (open === 2) this.#statements.releaseOfEnded.run(key, contact);
      }
      for (const { kind, key, open } of rows)
        if (kind === 'contact' && open === 0) this.#statements.dropReleased.run(key);
    });
  }

  #hold(rows: readonly Row[], error: unknown): void {
    for (const row of rows) {
      const name = nameOf(row);
      this.#held.delete(name);
      this.#held.set(name, row);
    }
    for (const name of this.#held.keys()) {
      if (this.#held.size <= this.#mostHeld) break;
      this.#held.delete(name);
      this.lost++;
    }
    this.#complain(error);
  }

  #complain(error: unknown): void {
    const kept = `${this.#held.size} rows are kept in memory (at most ${this.#mostHeld})`;
    const gone = this.lost > 0 ? `, ${this.lost} are lost` : '';
    this.problem = isFull(error)
      ? `The disk of ${dirname(this.path)} is full: ${kept}${gone} until there is room, so free some space there`
      : `The spool ${this.path} cannot be written (${error instanceof Error ? error.message : error}): ${kept}${gone}; check that disk`;
  }

  #openRows(kind: Kind): Row[] {
    const rows = new Map<string, Row>();
    for (const found of this.#statements.open.all(kind)) {
      const row = found as unknown as Row;
      // A later state of it went from memory to the database while the disk was full.
      if ((this.#confirmed.get(nameOf(row)) ?? 0) <= row.revision) rows.set(nameOf(row), row);
    }
    for (const [name, row] of this.#held)
      if (row.kind === kind) {
        rows.delete(name);
        if (row.open !== 0) rows.set(name, row);
      }
    return [...rows.values()].sort((a, b) => a.revision - b.revision);
  }
}

function isFull(error: unknown): boolean {
  const { errcode, code } = error as { errcode?: number; code?: string };
  return errcode === 13 || code === 'ENOSPC' || /full|no space/i.test(String(error));
}
