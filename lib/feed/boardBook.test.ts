import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { openDatabase } from '../database/database.ts';
import { openTestDatabase } from '../database/testDatabase.ts';
import { BoardBook } from './boardBook.ts';
import { bookTables } from './bookTables.ts';

test('a database that is still coming up is no trouble; one that stays away is told once', async () => {
  const db = openDatabase({
    url: `postgres://santral@127.0.0.1:${await freePort()}/postgres`,
    applicationName: 'test',
  });
  const told: string[] = [];
  const book = new BoardBook({ tables: bookTables(db), builtIn: [], onTrouble: (sentence) => told.push(sentence) });
  for (let tries = 1; tries < 5; tries++) await book.read('boards');
  expect(told).toEqual([]);
  await book.read('boards');
  await book.read('boards');
  expect(told).toEqual([expect.stringMatching(/^The boards of the walls cannot be read: .*ECONNREFUSED/)]);
  book.stop();
  await db.destroy();
});

test('one that goes away once it was read is told at once', async () => {
  const database = await openTestDatabase();
  const told: string[] = [];
  const tables = bookTables(database.db);
  const book = new BoardBook({ tables, builtIn: [], onTrouble: (sentence) => told.push(sentence) });
  await book.read('boards');
  expect(book.knows('boards')).toBe(true);
  await database.close();
  await book.read('boards');
  expect(told).toEqual([expect.stringContaining('those known before stand')]);
  book.stop();
});

/** A port at which nobody listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((open) => server.listen(0, '127.0.0.1', open));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}
