import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type PGlite, PGlite as PGliteClass } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/**
 * The engine's files on disk, with fsync. As it comes, PGlite turns fsync off and its file system has none, so that a
 * power cut can lose committed rows or leave files that no longer fit together.
 */
export class DurableFiles extends NodeFS {
  override async init(...[pg, options]: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const before = emscriptenOpts.preRun ?? [];
    emscriptenOpts.preRun = [...(Array.isArray(before) ? before : [before]), addFsync];
    return { emscriptenOpts };
  }
}

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
  stream_ops: { fsync?: (stream: NodeStream) => number };
  realPath(node: unknown): string;
}

function addFsync(module: { FS: PGlite['Module']['FS'] }): void {
  const files = module.FS.filesystems.NODEFS as unknown as NodeFileSystem;
  files.stream_ops.fsync = (stream) => {
    if (stream.nfd === undefined) syncPath(files.realPath(stream.node));
    else fsyncSync(stream.nfd);
    return 0;
  };
}

function syncPath(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
