import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { embeddedAddress } from './embeddedAddress.ts';
import { openTestDatabase, type TestDatabase } from './testDatabase.ts';

/** A line to the database on which all that stands now can be made to swallow everything, as a cut cable does. */
let shared: TestDatabase;
let server: Server;
const sockets = new Set<Socket>();
const swallowing = new WeakSet<Socket>();
beforeAll(async () => {
  shared = await openTestDatabase();
  server = createServer((client) => {
    const database = connect(shared.embedded.port, '127.0.0.1');
    for (const [from, to] of [
      [client, database],
      [database, client],
    ] as const) {
      sockets.add(from);
      from.on('data', (bytes) => swallowing.has(client) || to.write(bytes));
      from.on('close', () => to.destroy());
      from.on('error', () => undefined);
    }
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  server.close();
  await shared.close();
});

test('a statement whose answer never comes is given up with its connection, and the next one is answered', async () => {
  const { port } = server.address() as AddressInfo;
  const url = embeddedAddress(shared.dataDir, port);
  const db = openDatabase({ url, applicationName: 'test', max: 1, answerWithinMs: 300 });
  const one = async () => (await sql<{ one: number }>`select 1 as one`.execute(db)).rows;
  expect(await one()).toEqual([{ one: 1 }]);
  for (const socket of sockets) swallowing.add(socket);
  await expect(one()).rejects.toThrow(/has not answered within 0.3 s/);
  expect(await one()).toEqual([{ one: 1 }]);
  await db.destroy();
});
