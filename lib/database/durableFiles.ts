import { closeSync, fsyncSync, openSync, readdirSync, statfsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type PGlite, PGlite as PGliteClass } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * The disk does not take what PostgreSQL cannot do without: the write-ahead log, or an fsync. It panics then and recovers at
 * its next start; PGlite swallows the panic, and whatever is thrown at it, and waits for itself for ever.
 */
export class DiskRefused extends Error {
  override name = 'DiskRefused';
}

/**
 * The engine's files on disk, with fsync. As it comes, PGlite turns fsync off and its file system has none, so that a
 * power cut can lose committed rows or leave files that no longer fit together.
 */
export class DurableFiles extends NodeFS {
  readonly #onDiskRefused: (error: DiskRefused) => void;

  /** @param onDiskRefused must end the process */
  constructor(directory: string, onDiskRefused: (error: DiskRefused) => void) {
    super(directory);
    this.#onDiskRefused = onDiskRefused;
  }

  override async init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const before = emscriptenOpts.preRun ?? [];
    const harden = (module: { FS: PGlite['Module']['FS'] }) =>
      hardened(module.FS.filesystems.NODEFS as unknown as NodeFileSystem, this.#onDiskRefused);
    emscriptenOpts.preRun = [...(Array.isArray(before) ? before : [before]), harden];
    return { emscriptenOpts };
  }
}

/** The log grows by files of this size, each filled with zeros first. */
const logSegmentBytes = 16 * 2 ** 20;

/** Start parameters that make the engine ask for it. */
export const durableStartParams: string[] = [
  ...(PGliteClass as unknown as { defaultStartParams: string[] }).defaultStartParams.filter((param) => param !== '-F'),
  ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync', '-c', 'max_wal_size=256MB'],
];

/** Brings every file below `directory` to disk; for those that initdb wrote before fsync was on. */
export function syncTree(directory: string): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) syncTree(path);
    else if (entry.isFile()) syncPath(path);
  }
  syncPath(directory);
}

interface NodeStream {
  nfd?: number;
  node: unknown;
}
interface NodeFileSystem {
  stream_ops: {
    fsync?: (stream: NodeStream) => number;
    write: (stream: NodeStream, buffer: Uint8Array, offset: number, length: number, position?: number) => number;
  };
  realPath(node: unknown): string;
}

function hardened({ stream_ops: operations, realPath }: NodeFileSystem, onDiskRefused: (error: DiskRefused) => void) {
  const { write } = operations;
  operations.write = (stream, ...rest) => {
    try {
      return write(stream, ...rest);
    } catch (error) {
      const path = realPath(stream.node);
      if (isVital(path)) onDiskRefused(refusal(path));
      throw error;
    }
  };
  operations.fsync = (stream) => {
    const path = realPath(stream.node);
    try {
      if (stream.nfd === undefined) syncPath(path);
      else fsyncSync(stream.nfd);
    } catch (error) {
      if (/^(?:EIO|ENOSPC|EDQUOT)$/.test(String((error as NodeJS.ErrnoException).code))) onDiskRefused(refusal(path));
      throw error;
    }
    return 0;
  };
}

function isVital(path: string): boolean {
  return basename(dirname(path)) === 'pg_wal' || basename(path) === 'pg_control';
}

function refusal(path: string): DiskRefused {
  const directory = dirname(path);
  const { bavail, bsize } = statfsSync(directory);
  return new DiskRefused(
    bavail * bsize < logSegmentBytes
      ? `The disk of ${directory} is full: free some space on it, and the database goes on by itself`
      : `The disk of ${directory} does not take ${basename(path)}: check that disk`,
  );
}

function syncPath(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
