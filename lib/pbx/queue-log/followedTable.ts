import type { FollowedLog, LogLines } from './followedLog.ts';
import { type LogTable, openLogTable, type PlacedRow, pagesOf, placedRowKey } from './logTable.ts';
import { longestCallSeconds } from './queueLogVisits.ts';
import type { TableAddress } from './tableAddress.ts';
import { TableClock } from './tableClock.ts';
import { lineOrText } from './tableRow.ts';

/** Where the reading stands. */
export interface TablePosition {
  /** The mark from which on rows are read again, since earlier ones may be committed late; null: none was there. */
  from: string | null;
  lastAt: number | null;
}

export interface FollowedTableOptions {
  address: TableAddress;
  /** IANA name of the zone that the exchange's clock shows. */
  zone: string;
  /** From an earlier life; null: what stands there by now is known already. */
  kept: TablePosition | null;
  /** Something is amiss, yet it goes on, in one sentence. */
  onNotice: (sentence: string) => void;
}

const pageRows = 5_000;
/** So many of the last rows are looked at again: one with a lower id or time may be committed behind them. */
const overlapRows = 300;

/** A row that was read, so that it is not taken twice. */
interface SeenRow {
  mark: string;
  key: string;
}

/**
 * The table that Asterisk's realtime `queue_log` writes, in PostgreSQL or MySQL and MariaDB, followed by looking again. Rows
 * may be committed behind later ones. Where the table has no ids and its zone has summer time, rows of the hour that comes
 * twice stand among earlier ones: of those the follower may miss some until the table is imported.
 */
export class FollowedTable implements FollowedLog {
  complete = false;
  breaks = 0;
  lastAt: number | null;
  readonly #options: FollowedTableOptions;
  #table: LogTable | null = null;
  #clock: TableClock | null = null;
  #recent: SeenRow[] = [];
  #seen = new Set<string>();
  #begun = false;

  constructor(options: FollowedTableOptions) {
    this.#options = options;
    this.lastAt = options.kept?.lastAt ?? null;
  }

  get name(): string {
    return this.#options.address.name;
  }

  async *read(signal: AbortSignal): AsyncGenerator<LogLines> {
    this.complete = false;
    const { address, zone } = this.#options;
    try {
      this.#table ??= await openLogTable(address, zone);
      this.#clock ??= new TableClock(this.#table.zone);
      if (this.#begun) yield* this.#readOn(this.#table, signal);
      else yield* this.#begin(this.#table, signal);
    } catch (error) {
      // anew over another connection next time
      const broken = this.#table;
      this.#table = null;
      await broken?.close().catch(() => undefined);
      signal.throwIfAborted();
      throw error;
    }
    this.complete = true;
  }

  position(): TablePosition {
    if (!this.#begun && this.#options.kept !== null) return this.#options.kept;
    return { from: this.#recent[0]?.mark ?? null, lastAt: this.lastAt };
  }

  async close(): Promise<void> {
    await this.#table?.close();
    this.#table = null;
  }

  /** Learns the calls of the half day before, and reads on from where it stood. */
  async *#begin(table: LogTable, signal: AbortSignal): AsyncGenerator<LogLines> {
    const { kept } = this.#options;
    this.#recent = [];
    this.#seen = new Set();
    const last = await table.last();
    const lastAt = last === null ? null : new TableClock(table.zone).seconds(last.time ?? '', last.callid ?? '');
    const since = (kept?.lastAt ?? lastAt ?? Date.now() / 1000) - longestCallSeconds;
    if (kept?.from && last !== null && this.#isBefore(table, last.mark, kept.from)) this.#emptied();
    const isKnown = (row: PlacedRow) =>
      this.breaks === 0 && (kept === null || (kept.from !== null && this.#isBefore(table, row.mark, kept.from)));
    const start = kept !== null && kept.from === null ? null : await table.markOfTime(since);
    yield* this.#pages(table, start, isKnown, signal);
    this.#begun = true;
  }

  async *#readOn(table: LogTable, signal: AbortSignal): AsyncGenerator<LogLines> {
    const from = this.#recent[0]?.mark ?? null;
    const [first] = from === null ? [] : await table.rows(from, 1);
    if (from !== null && first === undefined) {
      this.#emptied();
      this.#recent = [];
      this.#seen = new Set();
      yield* this.#pages(table, null, () => false, signal);
    } else yield* this.#pages(table, from, () => false, signal);
  }

  async *#pages(
    table: LogTable,
    start: string | null,
    isKnown: (row: PlacedRow) => boolean,
    signal: AbortSignal,
  ): AsyncGenerator<LogLines> {
    for await (const rows of pagesOf(table, start, pageRows)) {
      const fresh = rows.filter((row) => !this.#seen.has(placedRowKey(row)));
      const known = fresh.filter(isKnown);
      if (known.length > 0) yield { lines: known.map((row) => this.#lineOf(row)), known: true };
      const rest = known.length > 0 ? fresh.filter((row) => !isKnown(row)) : fresh;
      if (rest.length > 0) yield { lines: rest.map((row) => this.#lineOf(row)), known: false };
      for (const row of fresh) this.#note(row);
      signal.throwIfAborted();
    }
  }

  #lineOf(row: PlacedRow): string {
    const line = lineOrText(row, this.#clock as TableClock);
    const at = Number(line.split('|', 1)[0]);
    if (at > (this.lastAt ?? 0)) this.lastAt = at;
    return line;
  }

  #note(row: PlacedRow): void {
    const key = placedRowKey(row);
    this.#seen.add(key);
    this.#recent.push({ mark: row.mark, key });
    if (this.#recent.length < 2 * overlapRows) return;
    // rows of the first mark that stays are looked at again, all of them
    const first = this.#recent[this.#recent.length - overlapRows]?.mark;
    const keep = this.#recent.findIndex(({ mark }) => mark === first);
    for (const { key: old } of this.#recent.splice(0, keep)) this.#seen.delete(old);
  }

  /** Marks of one table are written alike: ids, or times whose order is that of their text. */
  #isBefore(table: LogTable, mark: string, other: string): boolean {
    return table.byId ? Number(mark) < Number(other) : mark < other;
  }

  #emptied(): void {
    this.breaks++;
    this.#options.onNotice(`${this.name} begins anew: rows that had not been read before may be missing`);
  }
}
