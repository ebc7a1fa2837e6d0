import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '#lib/database/database.ts';
import { type ImportResult, importQueueLog } from './import.ts';

/** A folder that queue_log files of one exchange appear in, each complete once it has its name. */
export interface ImportFolder {
  exchange: string;
  path: string;
}

/** How far the imports are, counted in files of which the one at hand is a fraction. */
export interface PendingProgress {
  files: number;
  file: string;
}

/**
 * Imports what has appeared in folders, the latest names first, so that the recent past is there before the distant one.
 * Call `next` again and again; each file is imported once, and again only if it has grown.
 */
export class PendingImports {
  readonly #db: Database;
  readonly #folders: readonly ImportFolder[];
  readonly #contactsSince: () => number | undefined;
  readonly #done = new Set<string>();

  /** `contactsSince`: see QueueLogImport, asked for each file. */
  constructor(db: Database, folders: readonly ImportFolder[], contactsSince = (): number | undefined => undefined) {
    this.#db = db;
    this.#folders = folders;
    this.#contactsSince = contactsSince;
  }

  /** Files imported, or found to have been imported before, since the start. */
  get imported(): number {
    return this.#done.size;
  }

  /**
   * Imports the latest file that has not been; null when none is left for now.
   *
   * @throws Error in one sentence when it cannot be read; it is not tried again
   */
  async next(onProgress: (progress: PendingProgress) => void, signal: AbortSignal): Promise<ImportResult | null> {
    const [latest] = await this.#pending();
    if (!latest) return null;
    const { exchange, path } = latest;
    const before = this.#done.size;
    const contactsSince = this.#contactsSince();
    this.#done.add(path);
    try {
      return await importQueueLog({
        db: this.#db,
        exchange,
        files: [path],
        batchVisits: 1000,
        ...(contactsSince === undefined ? {} : { contactsSince }),
        signal,
        onProgress: ({ file, done, of }) => onProgress({ file, files: before + (of > 0 ? done / of : 1) }),
      });
    } catch (error) {
      // Cut off by the database or by the end of the process, it goes on next time where it stopped.
      if (!/^Cannot read /.test(String((error as Error).message))) this.#done.delete(path);
      throw error;
    }
  }

  async #pending(): Promise<{ exchange: string; path: string; name: string }[]> {
    const found: { exchange: string; path: string; name: string }[] = [];
    for (const { exchange, path } of this.#folders)
      for (const name of await namesIn(path))
        if (/^queue_log/.test(name) && !name.endsWith('.part')) found.push({ exchange, path: join(path, name), name });
    const pending = found.filter(({ path }) => !this.#done.has(path));
    return pending.sort((a, b) => b.name.localeCompare(a.name) || a.exchange.localeCompare(b.exchange));
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []; // nothing has appeared yet
    throw error;
  }
}
