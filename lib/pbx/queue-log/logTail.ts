import { type FileHandle, open } from 'node:fs/promises';
import { headBytes } from './logFiles.ts';
import { linesOf, newline } from './queueLogFile.ts';
import { longestLine, tooLongLine } from './queueLogRow.ts';

const blockBytes = 64 * 1024;

/** An open file that is read on whenever it has grown, in whole lines; it stays readable when it is moved or deleted. */
export class LogTail {
  /** Bytes up to which its lines have been read. */
  offset: number;
  readonly #file: FileHandle;
  #tooLong = false;

  private constructor(file: FileHandle, offset: number) {
    this.#file = file;
    this.offset = offset;
  }

  /** @throws Error when the file cannot be opened */
  static async open(path: string, offset: number): Promise<LogTail> {
    return new LogTail(await open(path, 'r'), offset);
  }

  /** The whole lines that stand there by now, in blocks. A line without its end waits for it. */
  async *lines(): AsyncGenerator<string[]> {
    let room = blockBytes;
    for (;;) {
      const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(room), 0, room, this.offset);
      let bytes = buffer.subarray(0, bytesRead);
      if (this.#tooLong) {
        const end = bytes.indexOf(newline) + 1;
        this.offset += end || bytes.length;
        this.#tooLong = end === 0;
        bytes = end > 0 ? bytes.subarray(end) : bytes.subarray(bytes.length);
      }
      const length = bytes.lastIndexOf(newline) + 1;
      this.offset += length;
      if (length > 0) yield withoutLast(linesOf(bytes.subarray(0, length)));
      const rest = bytes.length - length;
      if (rest > longestLine) {
        yield [tooLongLine];
        this.offset += rest;
        this.#tooLong = true;
      }
      if (bytesRead < room) return;
      room = blockBytes + longestLine;
    }
  }

  /** What stands behind the last line end: the last line of a file that nobody writes any more. */
  async rest(): Promise<string[]> {
    const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(longestLine), 0, longestLine, this.offset);
    this.offset += bytesRead;
    return bytesRead === 0 || this.#tooLong ? [] : linesOf(buffer.subarray(0, bytesRead));
  }

  /** The file begins anew. */
  rewind(): void {
    this.offset = 0;
    this.#tooLong = false;
  }

  /** Bytes of the file now. */
  async size(): Promise<number> {
    return (await this.#file.stat()).size;
  }

  /** Its first bytes, one character each. */
  async head(): Promise<string> {
    const { buffer, bytesRead } = await this.#file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer.toString('latin1', 0, bytesRead);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}

/** Lines that end with a line end have an empty rest behind it. */
function withoutLast(lines: string[]): string[] {
  lines.pop();
  return lines;
}
