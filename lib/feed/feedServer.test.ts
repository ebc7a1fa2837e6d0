import { createServer } from 'node:http';
import type { AddressInfo, Socket as NetSocket } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CentreSettings, ExchangeSettings } from '../settings.ts';
import { applyPatch, emptyFloor } from './applyPatch.ts';
import type {
  AgentNow,
  Floor,
  IngestClientEvents,
  IngestServerEvents,
  OutlookNow,
  Patch,
  QueueNow,
  WallClientEvents,
  WallServerEvents,
} from './feedEvents.ts';
import { attachFeed, type FeedServer } from './feedServer.ts';
import { type FeedSockets, openFeedSockets } from './feedSockets.ts';
import { ingestConnection } from './ingestConnection.ts';
import { testBook } from './testBook.ts';

const centres: CentreSettings[] = ['153', '185'].map((id) => ({
  id,
  label: `Alo ${id}`,
  zone: 'Europe/Istanbul',
  serviceLevelFormula: 'strict',
  outOfScopeSubjects: [],
  target: { ratio: 0.8, thresholdSeconds: 20 },
  queues: id === '185' ? [{ exchange: '153', queue: 'su', label: 'Su', thresholdSeconds: 20 }] : [],
}));
const exchanges: ExchangeSettings[] = ['153', '185'].map((id) => ({
  id,
  label: `Santral ${id}`,
  centre: id,
  host: '127.0.0.1',
  port: 5038,
  username: 'santral',
  secret: 'x',
  login: 'md5',
  tls: false,
  queueLog: null,
  queueLogZone: 'Europe/Istanbul',
  inboundContexts: [],
  containedContexts: [],
  wrapUpSeconds: 0,
  suspicionLimits: { ringingSeconds: null, wrapUpSeconds: null },
  callerNumbers: false,
  demo: false,
}));

let server: FeedSockets;
let feed: FeedServer;
let hall: ReturnType<typeof testBook>;
let url: string;
let open: Socket[] = [];

