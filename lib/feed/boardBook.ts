import type { Board, KeptBoard } from '../board/board.ts';
import type { ScreenReport } from '../board/screenAssignment.ts';
import type { KeptScreen } from '../screen/keptScreen.ts';
import type { TickerNow } from './feedEvents.ts';

/** Where the book is read from and written to: the database, as a rule. Each may fail, and is asked again. */
export interface BookTables {
  boards(): Promise<KeptBoard[]>;
  /** All that were ever paired, revoked ones for a while too. */
  screens(): Promise<KeptScreen[]>;
  /** Those whose time is not over. */
  tickers(): Promise<TickerNow[]>;
  /** Screens that are or were connected, when they were last (epoch ms), and what they said of themselves. */
  seen(screens: { id: string; at: number; report: ScreenReport | null }[]): Promise<void>;
}
export type BookPart = 'boards' | 'screens' | 'tickers';

export interface BoardBookOptions {
  tables: BookTables;
  /** Always there; a kept board of the same id takes the place of one. */
  builtIn: readonly KeptBoard[];
  /** The tables cannot be read or written: one sentence. Told once until they can again. */
  onTrouble?: (sentence: string, error: unknown) => void;
}

const againMs = 2_000;
/** The database comes up beside this process: so many tries in vain say nothing, ten seconds of them. */
const triesAtStart = 5;
/** What was changed behind this process's back, as by a restored backup, is seen after so long. */
const refreshMs = 60_000;
const parts: readonly BookPart[] = ['boards', 'screens', 'tickers'];

/**
 * Boards, screens and tickers in memory, so that walls join and go on while the database is away. Read at the start, again
 * after each change, and now and then.
 */
export class BoardBook {
  readonly #tables: BookTables;
  readonly #builtIn: readonly KeptBoard[];
  readonly #onTrouble: (sentence: string, error: unknown) => void;
  readonly #listeners = new Set<(part: BookPart) => void>();
  readonly #read = new Set<BookPart>();
  #boards: ReadonlyMap<string, KeptBoard>;
  #screens: ReadonlyMap<string, KeptScreen> = new Map();
  #byToken: ReadonlyMap<string, KeptScreen> = new Map();
  #tickers: readonly TickerNow[] = [];
  #told = new Map<BookPart, string>();
  #reading: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | null = null;
  #troubled = false;
  /** Reads in vain since one went well. */
  #failures = 0;
  #stopped = false;

  constructor({ tables, builtIn, onTrouble = () => undefined }: BoardBookOptions) {
    this.#tables = tables;
    this.#builtIn = builtIn;
    this.#onTrouble = onTrouble;
    this.#boards = this.#withBuiltIn([]);
  }

  /** Reads all until it could be read, and goes on looking. */
  start(): void {
    void this.read(...parts);
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#listeners.clear();
  }

  /** Calls `listener` after each change, with what changed. */
  onChange(listener: (part: BookPart) => void): void {
    this.#listeners.add(listener);
  }

  /** Was this part ever read? Before that, a board or screen that is not in the book may exist all the same. */
  knows(part: BookPart): boolean {
    return this.#read.has(part);
  }

  board(id: string): KeptBoard | null {
    return this.#boards.get(id) ?? null;
  }

  boards(): KeptBoard[] {
    return [...this.#boards.values()];
  }

  /** The boards of these ids, in their order; those that are gone are left out. */
  boardsOf(ids: readonly string[]): Board[] {
    return ids.flatMap((id) => this.board(id) ?? []);
  }

  screen(id: string): KeptScreen | null {
    return this.#screens.get(id) ?? null;
  }

  screenOfToken(tokenHash: string): KeptScreen | null {
    return this.#byToken.get(tokenHash) ?? null;
  }

  tickers(): readonly TickerNow[] {
    return this.#tickers;
  }

  /** Reads parts anew, after all that is being read; resolves when that is done or has failed, to be tried again soon. */
  read(...wanted: BookPart[]): Promise<void> {
    this.#reading = this.#reading.then(() => this.#readNow(wanted));
    return this.#reading;
  }

  /** Notes when screens were last there. A failure loses a minute of it and is told. */
  async seen(screens: { id: string; at: number; report: ScreenReport | null }[]): Promise<void> {
    if (screens.length === 0) return;
    try {
      await this.#tables.seen(screens);
    } catch (error) {
      this.#trouble('When screens were last seen could not be written', error);
    }
  }

  async #readNow(wanted: readonly BookPart[]): Promise<void> {
    if (this.#stopped) return;
    let failed = false;
    for (const part of wanted) {
      try {
        await this.#readPart(part);
      } catch (error) {
        failed = true;
        this.#failures += 1;
        if (this.#read.has(part))
          this.#trouble(`The ${part} of the walls could not be read; those known before stand`, error);
        else if (this.#failures >= triesAtStart) this.#trouble(`The ${part} of the walls cannot be read`, error);
        break;
      }
    }
    if (!failed) {
      this.#troubled = false;
      this.#failures = 0;
    }
    if (this.#stopped) return;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = setTimeout(
      () => void this.read(...parts),
      failed || this.#read.size < parts.length ? againMs : refreshMs,
    );
  }

  async #readPart(part: BookPart): Promise<void> {
    const told = await this.#readInto[part]();
    const first = !this.#read.has(part);
    this.#read.add(part);
    const text = JSON.stringify(told);
    if (!first && this.#told.get(part) === text) return;
    this.#told.set(part, text);
    for (const listener of this.#listeners) listener(part);
  }

  readonly #readInto: Record<BookPart, () => Promise<unknown>> = {
    boards: async () => {
      const boards = await this.#tables.boards();
      this.#boards = this.#withBuiltIn(boards);
      return boards;
    },
    screens: async () => {
      const screens = await this.#tables.screens();
      this.#screens = new Map(screens.map((screen) => [screen.id, screen]));
      this.#byToken = new Map(screens.flatMap((screen) => (screen.tokenHash ? [[screen.tokenHash, screen]] : [])));
      // when they were last there is no change of theirs
      return screens.map(({ lastSeen: _, lastReport: __, ...screen }) => screen);
    },
    tickers: async () => {
      this.#tickers = await this.#tables.tickers();
      return this.#tickers;
    },
  };

  #withBuiltIn(boards: readonly KeptBoard[]): Map<string, KeptBoard> {
    return new Map([...this.#builtIn, ...boards].map((board) => [board.id, board]));
  }

  #trouble(sentence: string, error: unknown): void {
    if (!this.#troubled) this.#onTrouble(`${sentence}: ${error instanceof Error ? error.message : error}`, error);
    this.#troubled = true;
  }
}
