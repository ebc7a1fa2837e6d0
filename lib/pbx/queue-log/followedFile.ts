import { type FollowedLog, type LogLines, lastTime } from './followedLog.ts';
import { endOfLines, headBytes, type LogFile, lookAt, offsetOfTime, rotatedFiles } from './logFiles.ts';
import { LogTail } from './logTail.ts';
import { queueLogBlocks, unreadable } from './queueLogFile.ts';
import { longestCallSeconds } from './queueLogVisits.ts';

/** Where the reading stands: the files that may still grow, the oldest first. */
export interface FilePosition {
  files: { dev: number; ino: number; head: string; offset: number }[];
  /** First bytes of the last few that have been read to their end for good. */
  done: string[];
  lastAt: number | null;
}

export interface FollowedFileOptions {
  /** Where the exchange writes. */
  path: string;
  /** From an earlier life; null: what stands there by now is known already. */
  kept: FilePosition | null;
  /** Something is amiss, yet it goes on, in one sentence. */
  onNotice: (sentence: string) => void;
  /** So long a file that another one has followed is read on for rows that come late. Default 60 s. */
  lateMs?: number;
}

/** A file that is being read, or that was rotated away and may get rows still. */
interface ReadFile {
  dev: number;
  ino: number;
  head: string;
  offset: number;
  /** null: compressed, read in one go. */
  tail: LogTail | null;
  path: string;
  /** Since when another file has followed it, and since when it cannot be read, epoch ms. */
  followedAt: number | null;
  damagedAt: number | null;
}

/** Rows of one second may stand on either side of a rotation. */
const sameTimeSeconds = 2;
/** The exchange's clock is this far behind at most. */
const longestSkewSeconds = 300;
const doneKept = 5;
/** After so many looks in vain it is said that the file is not there. */
const looksInVain = 5;

/**
 * A queue_log file across its rotations: moved away (read to its end, rows that come late among them, then the new one),
 * copied and cut short, compressed at once, gone and come again. Rotated files that were written while nobody read are found
 * in the same folder by their first rows.
 */
export class FollowedFile implements FollowedLog {
  complete = false;
  breaks = 0;
  lastAt: number | null = null;
  readonly #options: Required<FollowedFileOptions>;
  #files: ReadFile[] = [];
  #done: string[];
  #begun = false;
  #inVain = 0;

  constructor(options: FollowedFileOptions) {
    this.#options = { lateMs: 60_000, ...options };
    this.#done = options.kept?.done ?? [];
    this.lastAt = options.kept?.lastAt ?? null;
  }

  get name(): string {
    return this.#options.path;
  }

