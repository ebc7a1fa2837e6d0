import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { contactsStarted } from '#lib/database/contacts.ts';
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
    keep: (visits, contacts) => spool.put(visits, contacts),
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
  const days = () => Object.values(live.floor.floor.contactDays).map((one) => ({ ...one, id: '', start: 0 }));
  return { folder, path, live, follower, offered, days };
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

test('contacts of the dialplan’s own rows and of queues reach the database and the day, each once', async () => {
  const folder = mkdtempSync(join(top, 'worker-'));
  const contact = (callId: string, began: number, ended: number, told: string) =>
    `${ended}|${callId}|NONE|NONE|SANTRALCONTACT|${began}|${told}\n`;
  writeFileSync(join(folder, 'queue_log'), rows('d.0', now - 600));
  const x = worker('d', folder);
  await waitFor(() => expect(x.follower.covered).not.toBeNull());
  expect(x.follower.tellsContacts).toBe(false);
  appendFileSync(x.path, contact('d.1', now - 90, now - 70, '1|su') + contact('d.2', now - 75, now - 65, '0|'));
  appendFileSync(x.path, rows('d.3', now - 60) + contact('d.3', now - 80, now - 30, '0|fatura'));
  appendFileSync(x.path, rows('d.5', now - 29));
  appendFileSync(x.path, contact('d.4', now - 20, now - 1, '1|su'));
  // those of the IVR are the exchange's own centre's, the others those of their queue's
  await waitFor(() => {
    const [ivr, queued] = x.days();
    expect(ivr).toMatchObject({ centre: 'd', contacts: 3, contained: 2, leftInIvr: 1, toQueue: 0, withSubject: 2 });
    expect(queued).toMatchObject({ centre: 'b', contacts: 2, contained: 0, toQueue: 2, withSubject: 1 });
  });
  expect(x.follower.tellsContacts).toBe(true);
  const kept = async () =>
    (await contactsStarted(shared.db, 'd', 0, 4e12)).map((one) => [
      ...[one.contactId, one.startedAt / 1000 - now, (one.endedAt ?? 0) / 1000 - now],
      ...[one.visits, one.firstQueue, one.contained, one.subject],
    ]);
  await waitFor(async () =>
    expect(await kept()).toEqual([
      ['d.1', -90, -70, 0, null, true, 'su'],
      ['d.3', -80, -30, 1, 'genel', false, 'fatura'],
      ['d.2', -75, -65, 0, null, false, null],
      ['d.5', -29, expect.any(Number), 1, 'genel', false, null],
      ['d.4', -20, -1, 0, null, true, 'su'],
    ]),
  );
});
