import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate, openDatabase } from './database.ts';
import { embeddedAddress } from './embeddedAddress.ts';
import { openEmbeddedDatabase } from './embeddedDatabase.ts';
import { migrations } from './migrations/migrations.ts';
import { newDataDir, openTestDatabase, type TestDatabase } from './testDatabase.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());

test('clients at once get their own answers, in and out of transactions', async () => {
  const clients = Array.from({ length: 4 }, (_, i) =>
    openDatabase({ url: shared.embedded.url, applicationName: `client ${i}`, max: 3 }),
  );
  const wrong: unknown[] = [];
  await Promise.all(
    Array.from({ length: 24 }, async (_, person) => {
      const db = clients[person % clients.length] ?? shared.db;
      for (let i = 0; i < 25; i++) {
        const asked = person * 1000 + i;
        const ask = (on: typeof db) =>
          sql<{ a: number; b: string }>`select ${asked}::int as a, ${'x'}::text as b`.execute(on);
        const { rows } = await (i % 3 === 0
          ? db.transaction().execute(async (transaction) => {
              await sql`select 1`.execute(transaction);
              return ask(transaction);
            })
          : ask(db));
        if (rows[0]?.a !== asked) wrong.push([asked, rows]);
      }
    }),
  );
  expect(wrong).toEqual([]);
  for (const client of clients) await client.destroy();
});

test('migrating from several processes at once makes the tables once', async () => {
  const clients = [1, 2, 3].map((n) => openDatabase({ url: shared.embedded.url, applicationName: `${n}` }));
  await Promise.all(clients.map(migrate));
  const { rows } = await sql`select name from kysely_migration`.execute(shared.db);
  expect(rows).toHaveLength(Object.keys(migrations).length);
  for (const client of clients) await client.destroy();
});

test('a client that vanishes within a transaction is rolled back and holds up nobody', async () => {
  const client = new pg.Client({ connectionString: shared.embedded.url });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('begin');
  await client.query("insert into exchange values ('gone', 'Gone', 'c', false)");
  (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  const { rows } = await sql`select 1 from exchange where exchange = 'gone'`.execute(shared.db);
  expect(rows).toEqual([]);
});

test('an error within a batch leaves the session fit for the next client', async () => {
  await expect(sql`select ${'x'}::int`.execute(shared.db)).rejects.toThrow(
    'invalid input syntax for type integer: "x"',
  );
  await expect(
    shared.db.transaction().execute(async (transaction) => {
      await sql`select 1 / 0`.execute(transaction);
    }),
  ).rejects.toThrow('division by zero');
  expect((await sql<{ one: number }>`select 1 as one`.execute(shared.db)).rows).toEqual([{ one: 1 }]);
});

test('numbers and instants come as numbers, to the millisecond', async () => {
  const at = 1_795_282_399_123;
  const { rows } = await sql`
    select to_timestamp(${at}::float8 / 1000) as at, 5::int8 as big, 2.5::numeric as exact, array[1, 2]::smallint[] as list
  `.execute(shared.db);
  expect(rows).toEqual([{ at, big: 5, exact: 2.5, list: [1, 2] }]);
});

test('a client that speaks something else is told off and dropped', async () => {
  const socket = connect(shared.embedded.port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  let answer = '';
  for await (const piece of socket) answer += piece;
  expect(answer).toContain('is no PostgreSQL protocol');
});

test('who does not show the password of the data folder is told nothing', async () => {
  const { port, dataDir, url } = { ...shared, ...shared.embedded };
  for (const wrong of [`postgres://postgres@127.0.0.1:${port}/postgres`, url.replace(/:[^:@]+@/, ':guess@')]) {
    const client = new pg.Client({ connectionString: wrong });
    client.on('error', () => undefined);
    await expect(client.connect(), wrong).rejects.toThrow();
  }
  expect(statSync(join(dataDir, 'database.key')).mode & 0o777).toBe(0o600);
  // nor has it anything done by a statement that comes in place of the password
  const socket = connect(port, '127.0.0.1');
  const counted = (body: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    return Buffer.concat([length, body]);
  };
  const startup = counted(Buffer.from('\0\x03\0\0user\0postgres\0\0'));
  const query = counted(Buffer.from('create table stolen (n int)\0'));
  socket.write(Buffer.concat([startup, Buffer.from('Q'), query]));
  let answer = '';
  for await (const piece of socket) answer += piece;
  expect(answer).toContain('28P01');
  const { rows } = await sql<{ there: boolean }>`select to_regclass('stolen') is not null as there`.execute(shared.db);
  expect(rows).toEqual([{ there: false }]);
});

test('a second opener of the same directory is told who holds it', async () => {
  await expect(openEmbeddedDatabase({ dataDir: shared.dataDir, port: 0, onFailure: () => undefined })).rejects.toThrow(
    `The database in ${join(shared.dataDir, 'pg')} is already open in process ${process.pid}: stop that Santral first, or set SANTRAL_DATA to another directory`,
  );
});

test('a directory of another PostgreSQL is refused', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'santral-'));
  mkdirSync(join(dataDir, 'pg'));
  writeFileSync(join(dataDir, 'pg', 'PG_VERSION'), '17\n');
  await expect(openEmbeddedDatabase({ dataDir, port: 0, onFailure: () => undefined })).rejects.toThrow(
    /was made by PostgreSQL 17, but the engine is 18/,
  );
  rmSync(dataDir, { recursive: true });
});

