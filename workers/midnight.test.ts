import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Server } from 'socket.io';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { historyOf } from '#lib/database/historyRows.ts';
import { rollUpTouched } from '#lib/database/rollups.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { attachFeed, type FeedServer } from '#lib/feed/feedServer.ts';
import { response, TestExchange } from '#lib/pbx/ami/testExchange.ts';
import { loadSettings } from '#lib/settings.ts';
import { boardFigures } from '../app/wall/[board]/boardFigures.ts';
import { createFloorStore, type FloorStore } from '../app/wall/[board]/floorStore.ts';
import { openWallLink, steadyNow } from '../app/wall/[board]/wallLink.ts';
import { type TestClock, testClock } from './clock/testClock.ts';

/**
 * Midnight in Istanbul with a call in the queue: an exchange, its worker, the database and a screen, over their real
 * sockets; the clocks of the worker and of the feed are moved by the test.
 */
const midnight = Date.UTC(2026, 10, 21, 21);
const minute = 60_000;
const at = (minutes: number, seconds = 0) => midnight + minutes * minute + seconds * 1000;

let clock: TestClock;
let shared: TestDatabase;
let exchange: TestExchange;
let io: Server;
let feed: FeedServer;
let store: FloorStore;
let worker: ChildProcess;
let env: NodeJS.ProcessEnv;
const closing: (() => unknown)[] = [];
/** What the exchange lists: waiting calls by id with the instant of their joining, and since when Ayşe pauses. */
const hall = { waiting: new Map<string, number>(), pausedAt: null as number | null };

beforeAll(async () => {
  clock = testClock(at(-3));
  vi.useFakeTimers({ toFake: ['Date'], now: at(-3) });
  shared = await openTestDatabase();
  exchange = await TestExchange.listen({ secret: 'sir', reply: (action) => listed(action) });
  const http = createServer();
  io = new Server(http);
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const { port } = http.address() as AddressInfo;
  const config = join(shared.dataDir, 'santral.yaml');
  writeFileSync(
    config,
    `centres: [{ id: merkez, queues: [{ queue: genel }] }]
exchanges: [{ id: x, host: 127.0.0.1, port: ${exchange.port}, username: santral, login: plain }]\n`,
  );
  env = {
    ...process.env,
    ...clock.env,
    SANTRAL_CONFIG: config,
    SANTRAL_SECRET_X: 'sir',
    SANTRAL_DATA: shared.dataDir,
    SANTRAL_INGEST_KEY: 'anahtar',
    SANTRAL_LOG_LEVEL: 'error',
    DATABASE_URL: shared.embedded.url,
    PORT: String(port),
  };
  const { centres, exchanges, ingestKey } = loadSettings(env);
  feed = attachFeed(io, { ingestKey, centres, exchanges, build: 'b', onHealth: () => {}, onPartGone: () => {} });
  store = createFloorStore(steadyNow);
  closing.push(openWallLink('merkez', store, () => {}, `http://127.0.0.1:${port}`));
  worker = startWorker();
  await vi.waitFor(() => expect(store.state().floor?.sources.x?.state).toBe('live'), 20_000);
}, 60_000);
afterAll(async () => {
  for (const close of closing) await close();
  worker?.kill('SIGKILL');
  feed?.close();
  await io?.close();
  await exchange?.close();
  await shared?.close();
  clock?.close();
  vi.useRealTimers();
});

function startWorker(): ChildProcess {
  return spawn(process.execPath, [new URL('pbx.ts', import.meta.url).pathname, 'x'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  });
}

/** The clocks of the worker and of the feed. */
function setClocks(to: number): void {
  clock.set(to);
  vi.setSystemTime(to);
}

function say(event: string, when: number, headers: Record<string, string | number>): void {
  const lines = Object.entries({
    Event: event,
    Privilege: 'agent,all',
    Timestamp: `${when / 1000}.000001`,
    ...headers,
  });
  exchange.send(`${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`);
}

function listed(action: Record<string, string>): string | undefined {
  const list = (complete: string, items: string[][]) =>
    [
      response(action, 'Success', 'EventList: start'),
      ...[...items, [`Event: ${complete}`, 'EventList: Complete', `ListItems: ${items.length}`]].map(
        (item) => `${[...item, `ActionID: ${action.actionid}`].join('\r\n')}\r\n\r\n`,
      ),
    ].join('');
  if (action.action === 'Login')
    return `${response(action, 'Success')}Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: 864000\r\n\r\n`;
  if (action.action === 'QueueStatus') {
    const member = ['Event: QueueMember', 'Queue: genel', 'Name: Ayşe', 'Location: PJSIP/1', 'Status: 1'];
    const paused = hall.pausedAt === null ? ['Paused: 0'] : ['Paused: 1', `LastPause: ${hall.pausedAt / 1000}`];
    const entries = [...hall.waiting].map(([id, since], index) => [
      'Event: QueueEntry',
      'Queue: genel',
      `Position: ${index + 1}`,
      `Uniqueid: ${id}`,
      `Wait: ${Math.floor((clock.now() - since) / 1000)}`,
    ]);
    return list('QueueStatusComplete', [
      ['Event: QueueParams', 'Queue: genel', 'Max: 0'],
      [...member, ...paused],
      ...entries,
    ]);
  }
  if (action.action === 'QueueSummary') return list('QueueSummaryComplete', []);
  if (action.action !== 'CoreShowChannels') return undefined;
  const channels = [...hall.waiting.keys()].map((id) => [
    'Event: CoreShowChannel',
    `Uniqueid: ${id}`,
    `Linkedid: ${id}`,
  ]);
  return list('CoreShowChannelsComplete', channels);
}

