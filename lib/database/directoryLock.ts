import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Held until `release`, or until the process ends in whatever way. */
export interface DirectoryLock {
  release(): void;
}

/**
 * Keeps a second process from opening the same directory. The kernel holds the lock (through SQLite's), so one left by a
 * dead process never stands in the way, whatever its number is used for now; `<path>.pid` only names the holder.
 *
 * @param path the lock file, beside the directory it guards
 * @param what the directory, as people should read it in the message
 * @param patienceMs how long a holder that may be ending is waited for; this process stands still meanwhile
 * @throws Error in one sentence if a live process holds it
 */
export function lockDirectory(path: string, what: string, patienceMs = 0): DirectoryLock {
  const pidFile = `${path}.pid`;
  const lock = new DatabaseSync(path, { timeout: patienceMs });
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    lock.close();
    if (!/locked|busy/i.test(String(error))) throw error;
    const holder = readHolder(pidFile);
    throw new Error(
      `${what} is already open${holder === null ? '' : ` in process ${holder}`}: stop that Santral first, or set SANTRAL_DATA to another directory`,
    );
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    release() {
      rmSync(pidFile, { force: true });
      lock.close();
    },
  };
}

function readHolder(pidFile: string): string | null {
  try {
    return readFileSync(pidFile, 'utf8').trim() || null;
  } catch {
    return null; // the holder has not written it yet
  }
}
