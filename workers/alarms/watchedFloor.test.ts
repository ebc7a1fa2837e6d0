import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { afterEach, expect, it, vi } from 'vitest';
import { floor } from '#lib/board/sampleFloor.ts';
import { WatchedFloor } from './watchedFloor.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

it('once closed stays so', async () => {
  const http = createServer();
  const io = new Server(http);
  let connections = 0;
  io.of('/wall').on('connection', (socket) => {
    connections++;
    socket.emit('snapshot', { epoch: 'a', seq: 1, at: Date.now(), floor: floor({}) });
  });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  closing.push(() => io.close());
  const watch = () => {
    const watched = new WatchedFloor({
      webUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
      key: 'a key',
    });
    closing.push(() => watched.close());
    return watched;
  };

  const first = watch();
  await expect.poll(() => first.linked).toBe(true);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  first.close();
  vi.advanceTimersByTime(60_000);
  vi.useRealTimers();
  const second = watch();
  await expect.poll(() => second.linked).toBe(true);
  expect(connections).toBe(2);
});
