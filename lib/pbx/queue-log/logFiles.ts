import { open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { firstBytes, firstRowAt, newline, storedForm } from './queueLogFile.ts';

/** A queue_log or a rotated one, as it is found in its folder. */
export interface LogFile {
  path: string;
  dev: number;
  ino: number;
  /** Bytes as stored. */
  size: number;
  gzipped: boolean;
  /** Its first bytes, one character each: by them it is known again when it is copied, moved or compressed. */
  head: string;
  /** Epoch seconds of its first row; null when it begins with none. */
  firstAt: number | null;
}

export const headBytes = 256;

/**
 * Looks at a file; null when it is not there.
 *
 * @throws Error when it cannot be read
 */
export async function lookAt(path: string): Promise<LogFile | null> {
  try {
    const [{ dev, ino }, { size, gzipped }] = await Promise.all([stat(path), storedForm(path)]);
    const head = await firstBytes(path, gzipped, headBytes);
    return { path, dev, ino, size, gzipped, head: head.toString('latin1'), firstAt: firstRowAt(head) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/**
 * The rotated files beside a queue_log (`queue_log.1`, `queue_log-20261121`, `….gz`) that begin with a row, the oldest
 * first. Of a file and its compressed copy only the file; what cannot be read, as one that is being compressed, is left
 * out.
 */
export async function rotatedFiles(path: string): Promise<LogFile[]> {
  const name = basename(path);
  const names = (await readdir(dirname(path))).filter(
    (other) => other.startsWith(`${name}.`) || other.startsWith(`${name}-`),
  );
  const looked = await Promise.all(names.map((other) => lookAt(join(dirname(path), other)).catch(() => null)));
  const files = looked.filter((file) => file !== null && file.firstAt !== null) as LogFile[];
  files.sort((a, b) => (a.firstAt ?? 0) - (b.firstAt ?? 0) || Number(a.gzipped) - Number(b.gzipped));
  return files.filter((file, i) => !files.slice(0, i).some((other) => other.head === file.head));
}

/** A queue_log and before it, the oldest first, the rotated ones that hold rows of `since` (epoch ms) or later. */
export async function filesSince(path: string, since: number): Promise<string[]> {
  const rotated = await rotatedFiles(path);
  const firstAt = (await lookAt(path))?.firstAt ?? Number.POSITIVE_INFINITY;
  const endsAt = (i: number) => rotated[i + 1]?.firstAt ?? firstAt;
  return [...rotated.filter((_, i) => endsAt(i) * 1000 > since).map((file) => file.path), path];
}

/** Where the last whole line of a plain file ends, in bytes. */
export async function endOfLines({ path, size }: Pick<LogFile, 'path' | 'size'>): Promise<number> {
  const file = await open(path, 'r');
  try {
    for (let to = size; to > 0; to -= stepBytes) {
      const from = Math.max(0, to - stepBytes);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(to - from), 0, to - from, from);
      const end = buffer.subarray(0, bytesRead).lastIndexOf(newline);
      if (end >= 0) return from + end + 1;
    }
    return 0;
  } finally {
    await file.close();
  }
}

/** Where a line of a plain file begins before which no row is as late as `since` (epoch seconds), found by halving. */
export async function offsetOfTime({ path, size }: Pick<LogFile, 'path' | 'size'>, since: number): Promise<number> {
  const file = await open(path, 'r');
  try {
    let before = 0;
    let after = size;
    while (after - before > stepBytes) {
      const middle = Math.floor((before + after) / 2);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(stepBytes), 0, stepBytes, middle);
      const text = buffer.subarray(0, bytesRead).toString('latin1');
      const row = /\n(\d+)(?:\.\d+)?\|/.exec(text);
      if (row === null || Number(row[1]) >= since) after = middle;
      else before = middle + row.index + 1;
    }
    return before;
  } finally {
    await file.close();
  }
}

const stepBytes = 64 * 1024;
