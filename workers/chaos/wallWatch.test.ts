import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyFloor } from '#lib/feed/applyPatch.ts';
import type { BoardBook } from '#lib/feed/boardBook.ts';
import type { Floor, IngestClientEvents, IngestServerEvents } from '#lib/feed/feedEvents.ts';
import { attachFeed, type FeedServer } from '#lib/feed/feedServer.ts';
import { type FeedSockets, openFeedSockets } from '#lib/feed/feedSockets.ts';
import { ingestConnection } from '#lib/feed/ingestConnection.ts';
import { testBook } from '#lib/feed/testBook.ts';
import { centreDay } from '#lib/interval/centreDay.ts';
import { tallyRow } from '#lib/interval/tallyRow.ts';
import { emptyTally } from '#lib/interval/tallyVisit.ts';
import type { CentreSettings } from '#lib/settings.ts';
import { QueueLogTruth } from './queueLogTruth.ts';
import { WallWatch } from './wallWatch.ts';

/** A wall that breaks its promises: the watch must not be one that never finds anything. */
const zone = 'Europe/Istanbul';
let folder: string;
let server: FeedSockets;
let feed: FeedServer;
let worker: Socket<IngestServerEvents, IngestClientEvents>;
let watch: WallWatch;
let book: BoardBook;
let seq = 0;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'santral-watch-'));
  writeFileSync(join(folder, 'queue_log'), '1|NONE|NONE|NONE|QUEUESTART|\n');
  const http = createServer();
  server = openFeedSockets(http, { ingestKey: 'anahtar' });
  const centres: CentreSettings[] = [
    {
      id: '153',
      label: '153',
      zone,
      serviceLevelFormula: 'strict',
      outOfScopeSubjects: [],
      target: { ratio: 0.8, thresholdSeconds: 20 },
      queues: [],
    },
  ];
  const hall = testBook(centres);
  book = hall.book;
  feed = attachFeed(server, {
    ingestKey: 'anahtar',
    ...hall,
    centres,
    exchanges: [{ id: '153', label: '153', centre: '153', demo: false }] as unknown as Parameters<
      typeof attachFeed
    >[1]['exchanges'],
    build: 'b1',
    onHealth: () => undefined,
    onPartGone: () => undefined,
  });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  worker = io(`${url}/ingest`, {
    ...ingestConnection('anahtar', 'pbx:153'),
    forceNew: true,
  });
  const truths = new Map([['153', new QueueLogTruth(join(folder, 'queue_log'))]]);
  watch = new WallWatch(url, truths, 'role=supervisor');
  await vi.waitFor(() => expect(watch.connected).toBe(true));
});
afterEach(async () => {
  watch.close();
  worker.disconnect();
  feed.close();
  book.stop();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function floor(offered: number, more: Partial<Floor> = {}): Floor {
  const start = centreDay(Date.now(), zone).dayStart;
  const id = `153:genel@${start}`;
  const counts = tallyRow({ ...emptyTally(start), offered });
  return { ...emptyFloor(), days: { [id]: { id, queue: '153:genel', centre: '153', start, counts } }, ...more };
}
const tell = (told: Floor) => worker.emit('floor', '153', { epoch: 'w', seq: seq++, at: Date.now(), floor: told });

test('a count of today that drops is found, one that grows is none', async () => {
  tell(floor(7));
  await vi.waitFor(() => expect(watch.result.checks).toBeGreaterThan(1));
  tell(floor(9));
  tell(floor(9));
  await vi.waitFor(() => expect(Object.values(watch.floor?.days ?? {})[0]?.counts[0]).toBe(9));
  expect(watch.result.broken).toEqual({});
  tell(floor(8));
  await vi.waitFor(() => expect(watch.result.broken).toEqual({ 'a count of today dropped': 1 }));
  expect(watch.result.named[0]).toMatch(/153:genel offered from 9 to 8$/);
});

test('what the wall says otherwise than the log at the end is named, and who is still on it', async () => {
  const at = Math.floor(Date.now() / 1000);
  appendFileSync(
    join(folder, 'queue_log'),
    `${at}|a.1|genel|NONE|ENTERQUEUE|||1\n${at}|a.1|genel|NONE|ABANDON|1|1|0\n`,
  );
  const contact = { id: '153|b.1|genel|1', queue: '153:genel', centre: '153', state: 'waiting' as const, since: 1 };
  tell(floor(1, { contacts: { [contact.id]: contact } }));
  await vi.waitFor(() =>
    expect(watch.differences()).toEqual([
      '153|b.1|genel|1 is still waiting',
      '153:genel abandoned: 0 on the wall, 1 in the log',
    ]),
  );
});

test('a timer that runs ahead is found', async () => {
  const since = Date.now() + 60_000;
  const contact = { id: '153|b.1|genel|1', queue: '153:genel', centre: '153', state: 'waiting' as const, since };
  tell(floor(1, { contacts: { [contact.id]: contact } }));
  await vi.waitFor(() => expect(watch.result.broken).toHaveProperty('a timer runs ahead'), 5_000);
  expect(watch.result.broken).not.toHaveProperty('a ghost waits on the wall');
});

test('figures that look live though nothing can be heard are found', async () => {
  const source = {
    ...{ id: '153', centre: '153', label: '153', state: 'live' as const, since: Date.now() - 1_000 },
    ...{ lastHeardAt: Date.now(), cause: null, detail: null, demo: false },
  };
  tell(floor(1, { sources: { 153: source } }));
  await vi.waitFor(() => expect(watch.liveSince('153')).not.toBeNull());
  watch.silent('153', 'line');
  // five seconds are the promise
  await vi.waitFor(() => expect(watch.result.broken).toEqual({ 'shown as live while silent': 1 }), 12_000);
}, 15_000);
