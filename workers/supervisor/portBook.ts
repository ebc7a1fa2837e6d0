import { mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { freePort } from './freePort.ts';
import { beganAt, isAlive } from './instanceLock.ts';

/** Picking takes milliseconds; whoever comes meanwhile waits its turn. */
const patienceMs = 10_000;

/**
 * Free ports, one for each that is wanted: that one or the next free one above it; any for 0. They stay this process's
 * until it ends: of installations that start at the same moment none is given what another has picked but not yet
 * opened. A small file in the system's temporary folder, one per user, keeps who has which; where there can be none, only
 * what is open counts as taken.
 *
 * @param host the address that the first of them will be opened at; the others are on loopback
 * @throws Error when none is free
 */
export async function reservePorts(
  wanted: readonly number[],
  host = '127.0.0.1',
  folder = bookFolder(),
): Promise<number[]> {
  const book = openBook(folder);
  try {
    const taken = new Set(book === null ? [] : portsInBook(book));
    const ports: number[] = [];
    for (const one of wanted) {
      const port = await freePort(one, { host: ports.length === 0 ? host : '127.0.0.1', taken });
      taken.add(port);
      ports.push(port);
      book?.prepare('insert or replace into taken values (?, ?, ?)').run(port, process.pid, beganAt(process.pid));
    }
    book?.exec('commit');
    return ports;
  } finally {
    book?.close();
  }
}

/** The book, held until it is closed; null where it cannot be written. */
function openBook(folder: string): DatabaseSync | null {
  let book: DatabaseSync | null = null;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    book = new DatabaseSync(join(folder, 'ports.sqlite'), { timeout: patienceMs });
    book.exec('begin immediate');
    book.exec('create table if not exists taken (port integer primary key, pid integer not null, began text)');
    return book;
  } catch {
    book?.close();
    return null;
  }
}

/** Ports of processes that run; those of others are struck out. */
function portsInBook(book: DatabaseSync): number[] {
  const ports: number[] = [];
  for (const { port, pid, began } of book.prepare('select port, pid, began from taken').all()) {
    if (isAlive({ pid: Number(pid), began: began === null ? null : String(began) })) ports.push(Number(port));
    else book.prepare('delete from taken where port = ?').run(Number(port));
  }
  return ports;
}

function bookFolder(): string {
  return join(tmpdir(), `santral-ports-${userInfo().uid}`);
}
