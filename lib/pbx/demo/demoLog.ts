import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Of the rows that the disk refuses, so much is kept. */
const mostHeldBytes = 20e6;

/** The queue_log file of a live demo exchange: appended to, in whole rows. */
export class DemoLog {
  /** Epoch ms of the last row that was there before; null for a new file. */
  readonly lastRowAt: number | null;
  /** Rows are written one by one, each before anybody hears of what it tells, as Asterisk writes them. */
  live = false;
  readonly #path: string;
  readonly #fd: number;
  #held: string[] = [];
  /** What a disk that was filling up took only the beginning of. */
  #rest: Buffer = Buffer.alloc(0);
  #refused = false;

  /** @throws Error when the file cannot be opened for writing. */
  constructor(path: string) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    this.#fd = openSync(path, 'a+');
    this.lastRowAt = this.#readLastRow();
  }

  readonly add = (row: string): void => {
    if (this.#rest.length < mostHeldBytes) this.#held.push(row);
    if (this.live) this.flush();
  };

  /** Writes what was added. A disk that refuses is told of once on stderr; the rows wait for it. */
  flush(): void {
    if (this.#held.length === 0 && this.#rest.length === 0) return;
    this.#rest = Buffer.concat([this.#rest, Buffer.from(this.#held.join(''))]);
    this.#held = [];
    try {
      while (this.#rest.length > 0) this.#rest = this.#rest.subarray(writeSync(this.#fd, this.#rest));
      this.#refused = false;
    } catch (error) {
      if (this.#refused) return;
      this.#refused = true;
      console.error(
        `The demo exchange cannot write ${this.#path} (${(error as Error).message}); make room on that disk. Its rows wait.`,
      );
    }
  }

  close(): void {
    this.flush();
    closeSync(this.#fd);
  }

  #readLastRow(): number | null {
    const { size } = fstatSync(this.#fd);
    const tail = Buffer.alloc(Math.min(size, 4096));
    readSync(this.#fd, tail, 0, tail.length, size - tail.length);
    const row = tail.toString('utf8').trimEnd().split('\n').at(-1) ?? '';
    // A row that a power cut left half is ended, so that the next one stands alone.
    if (size > 0 && tail.at(-1) !== 10) writeSync(this.#fd, '\n');
    const second = Number.parseInt(row, 10);
    return Number.isFinite(second) ? second * 1000 : null;
  }
}
