import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Visit, visitKey } from '#lib/contact/visit.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { visitsOffered } from '#lib/database/visits.ts';
import { importQueueLog } from './import.ts';
import { openFollowedLog } from './openFollowedLog.ts';
import { QueueLogFollower } from './queueLogFollower.ts';
import { parseQueueLogRow } from './queueLogRow.ts';
import { QueueLogVisits } from './queueLogVisits.ts';
import { TableClock } from './tableClock.ts';
import { mariadbd, openTestMariadb, type TestMariadb } from './testMariadb.ts';

const { waitFor } = vi;

const zone = 'Europe/Istanbul';
const folder = mkdtempSync(join(tmpdir(), 'santral-tables-'));
const recording = new URL('../ami/fixtures/c-outcomes/queue_log.gz', import.meta.url);
const lines = gunzipSync(readFileSync(recording)).toString('utf8').trimEnd().split('\n');
const clock = new TableClock(zone);

/** A line as Asterisk's adaptive realtime stores it: the fifth field takes what is left over. */
function recordOf(line: string, i: number): (string | null)[] {
  const [time = '', callid = '', queue = '', agent = '', event = '', ...data] = line.split('|');
  const five = data.length > 5 ? [...data.slice(0, 4), data.slice(4).join('|')] : data;
  const local = `${clock.text(Number(time))}.${String(i).padStart(6, '0')}`;
  return [local, callid, queue, agent, event, ...Array.from({ length: 5 }, (_, n) => five[n] ?? '')];
}
const records = lines.map(recordOf);
const columns = ['time', 'callid', 'queuename', 'agent', 'event', 'data1', 'data2', 'data3', 'data4', 'data5'];

const expected = new Map<string, Visit>();
const reducer = new QueueLogVisits('153');
for (const line of lines)
  for (const visit of reducer.push(parseQueueLogRow(line))) expected.set(visitKey(visit), { ...visit });

/** The rows tell fractions of a second, the file does not: instants aside they are the same. */
function outcomes(visits: Iterable<Visit>): string[] {
  return [...visits]
    .map(
      (visit) =>
        `${visitKey(visit)} ${visit.outcome} ${visit.waitSeconds} ${visit.agentName} ${visit.talkEnd} ${
          visit.talkEnd === 'redirected' ? '' : visit.talkSeconds
        }`,
    )
    .sort();
}

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(async () => {
  await shared.close();
  rmSync(folder, { recursive: true });
});

/** A server that Asterisk logs into, and how rows are put there. */
interface Server {
  url: string;
  run(text: string): Promise<void>;
  insert(table: string, names: string[], rows: (string | null)[][]): Promise<void>;
  close(): Promise<void>;
}

async function postgres(): Promise<Server> {
  const client = new pg.Client({ connectionString: shared.embedded.url });
  await client.connect();
  return {
    url: shared.embedded.url,
    run: async (text) => void (await client.query(text)),
    async insert(table, names, rows) {
      for (let i = 0; i < rows.length; i += 500) {
        const part = rows.slice(i, i + 500);
        const places = part.map((_, r) => `(${names.map((_, n) => `$${r * names.length + n + 1}`).join(', ')})`);
        await client.query(`insert into ${table} (${names.join(', ')}) values ${places.join(', ')}`, part.flat());
      }
    },
    close: () => client.end(),
  };
}

async function mariadb(): Promise<Server> {
  const server: TestMariadb = await openTestMariadb();
  const client = await mysql.createConnection({ uri: server.url, charset: 'utf8mb4' });
  return {
    url: server.url,
    run: async (text) => void (await client.query(text)),
    insert: async (table, names, rows) =>
      void (await client.query(`insert into ${table} (${names.join(', ')}) values ?`, [rows])),
    async close() {
      await client.end();
      await server.close();
    },
  };
}

const texts = columns.slice(1).map((name) => `${name} varchar(255)`);
const kinds = [
  { name: 'PostgreSQL', open: postgres, id: 'id bigserial primary key', time: 'timestamp', there: true },
  {
    name: 'MariaDB',
    open: mariadb,
    id: 'id int auto_increment primary key',
    time: 'datetime(6)',
    there: mariadbd() !== null,
  },
];

