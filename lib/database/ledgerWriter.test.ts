import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Visit } from '#lib/contact/visit.ts';
import { Spool } from '#lib/ledger/spool.ts';
import { openDatabase } from './database.ts';
import { type EmbeddedDatabase, openEmbeddedDatabase } from './embeddedDatabase.ts';
import { LedgerWriter } from './ledgerWriter.ts';
import { touchedIntervals } from './rollups.ts';
import { openTestDatabase, type TestDatabase } from './testDatabase.ts';
import { visitsOffered } from './visits.ts';

const noon = Date.UTC(2026, 10, 21, 9);
let shared: TestDatabase;
let embedded: EmbeddedDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
  embedded = shared.embedded;
});
afterAll(async () => {
  await shared.db.destroy();
  await embedded.close();
});

test('rows go to the database; while it is away they wait, and go when it is back', async () => {
  const port = embedded.port;
  const db = openDatabase({ url: embedded.url, applicationName: 'test' });
  const spool = new Spool(join(shared.dataDir, 'spool.sqlite'));
  const writer = new LedgerWriter({ db, spool, batchRows: 10, longestPauseMs: 500 });
  const written = async () => (await visitsOffered(db, '153', noon, noon + 1000)).length;

  spool.put(visits(0, 25), []);
  writer.start();
  await vi.waitFor(() => expect(spool.size()).toBe(0));
  expect(writer.problem).toBeNull();
  expect(await written()).toBe(25);
  expect(await touchedIntervals(db)).toBe(1);

  await embedded.close();
  spool.put(visits(25, 60), []);
  await vi.waitFor(
    () => expect(writer.problem).toMatch(/^The database takes no rows: .*; 35 rows \(\d+ kB\) wait on this disk/),
    5000,
  );
  expect(writer.heldUp).toBe(35);

  embedded = await openEmbeddedDatabase({ dataDir: shared.dataDir, port, onFailure: () => undefined });
  await vi.waitFor(() => expect(spool.size()).toBe(0), 20_000);
  await vi.waitFor(() => expect(writer.problem).toBeNull());
  expect(writer.problem).toBeNull();
  expect(await written()).toBe(60);
  await writer.stop();
  spool.close();
  await db.destroy();
});

test('a row that the database refuses is named and holds up no other', async () => {
  const db = openDatabase({ url: embedded.url, applicationName: 'test' });
  const spool = new Spool(join(shared.dataDir, 'refused.sqlite'));
  const refused: string[] = [];
  const writer = new LedgerWriter({ db, spool, onRefused: (sentence) => refused.push(sentence) });
  spool.put(visits(100, 120), []);
  spool.put([{ ...visits(110, 111)[0], waitSeconds: -1 } as Visit], []);
  writer.start();
  await vi.waitFor(() => expect(spool.size()).toBe(0));
  await writer.stop();
  expect(refused).toHaveLength(1);
  expect(refused[0]).toMatch(/^The database refused a row of the ledger \(.*\): call call\.110 in queue genel of 153$/);
  expect((await visitsOffered(db, '153', noon + 100, noon + 120)).map(({ callId }) => callId)).not.toContain(
    'call.110',
  );
  expect(await visitsOffered(db, '153', noon + 100, noon + 120)).toHaveLength(19);
  spool.close();
  await db.destroy();
});

function visits(from: number, to: number): Visit[] {
  return Array.from({ length: to - from }, (_, i) => ({
    exchange: '153',
    callId: `call.${from + i}`,
    queue: 'genel',
    nth: 1,
    contactId: `call.${from + i}`,
    channel: 'voice',
    offeredAt: noon + from + i,
    position: null,
    waitEndedAt: noon + 5000,
    waitSeconds: 5,
    outcome: 'abandoned',
    outcomeReason: null,
    agent: null,
    agentName: null,
    ringSeconds: null,
    talkEndedAt: null,
    talkSeconds: null,
    talkEnd: null,
    holdSeconds: null,
    wrapUpSeconds: null,
  }));
}
