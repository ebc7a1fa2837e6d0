import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Namespace, Server } from 'socket.io';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { centre, floor, queue } from '#lib/board/sampleFloor.ts';
import type { Patch, Snapshot, WallClientEvents, WallServerEvents } from '#lib/feed/feedEvents.ts';
import { createFloorStore, type FloorStore } from './floorStore.ts';
import { openWallLink, steadyNow } from './wallLink.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** A server whose every step the test decides; it answers `resync` with `floorNow`. */
async function startServer(port = 0, { answersClock = true } = {}) {
  const http = createServer();
  const io = new Server(http);
  const wall: Namespace<WallClientEvents, WallServerEvents> = io.of('/wall');
  const state = { seq: 1, waiting: 0, resyncs: 0, clockAsks: 0, answersClock, boards: [] as string[] };
  const floorNow = (): Snapshot => ({
    epoch: 'a',
    seq: state.seq,
    at: Date.now(),
    floor: floor({ centres: [centre('153')], queues: [queue('153', 'genel', { waiting: state.waiting })] }),
  });
  wall.on('connection', (socket) => {
    state.boards.push(socket.handshake.auth.board);
    socket.emit('build', 'build-1');
    socket.emit('snapshot', floorNow());
    socket.on('resync', () => {
      state.resyncs++;
      socket.emit('snapshot', floorNow());
    });
    socket.on('clock', (reply) => {
      state.clockAsks++;
      if (state.answersClock) reply(steadyNow() + 3_600_000);
    });
  });
  await new Promise<void>((listening) => http.listen(port, '127.0.0.1', listening));
  const close = () => io.close();
  closing.push(close);
  const patch = (seq: number, waiting: number) => {
    state.seq = seq;
    state.waiting = waiting;
    const changed = queue('153', 'genel', { waiting });
    const sent: Patch = {
      epoch: 'a',
      seq,
      at: Date.now(),
      changed: { queues: { [changed.id]: changed } },
      removed: {},
    };
    wall.emit('patch', sent);
  };
  return { port: (http.address() as AddressInfo).port, state, patch, close };
}

function openScreen(port: number) {
  const store = createFloorStore(steadyNow);
  const builds: string[] = [];
  const close = openWallLink('153', store, (id) => builds.push(id), `http://127.0.0.1:${port}`);
  closing.push(close);
  return { store, builds, close };
}
const waiting = (store: FloorStore) => store.state().floor?.queues['153:genel']?.waiting;

describe('openWallLink', () => {
  it('joins its board, follows patches and learns the server’s clock', async () => {
    const server = await startServer();
    const { store, builds } = openScreen(server.port);
    await expect.poll(() => store.state().link).toBe('live');
    expect([server.state.boards, builds]).toEqual([['153'], ['build-1']]);
    server.patch(2, 5);
    await expect.poll(() => waiting(store)).toBe(5);
    await expect.poll(() => Math.round((store.now() - Date.now()) / 60_000)).toBe(60);
    expect(server.state.resyncs).toBe(0);
  });

  it('asks once for a snapshot after a gap', async () => {
    const server = await startServer();
    const { store } = openScreen(server.port);
    await expect.poll(() => store.state().link).toBe('live');
    server.patch(4, 8);
    server.patch(5, 9);
    await expect.poll(() => waiting(store)).toBe(9);
    expect(server.state.resyncs).toBe(1);
    server.patch(6, 10);
    await expect.poll(() => waiting(store)).toBe(10);
  });

  it('keeps the last floor while the server is away, and comes back by itself', async () => {
    const server = await startServer();
    const { store } = openScreen(server.port);
    await expect.poll(() => store.state().link).toBe('live');
    server.patch(2, 7);
    await expect.poll(() => waiting(store)).toBe(7);
    await server.close();
    await expect.poll(() => store.state().link).toBe('lost');
    expect(waiting(store)).toBe(7);
    await startServer(server.port);
    await expect.poll(() => store.state().link).toBe('live');
    expect(waiting(store)).toBe(0);
  });

  it('gives up a line that is silent though not cut, until the server speaks again', async () => {
    const server = await startServer();
    const { store } = openScreen(server.port);
    await expect.poll(() => store.state().link).toBe('live');
    server.state.answersClock = false;
    await expect.poll(() => store.state().link).toBe('lost');
    server.state.answersClock = true;
    await expect.poll(() => store.state().link).toBe('live');
  });

  it('once closed stays so', async () => {
    const server = await startServer();
    const { store, close } = openScreen(server.port);
    await expect.poll(() => store.state().link).toBe('live');
    vi.useFakeTimers({ toFake: ['setTimeout'] });
    close();
    vi.advanceTimersByTime(60_000);
    vi.useRealTimers();
    const later = openScreen(server.port);
    await expect.poll(() => later.store.state().link).toBe('live');
    expect(server.state.boards).toHaveLength(2);
  });

  it('knows soon that its line did not outlive the machine’s sleep, and takes a new one', async () => {
    const server = await startServer();
    const { store } = openScreen(server.port);
    await expect.poll(() => store.state().link).toBe('live');
    server.state.answersClock = false;
    sleepFor(3_600_000);
    await expect.poll(() => store.state().link).toBe('lost');
    server.state.answersClock = true;
    await expect.poll(() => server.state.boards.length).toBe(2);
    await expect.poll(() => store.state().link).toBe('live');
  });

  it('is live and in time when this machine’s clock is set while it is open', async () => {
    const server = await startServer();
    const { store } = openScreen(server.port);
    await expect.poll(() => store.state().link).toBe('live');
    await expect.poll(() => server.state.clockAsks).toBeGreaterThan(0);
    const ahead = store.now() - steadyNow();
    // socket.io takes a leap forward for a missed ping and opens a new line; a leap back goes unnoticed
    for (const by of [-7 * 60_000, 86_400_000]) {
      sleepFor(by);
      const asks = server.state.clockAsks;
      await expect.poll(() => server.state.clockAsks).toBeGreaterThan(asks);
      await expect.poll(() => store.state().link).toBe('live');
      await expect
        .poll(() => {
          // a line that is about to be given up may take the first of them along
          server.patch(server.state.seq + 1, by);
          return waiting(store);
        })
        .toBe(by);
      expect(Math.abs(store.now() - steadyNow() - ahead)).toBeLessThan(1000);
    }
  });
});

/** This machine's clock goes on, while what counts from its start stands still: as in its sleep, or when somebody sets it. */
function sleepFor(ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms });
  closing.push(() => vi.useRealTimers());
}
