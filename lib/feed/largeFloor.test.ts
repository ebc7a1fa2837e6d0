import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isDeepStrictEqual } from 'node:util';
import { io, type Socket } from 'socket.io-client';
import { afterEach, expect, test, vi } from 'vitest';
import type { CentreSettings, ExchangeSettings } from '../settings.ts';
import { emptyFloor } from './applyPatch.ts';
import type {
  Floor,
  IngestClientEvents,
  IngestServerEvents,
  SourceHealth,
  WallClientEvents,
  WallServerEvents,
} from './feedEvents.ts';
import { attachFeed } from './feedServer.ts';
import { openFeedSockets } from './feedSockets.ts';
import { FloorPublisher } from './floorPublisher.ts';
import { ingestConnection } from './ingestConnection.ts';
import { largeFloor } from './largeFloor.ts';
import { testBook } from './testBook.ts';

const centre: CentreSettings = {
  id: 'merkez',
  label: 'Merkez',
  zone: 'Europe/Istanbul',
  serviceLevelFormula: 'strict',
  outOfScopeSubjects: [],
  target: { ratio: 0.8, thresholdSeconds: 20 },
  queues: [],
};
const exchange = { id: 'x', label: 'Santral', centre: 'merkez', demo: false } as ExchangeSettings;
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** The web process's end. */
async function serve(port = 0) {
  const http = createServer();
  const server = openFeedSockets(http, { ingestKey: 'anahtar' });
  const hall = testBook([centre]);
  const feed = attachFeed(server, {
    ingestKey: 'anahtar',
    centres: [centre],
    exchanges: [exchange],
    build: 'b1',
    firstFloorsMs: 10_000,
    onHealth: () => {},
    onPartGone: () => {},
    ...hall,
  });
  await new Promise<void>((done) => http.listen(port, '127.0.0.1', done));
  const close = async () => {
    hall.book.stop();
    feed.close();
    await server.close();
  };
  closing.push(close);
  return { port: (http.address() as AddressInfo).port, close };
}

function worker(port: number): Socket<IngestServerEvents, IngestClientEvents> {
  const connection = ingestConnection('anahtar', 'pbx:x');
  const socket = io(`http://127.0.0.1:${port}/ingest`, { ...connection, forceNew: true });
  closing.push(() => socket.disconnect());
  return socket;
}

/** A screen that keeps the floor of its last first frame, and that frame's bytes. */
function screen(port: number) {
  const socket: Socket<WallServerEvents, WallClientEvents> = io(`http://127.0.0.1:${port}/wall`, {
    ...{ auth: { board: 'all' }, transports: ['websocket'], forceNew: true },
  });
  closing.push(() => socket.disconnect());
  const seen = { floor: emptyFloor(), bytes: 0, frames: 0 };
  socket.on('snapshot', ({ floor }) => {
    seen.floor = floor;
    seen.bytes = Buffer.byteLength(JSON.stringify(floor));
    seen.frames++;
  });
  return seen;
}
/** What the board shows of it: contacts it does not. */
const ofExchange = ({ queues, agents, days, intervals }: Floor) => ({ ...{ queues, agents, days, intervals } });

test('a thousand queues at the end of their day come back, whether the worker or the web process was away', async () => {
  const made = largeFloor(1000, 2, 1);
  const live = { state: 'live', since: 1, lastHeardAt: 1, cause: null, detail: null, demo: false } as const;
  made.source({ id: 'x', centre: 'merkez', label: 'Santral', ...live } satisfies SourceHealth);
  const web = await serve();
  const socket = worker(web.port);
  const publisher = new FloorPublisher('x', made, socket);
  closing.push(() => publisher.stop());
  const first = screen(web.port);
  await vi.waitFor(() => expect(Object.keys(first.floor.queues)).toHaveLength(1000));
  expect(isDeepStrictEqual(ofExchange(first.floor), ofExchange(made.floor))).toBe(true);
  const calls = Object.values(first.floor.days).reduce((sum, { counts }) => sum + (counts[0] ?? 0), 0);
  expect(calls).toBe(1000 * 96);
  expect(first.bytes).toBeLessThan(2e6);

  socket.disconnect();
  socket.connect();
  const second = screen(web.port);
  await vi.waitFor(() => expect(Object.keys(second.floor.days)).toHaveLength(1000));
  expect(isDeepStrictEqual(ofExchange(second.floor), ofExchange(made.floor))).toBe(true);

  const frames = first.frames;
  await web.close();
  await serve(web.port);
  await vi.waitFor(() => expect(first.frames).toBeGreaterThan(frames));
  expect(isDeepStrictEqual(ofExchange(first.floor), ofExchange(made.floor))).toBe(true);
  expect(first.floor.sources.x?.state).toBe('live');
}, 60_000);
