import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { lockDirectory } from './directoryLock.ts';
import { DurableFiles, durableStartParams, syncTree } from './durableFiles.ts';
import { embeddedAddress, embeddedPassword } from './embeddedAddress.ts';
import { startUpkeep } from './embeddedUpkeep.ts';
import { serveWire } from './wireServer.ts';

/** The major version of PostgreSQL in the engine; directories of another cannot be opened. */
const engineVersion = '18';

export interface EmbeddedDatabase {
  port: number;
  /** For `openDatabase` and any other PostgreSQL client on this machine. */
  url: string;
  /** Statements that wait for their turn. */
  waiting(): number;
  close(): Promise<void>;
}

export interface EmbeddedDatabaseOptions {
  /** Where everything of ours lies; the database is its folder `pg`. */
  dataDir: string;
  /** Loopback port; 0 picks a free one. */
  port: number;
  /** How long a process that still has it open, and may be ending, is waited for, ms. Default 0. */
  patienceMs?: number;
  /** The engine failed; the process must end and start anew. After a DiskRefused it never comes back to anybody. */
  onFailure: (error: Error) => void;
}

/**
 * Opens the embedded PostgreSQL and serves it on loopback. It is one process's alone and durable: a commit is on disk.
 *
 * @throws Error in one sentence if another process has it open, its version does not fit, or the port is taken
 */
export async function openEmbeddedDatabase(options: EmbeddedDatabaseOptions): Promise<EmbeddedDatabase> {
  const directory = join(options.dataDir, 'pg');
  mkdirSync(options.dataDir, { recursive: true });
  const lock = lockDirectory(join(options.dataDir, 'pg.lock'), `The database in ${directory}`, options.patienceMs);
  try {
    const version = versionOf(directory);
    if (version !== null && version !== engineVersion)
      throw new Error(
        `The database in ${directory} was made by PostgreSQL ${version}, but the engine is ${engineVersion}: use the Santral that made it, or set SANTRAL_DATA to another directory`,
      );
    const engine = await PGlite.create({
      fs: new DurableFiles(directory, options.onFailure),
      startParams: durableStartParams,
    });
    if (version === null) syncTree(directory);
    const server = await serveWire(engine, {
      port: options.port,
      password: embeddedPassword(options.dataDir),
      onEngineFailure: options.onFailure,
    }).catch(async (error) => {
      await engine.close();
      throw error?.code === 'EADDRINUSE'
        ? new Error(`Port ${options.port} of this machine is taken: set SANTRAL_DATABASE_PORT to a free one`)
        : error;
    });
    const upkeep = startUpkeep(server.run);
    return {
      port: server.port,
      url: embeddedAddress(options.dataDir, server.port),
      waiting: server.waiting,
      async close() {
        upkeep.stop();
        await server.close();
        await engine.exec('checkpoint');
        await engine.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function versionOf(directory: string): string | null {
  try {
    return readFileSync(join(directory, 'PG_VERSION'), 'utf8').trim();
  } catch {
    return null; // not made yet
  }
}
