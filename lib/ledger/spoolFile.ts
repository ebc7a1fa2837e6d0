import { renameSync, rmSync } from 'node:fs';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/**
 * Opens the spool's file, held for this process alone. `maxPages` of 4 KB limit it. One that is damaged is set aside, which
 * `problem` tells in one sentence.
 *
 * @throws Error in one sentence if it cannot be opened or is in use by another process
 */
export function openSpoolFile(path: string, maxPages: number | null): { file: DatabaseSync; problem: string | null } {
  try {
    return { file: opened(path, maxPages), problem: null };
  } catch (error) {
    if (/locked|busy/i.test(String(error)))
      throw new Error(`The spool ${path} is in use by another process: stop that Santral first`, { cause: error });
    if (!/not a database|malformed/i.test(String(error)))
      throw new Error(`Cannot open the spool ${path}: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    const aside = `${path}.damaged`;
    renameSync(path, aside);
    for (const end of ['-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
    const problem = `The spool was damaged and set aside as ${aside}: rows in it that had not reached the database are missing`;
    return { file: opened(path, maxPages), problem };
  }
}

/** Does all of it or nothing. @throws what `work` or the disk throws */
export function inTransaction(file: DatabaseSync, work: () => void): void {
  file.exec('begin immediate');
  try {
    work();
    file.exec('commit');
  } catch (error) {
    // SQLite has rolled back by itself on some errors; a second rollback then fails with nothing left to do.
    if (file.isTransaction) file.exec('rollback');
    throw error;
  }
}

function opened(path: string, maxPages: number | null): DatabaseSync {
  const file = new DatabaseSync(path, { timeout: 0 });
  try {
    // One process at a time. Full sync: a row that `put` took in outlives a power cut, not only a crash.
    file.exec(`
      pragma locking_mode = exclusive;
      pragma journal_mode = wal;
      pragma synchronous = full;
      pragma journal_size_limit = 16777216;
      create table if not exists spooled (
        kind text not null, key text not null, revision integer not null, open integer not null,
        waiting integer not null default 1, body text not null, contact text, primary key (kind, key)
      ) without rowid;
      create index if not exists spooled_waiting on spooled (revision) where waiting = 1;
    `);
    addContactColumn(file);
    file.exec(`create index if not exists spooled_contact on spooled (contact) where kind = 'visit'`);
    if (maxPages !== null) file.exec(`pragma max_page_count = ${maxPages}`);
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
}

/** Spools of before had none. */
function addContactColumn(file: DatabaseSync): void {
  if (file.prepare(`select 1 from pragma_table_info('spooled') where name = 'contact'`).get() !== undefined) return;
  file.exec(`
    alter table spooled add column contact text;
    update spooled set contact = json_extract(body, '$.exchange') || '|' || json_extract(body, '$.contactId');
  `);
}

export type SpoolStatements = ReturnType<typeof spoolStatements>;

export function spoolStatements(file: DatabaseSync) {
  return {
    put: file.prepare(`insert into spooled (kind, key, contact, revision, open, body) values (?, ?, ?, ?, ?, ?)
      on conflict (kind, key) do update set contact = excluded.contact, revision = excluded.revision,
        open = excluded.open, waiting = 1, body = excluded.body`),
    releaseVisits: file.prepare(`update spooled set open = 0 where kind = 'visit' and contact = ? and open = 2`),
    releaseOfEnded: file.prepare(`update spooled set open = 0 where kind = 'visit' and key = ? and not exists (
      select 1 from spooled where kind = 'contact' and key = ? and open = 1)`),
    dropReleased: file.prepare(`delete from spooled where kind = 'visit' and contact = ? and open = 0 and waiting = 0`),
    waiting: file.prepare(
      'select kind, key, revision, open, body from spooled where waiting = 1 order by revision limit ?',
    ),
    // what is over, and what a later state of it, that the full disk kept out, has made old
    dropKnown: file.prepare(
      'delete from spooled where kind = ? and key = ? and (revision < ? or (revision = ? and open = 0))',
    ),
    keepOpen: file.prepare('update spooled set waiting = 0 where kind = ? and key = ? and revision = ? and open > 0'),
    isWaiting: file.prepare('select revision from spooled where kind = ? and key = ? and waiting = 1'),
    count: file.prepare('select count(*) as count from spooled where waiting = 1'),
    open: file.prepare('select kind, key, revision, open, body from spooled where kind = ? and open > 0'),
    body: file.prepare('select body from spooled where kind = ? and key = ?'),
    pages: file.prepare(`select p.page_count as pages, f.freelist_count as free, s.page_size as size
      from pragma_page_count p, pragma_freelist_count f, pragma_page_size s`),
    lastRevision: file.prepare('select max(revision) as last from spooled'),
  } satisfies Record<string, StatementSync>;
}
