import type { Socket as NetSocket } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FloorPublisher } from './floorPublisher.ts';
import { largeHall } from './largeFloor.ts';
import { type FeedGuest, openTestFeed } from './testFeed.ts';

let hall: Awaited<ReturnType<typeof openTestFeed>>;
beforeEach(async () => {
  hall = await openTestFeed();
});
afterEach(() => hall.close());

const screens = 60;
const queues = 40;
const calls = 300;

/** Each kind's ids are in the order of their coming, which differs. */
const sorted = ({ floor }: FeedGuest) => Object.values(floor).map((entities) => Object.entries(entities).sort());

test('sixty screens of several boards see every call, and at the end what a fresh one sees', async () => {
  const made = largeHall(queues, 5, 1, '153');
  const worker = hall.worker();
  const publisher = new FloorPublisher('153', made.floor, worker);
  const joins: ['/wall' | '/desk', Record<string, string>][] = [
    ['/wall', { board: 'all' }],
    ['/wall', { board: '153' }],
    ['/wall', { key: 'anahtar' }],
    ['/desk', { centre: 'all' }],
  ];
  const join = (nth: number) => hall.join(...(joins[nth % joins.length] as (typeof joins)[number]));
  const guests = Array.from({ length: screens }, (_, nth) => join(nth));
  await vi.waitFor(() => expect(guests.every(({ snapshots }) => snapshots === 1)).toBe(true), { timeout: 20_000 });
  const dead = guests[0] as FeedGuest;
  const wire = (dead.socket.io.engine.transport as unknown as { ws: { _socket: NetSocket } }).ws._socket;
  wire.pause();

  let at = Date.UTC(2026, 10, 21, 20, 50);
  for (let call = 0; call < calls; call++) {
    at += 10;
    const visit = { callId: `live.${call}`, queue: made.queueName(call), nth: 1 };
    made.tell(at, { kind: 'visit_joined', ...visit, contactId: visit.callId, channel: 'voice', position: 1 });
    if (call % 3 === 0) {
      const agent = { agent: `PJSIP/${1001 + (call % made.agents)}`, agentName: 'Ayşe' };
      made.tell(at + 5, { kind: 'visit_answered', ...visit, ...agent, waitSeconds: 1, ringSeconds: 1 });
    }
    publisher.touched();
    // as calls come: some in each patch
    if (call % 10 === 0) await guests[1]?.socket.timeout(20_000).emitWithAck('clock');
  }
  expect(hall.feed.mostBuffered()).toBeLessThan(8 * 2 ** 20);
  wire.resume();
  const fresh = joins.map((_, nth) => join(nth));
  await vi.waitFor(
    () => {
      for (const [nth, guest] of guests.entries())
        expect(sorted(guest)).toEqual(sorted(fresh[nth % joins.length] as FeedGuest));
    },
    { timeout: 20_000, interval: 250 },
  );
  const desk = fresh[3] as FeedGuest;
  expect(Object.values(desk.floor.contacts).filter(({ id }) => id.includes('live.'))).toHaveLength(calls);
  expect(guests.map(({ gaps }) => gaps)).toEqual(guests.map(() => 0));
  expect(hall.feed.mostBuffered()).toBe(0);
  publisher.stop();
}, 60_000);
