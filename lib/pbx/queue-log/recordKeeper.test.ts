import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { LedgerWriter } from '#lib/database/ledgerWriter.ts';
import { gapsWithin, upsertObservationGap } from '#lib/database/observationGaps.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { visitsOffered } from '#lib/database/visits.ts';
import { LiveExchange } from '#lib/floor/liveExchange.ts';
import { Spool } from '#lib/ledger/spool.ts';
import { DaySoFar } from './daySoFar.ts';
import { importQueueLog } from './import.ts';
import { openFollowedLog } from './openFollowedLog.ts';
import { QueueLogFollower } from './queueLogFollower.ts';
import { RecordKeeper } from './recordKeeper.ts';

const { waitFor } = vi;

const top = mkdtempSync(join(tmpdir(), 'santral-record-'));
let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(async () => {
  await shared.close();
  rmSync(top, { recursive: true });
});
const running: { stop(): unknown }[] = [];
afterEach(async () => {
  for (const part of running.splice(0)) await part.stop();
});

const now = Math.floor(Date.now() / 1000);
const rows = (call: string, at: number, wait = 9) =>
  `${at}|${call}|genel|NONE|ENTERQUEUE||0532|1\n${at + wait}|${call}|genel|NONE|ABANDON|1|1|${wait}\n`;

/** A worker with its spool, floor and database; the exchange's events do not reach it. */
function worker(exchange: string, folder = mkdtempSync(join(top, 'worker-')), queueLog: string | null = 'queue_log') {
  const path = join(folder, 'queue_log');
  const spool = new Spool(join(folder, 'spool.sqlite'));
  const writer = new LedgerWriter({ db: shared.db, spool });
  const live = new LiveExchange({
    exchange,
    profileOf: (queue) => ({ centre: 'b', label: queue, thresholdSeconds: 20 }),
    wrapUpSeconds: 0,
    suspicionLimits: { ringingSeconds: null, wrapUpSeconds: null },
    onSuspect: () => undefined,
  });
  const dayStart = () => (now - 7200) * 1000;
  const day = new DaySoFar({
    db: shared.db,
    exchange,
    queueLog: null,
    from: dayStart,
    recount: (from) => live.recount(from, { visits: spool.waitingVisits(), contacts: spool.waitingContacts() }),
    onBrought: () => undefined,
    onProblem: () => undefined,
    pauseMs: 20,
  });
  const follower = new QueueLogFollower({
    exchange,
    ...openFollowedLog({ exchange: { queueLog: path, queueLogZone: 'UTC' }, onNotice: () => undefined }),
    keepIn: join(folder, 'kept'),
    onTold: (visits, contacts) => keeper.take(visits, contacts),
    isKept: () => true,
    onNotice: () => undefined,
    pollMs: 20,
    quietMs: 50,
  });
  const keeper = new RecordKeeper({
    db: shared.db,
    exchange,
    live,
    spool,
    onItsWay: () => undefined,
    keep: (visits) => spool.put(visits, []),
    covered: () => (queueLog === null ? null : follower.covered),
    dayStart,
    recount: (from) => day.ask(from),
    everyMs: 20,
  });
  day.ask();
  writer.start();
  keeper.start();
  if (queueLog !== null) follower.start();
  running.push(follower, keeper, day, writer, { stop: () => spool.close() });
  const offered = () => [...live.floor.intervals.values()].reduce((sum, interval) => sum + interval.offered, 0);
  return { folder, path, follower, offered };
}
const gaps = async (exchange: string) => (await gapsWithin(shared.db, [exchange], 0, 4e12)).length;

test('rows that come are in the database and on the floor, each visit once', async () => {
  const folder = mkdtempSync(join(top, 'worker-'));
  writeFileSync(join(folder, 'queue_log'), rows('c.0', now - 600));
  const x = worker('a', folder);
  await waitFor(() => expect(x.follower.covered).not.toBeNull());
  appendFileSync(x.path, rows('c.1', now - 60) + rows('c.2', now + 1));
  await waitFor(() => expect(x.offered()).toBe(2));
  await waitFor(async () => expect(await visitsOffered(shared.db, 'a', 0, 4e12)).toHaveLength(2));
  expect(x.offered()).toBe(2);
});

test('a gap closes when the log has been read past its end, and only after its rows are in the database', async () => {
  const folder = mkdtempSync(join(top, 'worker-'));
  writeFileSync(join(folder, 'queue_log'), rows('c.0', now - 3600));
  const gap = { exchange: 'b', startedAt: (now - 30) * 1000, endedAt: (now - 20) * 1000, reason: 'closed' };
  const before = { exchange: 'b', startedAt: (now - 7000) * 1000, endedAt: (now - 6990) * 1000, reason: 'closed' };
  await upsertObservationGap(shared.db, gap);
  await upsertObservationGap(shared.db, before);
  expect(await gaps('b')).toBe(2);
  worker('b', folder);
  await waitFor(async () => expect(await gaps('b')).toBe(1));
  // that one lies before all that was read
  expect(await gapsWithin(shared.db, ['b'], 0, 4e12)).toEqual([before]);
});

test('without a queue_log a gap stays until somebody imports what covers it; today reaches the running floor', async () => {
  const gap = { exchange: 'c', startedAt: (now - 500) * 1000, endedAt: (now - 400) * 1000, reason: 'closed' };
  await upsertObservationGap(shared.db, gap);
  const x = worker('c', undefined, null);
  const first = join(x.folder, 'brought.1');
  const second = join(x.folder, 'brought');
  writeFileSync(first, rows('c.1', now - 900) + rows('c.2', now - 460));
  await importQueueLog({ db: shared.db, exchange: 'c', files: [first] });
  await waitFor(() => expect(x.offered()).toBe(2));
  expect(await gaps('c')).toBe(1);
  writeFileSync(second, rows('c.3', now - 300));
  await importQueueLog({ db: shared.db, exchange: 'c', files: [first, second] });
  expect(await gaps('c')).toBe(0);
  await waitFor(() => expect(x.offered()).toBe(3));
});