test('what was committed outlives a kill of its process, and its lock does not stand in the way', async () => {
  const dataDir = await newDataDir();
  const first = await startWorker(dataDir);
  const db = openDatabase({ url: first.url, applicationName: 'test' });
  await sql`create table kept (n int)`.execute(db);
  for (let n = 0; n < 20; n++) await sql`insert into kept values (${n})`.execute(db);
  first.child.kill('SIGKILL');
  await first.ended;
  await expect(sql`select 1`.execute(db)).rejects.toThrow();
  await db.destroy();
  expect(Number(readFileSync(join(dataDir, 'pg.lock.pid'), 'utf8'))).toBe(first.child.pid);

  const second = await startWorker(dataDir);
  const again = openDatabase({ url: second.url, applicationName: 'test' });
  expect((await sql<{ n: number }>`select count(*) as n from kept`.execute(again)).rows).toEqual([{ n: 20 }]);
  await again.destroy();
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  rmSync(dataDir, { recursive: true });
});

// A limit on the length of files stands for the end of the disk: the next file of the log cannot be made.
test.skipIf(process.platform === 'win32')('a disk that takes no more ends it in one sentence', async () => {
  const dataDir = await newDataDir();
  const worker = await startWorker(dataDir, { fileBlocks: 28_000 });
  const db = openDatabase({ url: worker.url, applicationName: 'test' });
  await sql`create table kept as select 1 as n`.execute(db);
  const fillTheLog = async () => {
    for (let n = 0; n < 40; n++) await sql`select pg_logical_emit_message(true, '', repeat('x', 1000000))`.execute(db);
  };
  await expect(fillTheLog()).rejects.toThrow();
  expect(await worker.ended).toBe(1);
  expect(worker.errors.join('')).toContain(`The disk of ${join(dataDir, 'pg', 'pg_wal')} does not take 0000`);
  await db.destroy();

  const second = await startWorker(dataDir);
  const again = openDatabase({ url: second.url, applicationName: 'test' });
  expect((await sql`select n from kept`.execute(again)).rows).toEqual([{ n: 1 }]);
  await again.destroy();
  second.child.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  rmSync(dataDir, { recursive: true });
});

/** @param limits.fileBlocks no file may grow beyond so many blocks of 512 bytes */
async function startWorker(dataDir: string, limits?: { fileBlocks: number }) {
  const script = new URL('../../workers/database.ts', import.meta.url).pathname;
  const command = [process.execPath, script, '--data', dataDir, '--port', '0'];
  const [program = '', ...args] = limits
    ? ['sh', '-c', `ulimit -f ${limits.fileBlocks} && exec "$@"`, 'sh', ...command]
    : command;
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', limits ? 'pipe' : 'inherit'] });
  const errors: string[] = [];
  child.stderr?.on('data', (said) => errors.push(String(said)));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).once('line', resolve);
    ended.then((code) => reject(new Error(`ended with ${code} before it was ready`)));
  });
  const { ready, port } = JSON.parse(line);
  expect(ready).toBe('database');
  return { child, ended, errors, url: embeddedAddress(dataDir, port) };
}
