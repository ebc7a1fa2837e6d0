import { createWriteStream, mkdirSync, renameSync, rmSync, statSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';

const largestBytes = 10 * 2 ** 20;
const kept = 4;

/** A part's log file. At 10 MB it becomes `.1`, `.1` becomes `.2` and so on; four old ones are kept. */
export class PartLog {
  readonly path: string;
  #stream: WriteStream;
  #size: number;
  #failed: string | null = null;

  constructor(path: string) {
    this.path = path;
    mkdirSync(dirname(path), { recursive: true });
    this.#size = sizeOf(path);
    this.#stream = this.#open();
  }

  /** Why the log cannot be written now, such as a full disk; null when it can. */
  get failed(): string | null {
    return this.#failed;
  }

  write(line: string): void {
    if (this.#size > largestBytes) this.#rotate();
    // A disk that is full for long must not fill the memory as well.
    if (this.#stream.writableLength > 2 ** 20) return;
    this.#size += Buffer.byteLength(line) + 1;
    this.#stream.write(`${line}\n`);
  }

  close(): Promise<void> {
    return new Promise((closed) => {
      if (this.#stream.destroyed) closed();
      else this.#stream.once('close', closed).end();
    });
  }

  #open(): WriteStream {
    const stream = createWriteStream(this.path, { flags: 'a' });
    stream.on('open', () => {
      this.#failed = null;
    });
    stream.on('error', (error) => {
      this.#failed = error.message;
      // The stream is spent; the next one is tried with a later line.
      setTimeout(() => {
        this.#stream = this.#open();
      }, 5000).unref();
    });
    return stream;
  }

  #rotate(): void {
    this.#stream.end();
    rmSync(`${this.path}.${kept}`, { force: true });
    for (let age = kept - 1; age >= 0; age--) {
      const from = age === 0 ? this.path : `${this.path}.${age}`;
      if (sizeOf(from) > 0) renameSync(from, `${this.path}.${age + 1}`);
    }
    this.#size = 0;
    this.#stream = this.#open();
  }
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
