import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Database } from './database.ts';
import { closeObservationGaps, type ObservationGap, upsertObservationGap } from './observationGaps.ts';

/** A restart that is over in a moment is no gap: the exchange's list at sign-in tells all that a figure needs. */
const negligibleMs = 1_000;

/**
 * When an exchange was heard, kept in a small file so that a process that died knows the start of its gap, and the gaps,
 * written to the database as soon as it takes them.
 */
export class ObservationLog {
  readonly #db: Database;
  readonly #exchange: string;
  readonly #file: string;
  /** When it was last heard before this process began; null if never. */
  readonly heardBefore: number | null;
  #firstHeardAt: number | null;
  #open: ObservationGap | null = null;
  readonly #unwritten = new Map<number, ObservationGap>();
  /** Starts of gaps of which the database may know that they are open. */
  readonly #told = new Set<number>();
  #writing = false;

  /** @param file where the last instant is kept, in a folder that exists. */
  constructor(db: Database, exchange: string, file: string) {
    this.#db = db;
    this.#exchange = exchange;
    this.#file = file;
    const { heardAt, firstHeardAt, gaps } = readKept(file);
    this.heardBefore = heardAt;
    this.#firstHeardAt = firstHeardAt;
    for (const gap of gaps) this.#unwritten.set(gap.startedAt, gap);
    if (this.heardBefore !== null) this.lost(this.heardBefore, 'worker_gone');
  }

  /** When it was heard for the first time ever, epoch ms; null if never, or if that is not known any more. */
  get firstHeardAt(): number | null {
    return this.#firstHeardAt;
  }

  /** Gaps that the database has not taken yet. */
  get pending(): readonly ObservationGap[] {
    return [...this.#unwritten.values()];
  }

  /** From `at` (epoch ms) on nothing is heard. */
  lost(at: number, reason: string): void {
    if (this.#open !== null) return;
    this.#open = { exchange: this.#exchange, startedAt: at, endedAt: null, reason };
    this.#unwritten.set(at, this.#open);
  }

  /** The exchange is heard again and has told its state. */
  regained(at: number): void {
    const gap = this.#open;
    this.#open = null;
    if (gap === null) return;
    if (at - gap.startedAt < negligibleMs && !this.#told.has(gap.startedAt)) this.#unwritten.delete(gap.startedAt);
    else this.#unwritten.set(gap.startedAt, { ...gap, endedAt: at });
  }

  /** Keeps this instant, and the gaps that the database has not taken yet. @throws Error when the disk does not take it */
  heard(at: number): void {
    if (this.heardBefore === null) this.#firstHeardAt ??= at;
    const kept: Kept = {
      heardAt: at,
      firstHeardAt: this.#firstHeardAt,
      gaps: [...this.#unwritten.values()].filter(({ endedAt }) => endedAt !== null),
    };
    // whole or not at all: a kill in between must not look as if nothing was ever heard
    writeFileSync(`${this.#file}.new`, JSON.stringify(kept));
    renameSync(`${this.#file}.new`, this.#file);
  }

  /** Writes what is unwritten; what the database does not take now stays for the next time. */
  async write(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    try {
      for (const gap of [...this.#unwritten.values()]) {
        if (gap.endedAt === null) this.#told.add(gap.startedAt);
        await upsertObservationGap(this.#db, gap);
        if (gap.endedAt !== null) {
          this.#told.delete(gap.startedAt);
          // a process that died in a gap dated its start by its own last word; that one is over as well
          await closeObservationGaps(this.#db, this.#exchange, gap.endedAt);
        }
        if (this.#unwritten.get(gap.startedAt) === gap) this.#unwritten.delete(gap.startedAt);
      }
    } finally {
      this.#writing = false;
    }
  }
}

interface Kept {
  heardAt: number | null;
  firstHeardAt: number | null;
  gaps: ObservationGap[];
}

function readKept(file: string): Kept {
  try {
    const kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<Kept>;
    return { heardAt: instantOf(kept.heardAt), firstHeardAt: instantOf(kept.firstHeardAt), gaps: kept.gaps ?? [] };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError)
      return { heardAt: null, firstHeardAt: null, gaps: [] };
    throw error;
  }
}

function instantOf(kept: number | null | undefined): number | null {
  return Number(kept) > 0 ? Number(kept) : null;
}