function joins(id: string, when: number): void {
  hall.waiting.set(id, when);
  say('QueueCallerJoin', when, { Uniqueid: id, Linkedid: id, Queue: 'genel', Position: hall.waiting.size });
}
function isAnswered(id: string, when: number): void {
  const call = { Uniqueid: id, Linkedid: id, Queue: 'genel', Position: 1 };
  const wait = Math.round((when - (hall.waiting.get(id) ?? when)) / 1000);
  hall.waiting.delete(id);
  const agent = { ...call, DestUniqueid: `${id}d`, Interface: 'PJSIP/1', MemberName: 'Ayşe', HoldTime: wait };
  say('QueueCallerLeave', when, call);
  say('AgentConnect', when, { ...agent, RingTime: 2 });
  say('AgentComplete', when + 30_000, { ...agent, TalkTime: 30, Reason: 'agent' });
  say('Hangup', when + 30_000, { Uniqueid: id, Linkedid: id, Cause: 16 });
}

const figures = () => boardFigures(store.state().floor ?? ({} as never), 'merkez', store.now());
const today = () => {
  const { waiting, today } = figures();
  return { waiting, offered: today?.offered, answered: today?.answered };
};
/** What history says of the calendar day that begins at `from`. */
async function historyOfDay(from: number) {
  await rollUpTouched(shared.db);
  const { total } = await historyOf(shared.db, {
    queues: [{ exchange: 'x', queue: 'genel' }],
    from,
    to: from + 24 * 60 * minute,
    step: 'day',
    zone: 'Europe/Istanbul',
    formula: 'strict',
    thresholdSeconds: 20,
  });
  return { offered: total.offered, answered: total.answered, inProgress: total.inProgress };
}

test('before midnight a call is answered, another waits, and the agent takes a break', async () => {
  joins('a', at(-3, 5));
  isAnswered('a', at(-3, 10));
  setClocks(at(-2, 1));
  joins('b', at(-2));
  hall.pausedAt = at(-2);
  const pause = {
    Queue: 'genel',
    Interface: 'PJSIP/1',
    MemberName: 'Ayşe',
    Status: 1,
    Paused: 1,
    LastPause: at(-2) / 1000,
  };
  say('QueueMemberPause', at(-2), pause);
  await vi.waitFor(() => expect(today()).toEqual({ waiting: 1, offered: 2, answered: 1 }), 10_000);
  await vi.waitFor(() => expect(figures().agentCounts?.paused).toBe(1), 10_000);
});

test('at midnight the day’s figures begin anew; the wait and the break go on', async () => {
  setClocks(at(1));
  await vi.waitFor(() => expect(today()).toEqual({ waiting: 1, offered: 0, answered: 0 }), 15_000);
  await vi.waitFor(() => expect(store.state().floor?.centres.merkez?.dayStart).toBe(midnight), 15_000);
  const shown = figures();
  expect(shown.queues[0]?.queue.longestWaitingSince).toBe(at(-2));
  expect(shown.agents[0]).toMatchObject({ state: 'paused', since: at(-2) });
}, 40_000);

test('a worker that is killed and comes back at 00:02 says the same', async () => {
  worker.kill('SIGKILL');
  await vi.waitFor(() => expect(store.state().floor?.sources.x?.cause).toBe('worker_gone'), 10_000);
  setClocks(at(2));
  worker = startWorker();
  await vi.waitFor(() => expect(store.state().floor?.sources.x?.state).toBe('live'), 20_000);
  await vi.waitFor(() => expect(today()).toEqual({ waiting: 1, offered: 0, answered: 0 }), 10_000);
  const shown = figures();
  expect(shown.queues[0]?.queue.longestWaitingSince).toBe(at(-2));
  expect(shown.agents[0]).toMatchObject({ state: 'paused', since: at(-2) });
  expect(await historyOfDay(midnight - 24 * 60 * minute)).toEqual({ offered: 2, answered: 1, inProgress: 1 });
}, 40_000);

test('answered at 00:03 it is one of yesterday’s answered calls, and today a new call is the first', async () => {
  setClocks(at(4));
  isAnswered('b', at(3));
  await vi.waitFor(() => expect(today()).toEqual({ waiting: 0, offered: 0, answered: 0 }), 10_000);
  joins('c', at(4));
  isAnswered('c', at(4, 5));
  await vi.waitFor(() => expect(today()).toEqual({ waiting: 0, offered: 1, answered: 1 }), 10_000);
  await vi.waitFor(
    async () => {
      expect(await historyOfDay(midnight - 24 * 60 * minute)).toEqual({ offered: 2, answered: 2, inProgress: 0 });
      expect(await historyOfDay(midnight)).toEqual({ offered: 1, answered: 1, inProgress: 0 });
    },
    { timeout: 20_000, interval: 300 },
  );
}, 40_000);
