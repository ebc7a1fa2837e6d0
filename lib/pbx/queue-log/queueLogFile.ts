import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { longestLine, tooLongLine } from './queueLogRow.ts';

/** What is known of a queue_log file before all of it is read. */
export interface QueueLogFile {
  path: string;
  name: string;
  /** Bytes as stored. */
  size: number;
  gzipped: boolean;
  /** Hash of its first lines, by which it is known again under another name or compressed. */
  headHash: string;
  /** Epoch seconds of its first row; null when it has none. */
  firstAt: number | null;
  /** Its first line, as far as it stands at the beginning. */
  firstLine: string;
}

/** Whole lines of a file, and where they stand in it. */
export interface QueueLogBlock {
  lines: string[];
  /** Uncompressed bytes before them, and up to their end. */
  start: number;
  end: number;
  /** Bytes of the file as stored that were read so far. */
  storedRead: number;
}

const headBytes = 1000;
const blockBytes = 256 * 1024;
export const newline = 10;

/**
 * Looks at a file's beginning. Plain and gzipped files are told apart by their first bytes, whatever their name.
 *
 * @throws Error in one sentence if it cannot be read
 */
export async function inspectQueueLog(path: string): Promise<QueueLogFile> {
  try {
    const { size, gzipped } = await storedForm(path);
    const head = await firstBytes(path, gzipped);
    return {
      path,
      name: basename(path),
      size,
      gzipped,
      headHash: createHash('sha256').update(head).digest('hex'),
      firstAt: firstRowAt(head),
      firstLine: head.toString('utf8').split(/\r?\n/, 1)[0] ?? '',
    };
  } catch (error) {
    throw unreadable(path, error);
  }
}

/**
 * Reads whole lines in blocks, from an uncompressed offset at which a line begins up to `to`, another such, or the end. A
 * last line without a line end is read too; of one that is too long only so much is told.
 *
 * @throws Error in one sentence if the file cannot be read to its end; the signal's reason if it is aborted
 */
export async function* queueLogBlocks(
  { path, gzipped }: Pick<QueueLogFile, 'path' | 'gzipped'>,
  from = 0,
  signal?: AbortSignal,
  to = Number.POSITIVE_INFINITY,
): AsyncGenerator<QueueLogBlock> {
  const firstStored = gzipped ? 0 : from;
  const stored = createReadStream(path, { start: firstStored, highWaterMark: blockBytes });
  const source = gzipped ? unzipped(stored) : stored;
  let toSkip = gzipped ? from : 0;
  let start = from;
  let rest: Buffer = none;
  let tooLong = false;
  const block = (bytes: Buffer): QueueLogBlock => ({
    lines: linesOf(bytes),
    start,
    end: start + bytes.length,
    storedRead: firstStored + stored.bytesRead,
  });
  try {
    for await (const piece of source as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      const skipped = Math.min(toSkip, piece.length);
      toSkip -= skipped;
      let bytes = rest.length > 0 ? Buffer.concat([rest, piece]) : piece.subarray(skipped);
      const over = start + bytes.length >= to;
      if (over) bytes = bytes.subarray(0, Math.max(0, to - start));
      if (tooLong) {
        const end = bytes.indexOf(newline) + 1;
        start += end || bytes.length;
        bytes = end > 0 ? bytes.subarray(end) : none;
        tooLong = end === 0;
      }
      const length = bytes.lastIndexOf(newline) + 1;
      rest = bytes.subarray(length);
      if (length > 0) yield block(bytes.subarray(0, length));
      start += length;
      if (rest.length > longestLine) {
        yield { ...block(none), lines: [tooLongLine], end: start + rest.length };
        start += rest.length;
        rest = none;
        tooLong = true;
      }
      if (over) break;
    }
    if (rest.length > 0) yield block(rest);
  } catch (error) {
    signal?.throwIfAborted();
    throw unreadable(path, error);
  } finally {
    stored.destroy();
  }
}

const none: Buffer = Buffer.alloc(0);

function unzipped(stored: ReturnType<typeof createReadStream>): ReturnType<typeof createGunzip> {
  const gunzip = createGunzip({ chunkSize: blockBytes });
  stored.on('error', (error) => gunzip.destroy(error));
  return stored.pipe(gunzip);
}

/** How a file is stored, whatever its name. */
export async function storedForm(path: string): Promise<{ size: number; gzipped: boolean }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return { size, gzipped: buffer[0] === 0x1f && buffer[1] === 0x8b };
  } finally {
    await file.close();
  }
}

/** The first bytes of what a file holds, `length` at most. */
export async function firstBytes(path: string, gzipped: boolean, length = headBytes): Promise<Buffer> {
  const stored = createReadStream(path);
  let head = Buffer.alloc(0);
  for await (const piece of gzipped ? unzipped(stored) : stored) {
    head = Buffer.concat([head, piece as Buffer]);
    if (head.length >= length) break;
  }
  stored.destroy();
  return head.subarray(0, length);
}

/** Epoch seconds of the row that a file begins with; null when it begins with none. */
export function firstRowAt(head: Buffer): number | null {
  const time = /^[\s\0]*(\d+(?:\.\d+)?)\|/.exec(head.toString('latin1'))?.[1];
  return time === undefined ? null : Number(time);
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });
const turkish = new TextDecoder('windows-1254');

/** A name or reason that an old client wrote in the Turkish code page makes its own line only not UTF-8. */
export function linesOf(bytes: Buffer): string[] {
  const text = bytes.toString('utf8');
  const lines = text.split('\n');
  if (!text.includes('\uFFFD')) return lines;
  let at = 0;
  return lines.map(() => {
    const end = bytes.indexOf(newline, at);
    const line = bytes.subarray(at, end < 0 ? bytes.length : end);
    at += line.length + 1;
    try {
      return strictUtf8.decode(line);
    } catch {
      return turkish.decode(line);
    }
  });
}

/** One sentence that says why a file cannot be read and what helps. */
export function unreadable(path: string, error: unknown): Error {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const cure =
    code === 'ENOENT'
      ? 'it is not there: check the path'
      : code === 'EACCES'
        ? 'this user may not read it: grant read permission'
        : code === 'EISDIR'
          ? 'it is a folder: name the files in it'
          : code.startsWith('Z_')
            ? 'its gzip data is damaged or cut off: fetch it anew'
            : String(error instanceof Error ? error.message : error);
  return new Error(`Cannot read ${path}: ${cure}`, { cause: error });
}