  async *read(signal: AbortSignal): AsyncGenerator<LogLines> {
    this.complete = false;
    try {
      if (this.#begun) await this.#look();
      else yield* this.#begin(signal);
      for (const file of [...this.#files]) yield* this.#readOn(file, signal);
      yield* this.#letGo();
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof Error && error.message.startsWith('Cannot read') ? error : unreadable(this.name, error);
    }
    this.complete = this.#inVain === 0;
  }

  position(): FilePosition {
    if (!this.#begun && this.#options.kept !== null) return this.#options.kept;
    const files = this.#files.map(({ dev, ino, head, offset }) => ({ dev, ino, head, offset }));
    return { files, done: this.#done, lastAt: this.lastAt };
  }

  async close(): Promise<void> {
    await Promise.all(this.#files.map(({ tail }) => tail?.close()));
    this.#files = [];
  }

  /** Finds where it stood, and learns the calls of the half day before. */
  async *#begin(signal: AbortSignal): AsyncGenerator<LogLines> {
    await this.close();
    const { path, kept } = this.#options;
    const live = await lookAt(path);
    const rotated = await this.#rotated();
    if (kept === null) {
      if (live !== null) await this.#add(live, await endOfLines(live));
    } else {
      const there = live === null ? rotated : [live, ...rotated];
      for (const [i, file] of kept.files.entries()) {
        const found = locate(file, there);
        if (found !== undefined) await this.#add(found, file.offset);
        else if (i === kept.files.length - 1 && file.offset > 0) this.#lost(`${path} is another file than before`);
      }
      await this.#addUnread(rotated, live);
    }
    yield* this.#learn(live === null ? rotated : [...rotated, live], signal);
    this.#begun = true;
    // nothing was there: what is rotated away before it is seen was written since
    this.lastAt ??= Date.now() / 1000 - longestSkewSeconds;
    if (live === null) this.#absent();
  }

  async *#learn(files: LogFile[], signal: AbortSignal): AsyncGenerator<LogLines> {
    const since = (this.lastAt ?? Date.now() / 1000) - longestCallSeconds;
    const first = files.findLastIndex(({ firstAt }) => firstAt !== null && firstAt <= since);
    for (const file of files.slice(Math.max(0, first))) {
      const to = this.#files.find((read) => isSame(read, file))?.offset ?? Number.POSITIVE_INFINITY;
      if (to === Number.POSITIVE_INFINITY && this.#files.some((read) => hasHead(file, read.head))) continue;
      const from = file.gzipped ? 0 : await offsetOfTime(file, since);
      for await (const block of queueLogBlocks(file, Math.min(from, to), signal, to)) {
        const lines = block.lines.filter((line) => Number.parseInt(line, 10) >= since);
        this.lastAt = lastTime(lines, this.lastAt);
        yield { lines, known: true };
      }
    }
  }

  /** Whether the file at the path is still the one that is being read, and goes on where it ended. */
  async #look(): Promise<void> {
    const live = await lookAt(this.#options.path);
    let moved = false;
    for (const file of this.#files) if (await isCutShort(file)) moved = await this.#followCopy(file);
    const current = this.#files.at(-1);
    if (live === null) {
      this.#absent();
      return;
    }
    this.#inVain = 0;
    // One that is empty was made by the rotation: the exchange writes into the old one until it is told.
    const another = current === undefined || (!isSame(current, live) && live.size > 0);
    if (another || moved) await this.#addUnread(await this.#rotated(), live);
  }

  /** The file begins anew: what was not read of it stands in a copy, if it was rotated so. */
  async #followCopy(file: ReadFile): Promise<boolean> {
    const copy = (await this.#rotated()).find((other) => hasHead(other, file.head));
    if (copy === undefined && file.offset > 0) this.#lost(`${file.path} was cut short`);
    this.#files = this.#files.filter((other) => other !== file);
    if (copy !== undefined) await this.#add(copy, file.offset);
    file.tail?.rewind();
    this.#files.push({ ...file, head: '', offset: 0, followedAt: null });
    return true;
  }

  /** Rotated files that were written since the last row that was read, and the file at the path. */
  async #addUnread(rotated: readonly LogFile[], live: LogFile | null): Promise<void> {
    const since = (this.lastAt ?? Number.POSITIVE_INFINITY) - sameTimeSeconds;
    for (const file of rotated) {
      const read =
        this.#files.some((other) => isSame(other, file) || hasHead(file, other.head)) ||
        this.#done.some((head) => hasHead(file, head));
      if (!read && file.firstAt !== null && file.firstAt >= since) await this.#add(file, 0);
    }
    if (live === null) return;
    const current = this.#files.find((file) => isSame(file, live));
    if (current === undefined) await this.#add(live, 0);
    else {
      this.#files = [...this.#files.filter((file) => file !== current), current];
      current.followedAt = null;
    }
  }

  async #add({ path, dev, ino, head, gzipped }: LogFile, offset: number): Promise<void> {
    const now = Date.now();
    for (const file of this.#files) file.followedAt ??= now;
    const tail = gzipped ? null : await LogTail.open(path, offset);
    this.#files.push({ path, dev, ino, head, offset, tail, followedAt: null, damagedAt: null });
  }

  async *#readOn(file: ReadFile, signal: AbortSignal): AsyncGenerator<LogLines> {
    if (file.tail !== null) {
      for await (const lines of file.tail.lines()) {
        file.offset = file.tail.offset;
        this.lastAt = lastTime(lines, this.lastAt);
        yield { lines, known: false };
        signal.throwIfAborted();
      }
      file.offset = file.tail.offset;
      if (file.head.length < headBytes) file.head = await file.tail.head();
      return;
    }
    try {
      for await (const { lines, end } of queueLogBlocks({ path: file.path, gzipped: true }, file.offset, signal)) {
        file.offset = end;
        this.lastAt = lastTime(lines, this.lastAt);
        yield { lines, known: false };
      }
    } catch (error) {
      signal.throwIfAborted();
      // it may be in the middle of being written
      file.damagedAt ??= Date.now();
      if (file.damagedAt > Date.now() - this.#options.lateMs) throw error;
      this.#lost((error as Error).message);
    }
    this.#finished(file);
  }

  /** Files that others have followed long ago get no more rows. */
  async *#letGo(): AsyncGenerator<LogLines> {
    const until = Date.now() - this.#options.lateMs;
    for (const file of this.#files.filter(({ followedAt }) => followedAt !== null && followedAt < until)) {
      yield { lines: (await file.tail?.rest()) ?? [], known: false };
      await file.tail?.close();
      this.#finished(file);
    }
  }

  #finished(file: ReadFile): void {
    this.#files = this.#files.filter((other) => other !== file);
    if (file.head !== '') this.#done = [...this.#done, file.head].slice(-doneKept);
  }

  #rotated(): Promise<LogFile[]> {
    return rotatedFiles(this.#options.path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []; // not even its folder is there
      throw error;
    });
  }

  #absent(): void {
    if (++this.#inVain === looksInVain)
      this.#options.onNotice(
        `${this.name} is not there; it is read as soon as it is. If the exchange writes it elsewhere, correct queue_log in santral.yaml`,
      );
  }

  #lost(what: string): void {
    this.breaks++;
    this.#options.onNotice(
      `${what}, and no rotated copy of it lies beside it: rows that had not been read may be missing; rotated files should stay in its folder for a day`,
    );
  }
}

function isSame(a: { dev: number; ino: number }, b: { dev: number; ino: number }): boolean {
  return a.dev === b.dev && a.ino === b.ino;
}

/** Shorter than what was read of it, or with another beginning; what has begun meanwhile gives it its head. */
async function isCutShort(file: ReadFile): Promise<boolean> {
  if (file.tail === null) return false;
  const head = await file.tail.head();
  if (!head.startsWith(file.head) || (await file.tail.size()) < file.offset) return true;
  file.head = head;
  return false;
}

/** Begins with the same rows; less than one is no sign. */
function hasHead(file: LogFile, head: string): boolean {
  return (head.includes('\n') || head.length === headBytes) && file.head.startsWith(head);
}

/** The file itself, or its copy under another name. */
function locate(kept: FilePosition['files'][number], files: readonly LogFile[]): LogFile | undefined {
  const itself = files.find((file) => isSame(file, kept) && file.head.startsWith(kept.head));
  return itself ?? files.find((file) => hasHead(file, kept.head));
}