beforeEach(async () => {
  const http = createServer();
  server = openFeedSockets(http, { ingestKey: 'anahtar' });
  hall = testBook(centres);
  feed = attachFeed(server, {
    ingestKey: 'anahtar',
    centres,
    exchanges,
    build: 'b1',
    onHealth: () => {},
    onPartGone: () => {},
    ...hall,
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const socket of open) socket.disconnect();
  open = [];
  hall.book.stop();
  feed.close();
  await server.close();
});

function worker(key = 'anahtar', part = 'pbx:153'): Socket<IngestServerEvents, IngestClientEvents> {
  const socket = io(`${url}/ingest`, { ...ingestConnection(key, part), forceNew: true });
  open.push(socket);
  return socket;
}

/** A screen that keeps its own floor by the contract: patches in sequence, a snapshot after a gap. */
function screen(board: string, options: { perMessageDeflate?: boolean } = {}) {
  const socket: Socket<WallServerEvents, WallClientEvents> = io(`${url}/wall`, {
    ...{ auth: { board }, transports: ['websocket'], forceNew: true, ...(options as object) },
  });
  open.push(socket);
  const seen = { floor: emptyFloor(), epoch: '', seq: -1, snapshots: 0, patches: [] as Patch[], gaps: 0 };
  socket.on('snapshot', (snapshot) => {
    Object.assign(seen, {
      floor: snapshot.floor,
      epoch: snapshot.epoch,
      seq: snapshot.seq,
      snapshots: seen.snapshots + 1,
    });
  });
  socket.on('patch', (patch) => {
    if (patch.epoch !== seen.epoch || patch.seq > seen.seq + 1) seen.gaps++;
    if (patch.seq <= seen.seq) return;
    seen.seq = patch.seq;
    seen.patches.push(patch);
    applyPatch(seen.floor, patch);
  });
  return { socket, seen };
}

const queue = (centre: string, waiting: number): QueueNow => ({
  id: `${centre}:genel`,
  exchange: centre,
  queue: 'genel',
  centre,
  label: 'Genel',
  thresholdSeconds: 20,
  waiting,
  longestWaitingSince: waiting > 0 ? 1000 : null,
});
const floorOf = (waiting: number): Floor => ({ ...emptyFloor(), queues: { '153:genel': queue('153', waiting) } });

test('a screen gets the floor, then patches in sequence, at most four a second', async () => {
  const pbx = worker();
  pbx.emit('floor', '153', { epoch: 'w1', seq: 0, at: 0, floor: floorOf(1) });
  const { seen } = screen('153');
  await vi.waitFor(() => expect(seen.floor.queues['153:genel']?.waiting).toBe(1));
  const startedAt = Date.now();
  for (let seq = 1; seq <= 200; seq++) {
    pbx.emit('floorPatch', '153', {
      epoch: 'w1',
      seq,
      at: 0,
      changed: { queues: { '153:genel': queue('153', seq) } },
      removed: {},
    });
  }
  await vi.waitFor(() => expect(seen.floor.queues['153:genel']?.waiting).toBe(200));
  expect(seen.gaps).toBe(0);
  expect(seen.patches.length).toBeLessThanOrEqual(2 + Math.ceil((Date.now() - startedAt) / 250));
});

test('a board of one centre shows nothing of another; the board of all shows both', async () => {
  const pbx = worker();
  pbx.emit('floor', '153', { epoch: 'w1', seq: 0, at: 0, floor: floorOf(3) });
  const other = screen('185');
  const all = screen('all');
  await vi.waitFor(() => expect(all.seen.floor.queues['153:genel']?.waiting).toBe(3));
  await vi.waitFor(() => expect(other.seen.snapshots).toBe(1));
  expect(other.seen.floor.queues).toEqual({});
  expect(Object.keys(other.seen.floor.centres)).toEqual(['185']);
  expect(Object.keys(all.seen.floor.centres)).toEqual(['153', '185']);
});

test('after a missing patch the worker is asked for its whole floor', async () => {
  const pbx = worker();
  const asked: string[] = [];
  pbx.on('resync', (exchange) => asked.push(exchange));
  pbx.emit('floor', '153', { epoch: 'w1', seq: 0, at: 0, floor: floorOf(1) });
  for (const seq of [2, 3, 4]) pbx.emit('floorPatch', '153', { epoch: 'w1', seq, at: 0, changed: {}, removed: {} });
  await vi.waitFor(() => expect(asked).toEqual(['153']));
  pbx.emit('floor', '153', { epoch: 'w1', seq: 4, at: 0, floor: floorOf(1) });
  pbx.emit('floorPatch', '153', { epoch: 'w1', seq: 6, at: 0, changed: {}, removed: {} });
  await vi.waitFor(() => expect(asked).toEqual(['153', '153']));
});

test('an agent whose home goes to another centre leaves the one board and comes to the other', async () => {
  const pbx = worker();
  const agent = (centre: string): AgentNow => ({
    ...{ id: '153:A', exchange: '153', centre, name: 'Ayşe', state: 'available', since: 1, pauseReason: null },
    ...{ queues: [], pausedIn: [], onQueue: null, suspect: null },
  });
  pbx.emit('floor', '153', {
    epoch: 'w1',
    seq: 0,
    at: 0,
    floor: { ...emptyFloor(), agents: { '153:A': agent('153') } },
  });
  const [one, other] = [screen('153'), screen('185')];
  await vi.waitFor(() => expect(one.seen.floor.agents['153:A']).toBeDefined());
  await vi.waitFor(() => expect(other.seen.snapshots).toBe(1));
  pbx.emit('floorPatch', '153', {
    epoch: 'w1',
    seq: 1,
    at: 0,
    changed: { agents: { '153:A': agent('185') } },
    removed: {},
  });
  await vi.waitFor(() => expect(other.seen.floor.agents['153:A']).toMatchObject({ centre: '185' }));
  await vi.waitFor(() => expect(one.seen.floor.agents).toEqual({}));
});

test('a board shows the health of every exchange at which its queues stand', async () => {
  const { seen } = screen('185');
  await vi.waitFor(() => expect(Object.keys(seen.floor.sources).sort()).toEqual(['153', '185']));
  const { seen: own } = screen('153');
  await vi.waitFor(() => expect(Object.keys(own.floor.sources)).toEqual(['153']));
});

test('entities that a new floor no longer has leave the screens', async () => {
  const pbx = worker();
  pbx.emit('floor', '153', { epoch: 'w1', seq: 0, at: 0, floor: floorOf(1) });
  const { seen } = screen('all');
  await vi.waitFor(() => expect(seen.floor.queues['153:genel']?.waiting).toBe(1));
  pbx.emit('floor', '153', { epoch: 'w2', seq: 0, at: 0, floor: emptyFloor() });
  await vi.waitFor(() => expect(seen.floor.queues).toEqual({}));
});

test('a worker that goes away makes its source stale and leaves its numbers as they were', async () => {
  const pbx = worker();
  pbx.emit('floor', '153', { epoch: 'w1', seq: 0, at: 0, floor: floorOf(7) });
  const { seen } = screen('153');
  await vi.waitFor(() => expect(seen.floor.queues['153:genel']?.waiting).toBe(7));
  expect(seen.floor.sources['153']).toMatchObject({ state: 'connecting', cause: 'starting' });
  pbx.disconnect();
  await vi.waitFor(() => expect(seen.floor.sources['153']).toMatchObject({ state: 'stale', cause: 'worker_gone' }));
  expect(seen.floor.queues['153:genel']?.waiting).toBe(7);
});

test('a worker that hangs is known to be gone, long before its connection ends', async () => {
  const pbx = worker();
  pbx.emit('floor', '153', { epoch: 'w1', seq: 0, at: 0, floor: floorOf(7) });
  const { seen } = screen('153');
  await vi.waitFor(() => expect(seen.floor.queues['153:genel']?.waiting).toBe(7));
  const wire = (pbx.io.engine.transport as unknown as { ws: { _socket: NetSocket } }).ws._socket;
  wire.pause();
  await vi.waitFor(() => expect(seen.floor.sources['153']).toMatchObject({ state: 'stale', cause: 'worker_gone' }), {
    timeout: 10_000,
  });
  wire.resume();
  const back = await new Promise((done) => pbx.io.once('reconnect', () => done(true)));
  expect(back).toBe(true);
});

test('who shows no key can have nothing large read, packed or not, and is no worker', async () => {
  const { socket } = screen('153');
  await vi.waitFor(() => expect(socket.connected).toBe(true));
  const cut = new Promise((done) => socket.once('disconnect', done));
  // packed by the client, it is a few hundred bytes on the line
  (socket as Socket).emit('report', 'x'.repeat(100_000));
  expect(await cut).toBe('transport close');
  const before = io(`${url}/ingest`, { auth: { part: 'pbx:153' }, transports: ['websocket'], forceNew: true });
  open.push(before);
  const refused = await new Promise<Error>((done) => before.on('connect_error', done));
  expect(refused.message).toMatch(/Invalid namespace/);
});

test('a wrong key and an unknown board are refused', async () => {
  const refused = await new Promise<Error>((done) => worker('wrong').on('connect_error', done));
  expect(refused.message).toMatch(/websocket error/);
  const { socket } = screen('yok');
  const unknown = await new Promise<Error>((done) => socket.on('connect_error', done));
  expect(unknown.message).toBe('unknown_board: there is no board "yok"');
});

test('a screen reads the server clock', async () => {
  const { socket } = screen('all');
  const now = await new Promise<number>((done) => socket.emit('clock', done));
  expect(Math.abs(now - Date.now())).toBeLessThan(60_000);
});

test('screens that come together get one frame that was written once, and every patch after it', async () => {
  const pbx = worker();
  pbx.emit('floor', '153', { epoch: 'w1', seq: 0, at: 0, floor: floorOf(1) });
  const screens = Array.from({ length: 20 }, () => screen('153'));
  await vi.waitFor(() => expect(screens.every(({ seen }) => seen.snapshots === 1)).toBe(true));
  pbx.emit('floorPatch', '153', {
    epoch: 'w1',
    seq: 1,
    at: 0,
    changed: { queues: { '153:genel': queue('153', 9) } },
    removed: {},
  });
  await vi.waitFor(() => expect(screens.every(({ seen }) => seen.floor.queues['153:genel']?.waiting === 9)).toBe(true));
  expect(screens.map(({ seen }) => [seen.snapshots, seen.gaps])).toEqual(screens.map(() => [1, 0]));
});

test('a screen that reads nothing gets no backlog: it catches up with a snapshot, and the others lose nothing', async () => {
  const pbx = worker();
  const big = (seq: number): QueueNow => ({ ...queue('153', seq), label: 'x'.repeat(2 ** 20) });
  pbx.emit('floor', '153', { epoch: 'w1', seq: 0, at: 0, floor: floorOf(0) });
  const slow = screen('153', { perMessageDeflate: false });
  const quick = screen('153');
  await vi.waitFor(() => expect([slow.seen.snapshots, quick.seen.snapshots]).toEqual([1, 1]));
  const wire = (slow.socket.io.engine.transport as unknown as { ws: { _socket: NetSocket } }).ws._socket;
  wire.pause();
  let sent = 0;
  const more = () => {
    sent++;
    const changed = { queues: { '153:genel': big(sent) } };
    pbx.emit('floorPatch', '153', { epoch: 'w1', seq: sent, at: 0, changed, removed: {} });
  };
  // each goes out as a patch of its own; until far more were sent than the connection's buffers hold
  while (sent < 30) {
    more();
    await vi.waitFor(() => expect(quick.seen.floor.queues['153:genel']?.waiting).toBe(sent));
  }
  wire.resume();
  await vi.waitFor(() => expect(slow.seen.floor.queues['153:genel']?.waiting).toBe(sent));
  expect(slow.seen.snapshots).toBeGreaterThan(1);
  expect(slow.seen.patches.length).toBeLessThan(sent);
  // A patch of its own for each, besides what was still to be told when it came.
  expect(quick.seen.patches.length).toBeGreaterThanOrEqual(sent);
  expect([quick.seen.snapshots, quick.seen.gaps]).toEqual([1, 0]);
  more();
  await vi.waitFor(() => expect(slow.seen.floor.queues['153:genel']?.waiting).toBe(sent));
  expect(slow.seen.gaps).toBe(0);
});

test('after a restart of the web process a screen waits for the floors of all exchanges', async () => {
  const http = createServer();
  const restarted = openFeedSockets(http, { ingestKey: 'anahtar' });
  const again = attachFeed(restarted, {
    ingestKey: 'anahtar',
    centres,
    exchanges,
    build: 'b1',
    firstFloorsMs: 60_000,
    onHealth: () => {},
    onPartGone: () => {},
    ...hall,
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const { socket, seen } = screen('all');
  await vi.waitFor(() => expect(socket.connected).toBe(true));
  const pbx = worker();
  pbx.emit('floor', '153', { epoch: 'w1', seq: 0, at: 0, floor: floorOf(1) });
  socket.emit('resync');
  await vi.waitFor(() => expect(again.sources()).toHaveLength(2));
  await socket.timeout(5_000).emitWithAck('clock');
  expect(seen.snapshots).toBe(0);
  pbx.emit('floor', '185', { epoch: 'w2', seq: 0, at: 0, floor: { ...emptyFloor(), queues: {} } });
  await vi.waitFor(() => expect(seen.floor.queues['153:genel']?.waiting).toBe(1));
  expect(seen.snapshots).toBe(1);
  again.close();
  await restarted.close();
});

test('the planner’s outlooks are on the boards of their centres, and stay there while it is away', async () => {
  const outlook = (centre: string, mean: number): OutlookNow => ({
    ...{ id: `${centre}@0`, centre, queue: null, start: 0, madeAt: 1, mean, p10: mean - 10, p90: mean + 10 },
    ...{ expected: [mean], low: [null], high: [null] },
  });
  const planner = worker('anahtar', 'planner');
  planner.emit('outlooks', [outlook('153', 100), outlook('185', 200), outlook('unknown', 1)]);
  const { seen } = screen('153');
  const { seen: all } = screen('all');
  await vi.waitFor(() => expect(Object.keys(all.floor.outlooks)).toEqual(['153@0', '185@0']));
  await vi.waitFor(() => expect(seen.floor.outlooks).toEqual({ '153@0': outlook('153', 100) }));

  // A worker's floor leaves them alone; nobody else may tell any.
  const pbx = worker();
  pbx.emit('outlooks', []);
  pbx.emit('floor', '153', { epoch: 'w1', seq: 0, at: 0, floor: floorOf(3) });
  await vi.waitFor(() => expect(seen.floor.queues['153:genel']?.waiting).toBe(3));
  expect(seen.floor.outlooks['153@0']?.mean).toBe(100);

  planner.emit('outlooks', [{ ...outlook('153', 100), id: '153@1', start: 1 }]);
  await vi.waitFor(() => expect(Object.keys(all.floor.outlooks)).toEqual(['153@1']));
  planner.disconnect();
  const { seen: late } = screen('153');
  await vi.waitFor(() => expect(Object.keys(late.floor.outlooks)).toEqual(['153@1']));
});
