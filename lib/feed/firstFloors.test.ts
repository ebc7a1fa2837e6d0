import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { tallyRow } from '../interval/tallyRow.ts';
import { emptyTally } from '../interval/tallyVisit.ts';
import { emptyFloor } from './applyPatch.ts';
import type { QueueDay } from './feedEvents.ts';
import { FirstFloors } from './firstFloors.ts';
import { busyFloor, openTestFeed } from './testFeed.ts';

let hall: Awaited<ReturnType<typeof openTestFeed>> | null = null;
afterEach(() => hall?.close());

const day: QueueDay = {
  ...{ id: '153:genel@0', queue: '153:genel', exchange: '153', centre: '153', start: 0 },
  counts: tallyRow({ ...emptyTally(0), offered: 7 }),
} as QueueDay;

test('after a restart walls, desks and the alarm watch wait until every exchange has counted its day', async () => {
  hall = await openTestFeed({ firstFloorsMs: 3_600_000 });
  const pbx = hall.worker();
  const guests = [
    hall.join('/wall', { board: 'all' }, 'role=viewer'),
    hall.join('/desk', { centre: 'all' }, 'role=supervisor'),
    hall.join('/desk', { centre: '153', callers: 'none' }, 'role=admin'),
    hall.join('/wall', { key: 'anahtar' }),
  ];
  await vi.waitFor(() => {
    for (const { socket } of guests) expect(socket.connected).toBe(true);
  });
  const floor = busyFloor();
  pbx.emit('floor', '185', { epoch: 'w2', seq: 0, at: 0, floor: emptyFloor() });
  // its worker was started anew as well, and is not through with its day
  pbx.emit('floor', '153', { epoch: 'w1', seq: 0, at: 0, floor, uncounted: true });
  await vi.waitFor(() => expect(hall?.feed.sources()).toHaveLength(2));
  for (const { socket } of guests) {
    socket.emit('resync');
    await socket.timeout(5_000).emitWithAck('clock');
  }
  expect(guests.map(({ snapshots }) => snapshots)).toEqual([0, 0, 0, 0]);
  pbx.emit('floor', '153', { epoch: 'w1', seq: 0, at: 0, floor: { ...floor, days: { [day.id]: day } } });
  await vi.waitFor(() => {
    for (const guest of guests) expect(guest.floor.days[day.id]).toEqual(day);
  });
  expect(guests.map(({ snapshots }) => snapshots)).toEqual([1, 1, 1, 1]);
});

test('time in which the process could hear nobody, as while it loads its pages, is no time of waiting', async () => {
  let over = 0;
  const floors = new FirstFloors(['153'], 1_000, () => over++);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
  // timers first, then what has come meanwhile
  await turn();
  await turn();
  expect(over).toBe(0);
  floors.came('153', { uncounted: true });
  expect(over).toBe(0);
  floors.came('153', {});
  expect(over).toBe(1);
  floors.stop();
});

test('an exchange that never tells is waited for no longer than that', async () => {
  let over = 0;
  new FirstFloors(['153'], 20, () => over++);
  await vi.waitFor(() => expect(over).toBe(1));
});
