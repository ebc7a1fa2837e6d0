import type { Socket as NetSocket } from 'node:net';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Snapshot } from './feedEvents.ts';
import { FloorPublisher } from './floorPublisher.ts';
import { largeHall } from './largeFloor.ts';
import { openTestFeed } from './testFeed.ts';

let hall: Awaited<ReturnType<typeof openTestFeed>>;
beforeEach(async () => {
  hall = await openTestFeed();
});
afterEach(() => hall.close());

/** A wall with what it was told, and the bytes that it read from its connection. */
function wall(options: { perMessageDeflate?: boolean; transports?: string[] }) {
  const { transports = ['websocket'], ...rest } = options;
  const socket = io(`${hall.url}/wall`, {
    ...{ auth: { board: 'all' }, forceNew: true, transports, ...(rest as object) },
  });
  const told = { floors: [] as Snapshot['floor'][], patches: 0, bytes: () => 0, close: () => socket.disconnect() };
  socket.on('snapshot', ({ floor }: Snapshot) => told.floors.push(floor));
  socket.on('patch', () => told.patches++);
  told.bytes = () => {
    const { ws } = socket.io.engine.transport as unknown as { ws?: { _socket: NetSocket } };
    return ws?._socket.bytesRead ?? 0;
  };
  return told;
}

test('one frame, packed once, is read by all who take it packed; the others get the same as it is', async () => {
  const made = largeHall(60, 5, 1, '153');
  const publisher = new FloorPublisher('153', made.floor, hall.worker());
  const first = hall.join('/wall', { board: 'all' });
  await vi.waitFor(() => expect(Object.keys(first.floor.queues)).toHaveLength(60));
  const packed = [wall({}), wall({})];
  const plain = wall({ perMessageDeflate: false });
  const polling = wall({ transports: ['polling'] });
  const all = [...packed, plain, polling];
  await vi.waitFor(() => expect(all.map(({ floors }) => floors.length)).toEqual([1, 1, 1, 1]));
  await vi.waitFor(() => expect(Object.keys(all[0]?.floors[0]?.queues ?? {})).toHaveLength(60));
  for (const { floors } of all) expect(floors[0]).toEqual(plain.floors[0]);
  expect(packed[0]?.bytes()).toBe(packed[1]?.bytes());
  expect((packed[0]?.bytes() ?? 0) * 4).toBeLessThan(plain.bytes());

  // a small patch stands unpacked among packed ones, on the same connection
  for (let call = 0; call < 3; call++) {
    const visit = { callId: `live.${call}`, queue: made.queueName(call), nth: 1 };
    const at = Date.UTC(2026, 10, 21, 20, 50) + call;
    made.tell(at, { kind: 'visit_joined', ...visit, contactId: visit.callId, channel: 'voice', position: 1 });
    publisher.touched();
    await vi.waitFor(() => expect(all.every(({ patches }) => patches > call)).toBe(true), { timeout: 5000 });
  }
  publisher.stop();
  for (const { close } of all) close();
});