describe.each(kinds.filter(({ there }) => there))('the table in $name', ({ open, id, time }) => {
  let server: Server;
  let tables = 0;
  beforeAll(async () => {
    server = await open();
  });
  afterAll(() => server.close());

  async function table(definition: string): Promise<{ name: string; url: string }> {
    const name = `queue_log_${++tables}`;
    await server.run(`create table ${name} (${definition})`);
    return { name, url: `${server.url}?table=${name}` };
  }
  const imported = async (exchange: string, url: string) => {
    const result = await importQueueLog({ db: shared.db, exchange, files: [url], zone });
    return { result, visits: await visitsOffered(shared.db, exchange, 0, 4e12) };
  };
  const as153 = (visits: Visit[]) => visits.map((visit) => ({ ...visit, exchange: '153' }));

  test.each([
    ['with ids and local times', () => [id, `time ${time}`, ...texts], records],
    ['with its times as text', () => [id, 'time char(26)', ...texts], records],
    ['without ids', () => [`time ${time}`, ...texts], records],
    [
      'with epoch seconds',
      () => [id, 'time int', ...texts],
      records.map((row, i) => [lines[i]?.split('|')[0] ?? '', ...row.slice(1)]),
    ],
  ])('%s gives the visits of the file', async (what, definition, rows) => {
    const { name, url } = await table(definition().join(', '));
    await server.insert(name, columns, rows);
    const exchange = `${server.url.split(':')[0]} ${what}`;
    const { result, visits } = await imported(exchange, url);
    expect(result).toMatchObject({ rows: 1125, strayRows: 0, badLines: 0 });
    expect(outcomes(as153(visits))).toEqual(outcomes(expected.values()));
    expect((await imported(exchange, url)).result).toMatchObject({ rows: 0, changed: 0 });
  });

  test('with one column for the data', async () => {
    const names = [...columns.slice(0, 5), 'data'];
    const { name, url } = await table([id, `time ${time}`, ...texts.slice(0, 4), 'data varchar(500)'].join(', '));
    await server.insert(
      name,
      names,
      records.map((row, i) => [...row.slice(0, 5), lines[i]?.split('|').slice(5).join('|') ?? '']),
    );
    const { visits } = await imported(`${server.url.split(':')[0]} data`, url);
    expect(outcomes(as153(visits))).toEqual(outcomes(expected.values()));
  });

  test.each([
    ['with ids', () => [id]],
    ['without', () => []],
  ])('is followed %s, over a restart and rows that are committed late', async (what, ids) => {
    const { name, url } = await table([...ids(), `time ${time}`, ...texts].join(', '));
    await server.insert(name, columns, records.slice(0, 300));
    const keepIn = join(folder, `${name} ${server.url.split(':')[0]} ${what}`);
    const told = new Map<string, Visit>();
    const notices: string[] = [];
    const start = () => {
      const follower = new QueueLogFollower({
        exchange: '153',
        ...openFollowedLog({
          exchange: { queueLog: url, queueLogZone: zone },
          onNotice: (said) => notices.push(said),
        }),
        keepIn,
        onTold: (visits) => {
          for (const visit of visits) told.set(visitKey(visit), visit);
        },
        isKept: () => true,
        onNotice: (said) => notices.push(said),
        pollMs: 20,
      });
      follower.start();
      return follower;
    };
    const first = start();
    await waitFor(() => expect(first.covered).not.toBeNull());
    expect(told.size).toBe(0);
    await server.insert(name, columns, records.slice(300, 700));
    await waitFor(() => expect(first.rows).toBe(400));
    await first.stop();
    await server.insert(name, columns, records.slice(700, 900));
    const second = start();
    await waitFor(() => expect(second.rows).toBeGreaterThanOrEqual(200));
    await server.insert(name, columns, records.slice(901, 1100));
    // two rows that another connection commits behind later ones
    await waitFor(() => expect(told.size).toBeGreaterThan(200));
    await server.insert(name, columns, [records[900] ?? [], ...records.slice(1100)]);
    const ends = [...expected.values()].filter((visit) => visit.offeredAt > Number(lines[300]?.split('|')[0]) * 1000);
    await waitFor(() => {
      const known = new Set(outcomes(told.values()));
      expect(outcomes(ends).filter((one) => !known.has(one))).toEqual([]);
    });
    await second.stop();
    expect(notices).toEqual([]);
  });

  test('that lacks a column, or is not there: one sentence', async () => {
    const { url } = await table(`${id}, time ${time}`);
    await expect(imported('none', url)).rejects.toThrow(
      /of the columns time, callid, .* one is missing; there are id, time/,
    );
    await expect(imported('none', `${server.url}?table=yok`)).rejects.toThrow(/there is no such table, or this user/);
  });
});

test.each([
  ['CSV', ','],
  ['TSV', '\t'],
])('a dump in %s gives the visits of the file, gzipped too', async (kind, delimiter) => {
  const cell = (field: string | null) =>
    field !== null && (field.includes(delimiter) || field.includes('"')) ? `"${field.replaceAll('"', '""')}"` : field;
  const text = [columns, ...records].map((row) => row.map(cell).join(delimiter)).join('\n');
  const file = join(folder, `dump.${kind}`);
  writeFileSync(file, text);
  writeFileSync(`${file}.gz`, gzipSync(text));
  for (const [exchange, path] of [
    [kind, file],
    [`${kind} gz`, `${file}.gz`],
  ] as const) {
    const result = await importQueueLog({ db: shared.db, exchange, files: [path], zone });
    expect(result).toMatchObject({ rows: 1125, strayRows: 0, badLines: 0 });
    const visits = await visitsOffered(shared.db, exchange, 0, 4e12);
    expect(outcomes(visits.map((visit) => ({ ...visit, exchange: '153' })))).toEqual(outcomes(expected.values()));
  }
});
