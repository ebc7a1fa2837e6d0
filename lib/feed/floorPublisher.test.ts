import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { emptyFloor } from './applyPatch.ts';
import type { Floor, IngestClientEvents, IngestServerEvents, IntervalNow, Patch, Snapshot } from './feedEvents.ts';
import { FloorPublisher } from './floorPublisher.ts';
import { MergedFloor } from './mergedFloor.ts';

let server: Server<IngestClientEvents, IngestServerEvents>;
let socket: Socket<IngestServerEvents, IngestClientEvents>;
let told: (Snapshot | Patch)[];
let merged: MergedFloor;

beforeEach(async () => {
  const http = createServer();
  server = new Server(http);
  told = [];
  merged = new MergedFloor();
  server.of('/ingest').on('connection', (part) => {
    part.on('floor', (exchange, snapshot) => {
      told.push(snapshot);
      merged.snapshot(exchange, snapshot);
    });
    part.on('floorPatch', (exchange, patch) => {
      told.push(patch);
      merged.patch(exchange, patch);
    });
  });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const { port } = http.address() as AddressInfo;
  socket = io(`http://127.0.0.1:${port}/ingest`, { transports: ['websocket'], forceNew: true });
});
afterEach(async () => {
  socket.disconnect();
  await server.close();
});

const interval = (offered: number): IntervalNow => ({
  id: 'x/153@900000',
  exchange: 'x',
  centre: '153',
  start: 900_000,
  counts: [offered],
});

/** A worker's floor, of which everything has always changed. */
function floorWith(offered: number): { floor: Floor; takeChanges: FloorPublisherFloor['takeChanges'] } {
  const floor = { ...emptyFloor(), intervals: { 'x/153@900000': interval(offered) } };
  return { floor, takeChanges: () => ({ changed: { intervals: floor.intervals }, removed: {} }) };
}
type FloorPublisherFloor = ConstructorParameters<typeof FloorPublisher>[1];
const offered = () => merged.floor.intervals['x/153@900000']?.counts[0];

test('nothing is told while the day is counted; then all of it', async () => {
  const publisher = new FloorPublisher('153', floorWith(7), socket, { uncounted: { patienceMs: 60_000 } });
  await vi.waitFor(() => expect(socket.connected).toBe(true));
  publisher.touched();
  publisher.dayCounted();
  await vi.waitFor(() => expect(offered()).toBe(7));
  expect(told[0]).toHaveProperty(['floor', 'intervals', 'x/153@900000', 'counts'], [7]);
  publisher.stop();
});

test('a day that takes long to count leaves the intervals of before on the wall', async () => {
  const former = new FloorPublisher('153', floorWith(100), socket);
  await vi.waitFor(() => expect(offered()).toBe(100));
  former.stop();
  const publisher = new FloorPublisher('153', floorWith(3), socket, { uncounted: { patienceMs: 10 } });
  await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ uncounted: true }));
  publisher.touched();
  await vi.waitFor(() => expect(told).toHaveLength(3));
  expect(offered()).toBe(100);
  publisher.dayCounted();
  await vi.waitFor(() => expect(offered()).toBe(3));
  publisher.stop();
});

test('what is told is made durable before', async () => {
  const order: string[] = [];
  const publisher = new FloorPublisher('153', floorWith(1), socket, { before: () => order.push(`${told.length}`) });
  await vi.waitFor(() => expect(told).toHaveLength(1));
  publisher.touched();
  await vi.waitFor(() => expect(told).toHaveLength(2));
  expect(order).toEqual(['0', '1']);
  publisher.stop();
});
