import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { busyFloor, citizen, openTestFeed } from './testFeed.ts';

let hall: Awaited<ReturnType<typeof openTestFeed>>;
beforeEach(async () => {
  hall = await openTestFeed();
});
afterEach(() => hall.close());

/** In whatever way it is written: the digits behind the country's code. */
const digits = citizen.slice(3);
const holdsNumber = (frames: readonly string[]) => frames.some((frame) => frame.replaceAll(/\D/g, '').includes(digits));

test('a citizen’s number is in no frame to a wall or the alarm watch, and on desks whole for whom it is allowed', async () => {
  const pbx = hall.worker();
  pbx.emit('floor', '153', { epoch: 'w1', seq: 0, at: 0, floor: busyFloor() });
  const walls = [
    hall.join('/wall', { board: 'all' }, 'role=admin'),
    hall.join('/wall', { board: '153' }, 'role=viewer'),
    hall.join('/wall', { key: 'anahtar' }),
    hall.join('/wall', { board: 'all', centre: 'all', kinds: ['callers'], callers: true }, 'role=admin'),
  ];
  const supervisor = hall.join('/desk', { centre: '153' }, 'role=supervisor');
  const manager = hall.join('/desk', { centre: 'all' }, 'role=manager');
  const preview = hall.join('/desk', { centre: 'all', callers: 'none' }, 'role=admin');
  await vi.waitFor(() => {
    for (const guest of [...walls, supervisor, manager, preview])
      expect(guest.floor.queues['153:genel']?.waiting).toBe(1);
  });

  // then in patches, with all else that the worker tells
  for (let seq = 1; seq <= 5; seq++) {
    const { queues, contacts, callers } = busyFloor();
    const queue = { ...queues['153:genel'], waiting: 1 + seq } as (typeof queues)[string];
    pbx.emit('floorPatch', '153', {
      ...{ epoch: 'w1', seq, at: 0, removed: seq === 4 ? { callers: ['w'] } : {} },
      changed: { queues: { [queue.id]: queue }, contacts, ...(seq === 4 ? {} : { callers }) },
    });
  }
  await vi.waitFor(() => {
    for (const guest of [...walls, supervisor, manager, preview])
      expect(guest.floor.queues['153:genel']?.waiting).toBe(6);
  });
  for (const guest of [...walls, preview]) {
    expect(guest.frames.length).toBeGreaterThan(1);
    expect(holdsNumber(guest.frames)).toBe(false);
    expect(guest.floor.callers).toEqual({});
  }
  expect(holdsNumber(supervisor.frames)).toBe(false);
  expect(supervisor.floor.callers.t).toMatchObject({ number: '0532 *** ** 67', agent: '153:A' });
  expect(manager.floor.callers.w?.number).toBe('0532 123 45 67');
  expect(hall.shown.map(({ username }) => username)).toEqual(['manager']);
});

test('walls are told of contacts that wait, desks also of those that talk', async () => {
  const pbx = hall.worker();
  pbx.emit('floor', '153', { epoch: 'w1', seq: 0, at: 0, floor: busyFloor() });
  const desk = hall.join('/desk', { centre: '153' });
  await vi.waitFor(() => expect(Object.keys(desk.floor.contacts).sort()).toEqual(['t', 'w']));
  const other = hall.join('/desk', { centre: '185' });
  await vi.waitFor(() => expect(other.snapshots).toBe(1));
  expect([other.floor.contacts, other.floor.callers]).toEqual([{}, {}]);
});

test('a desk is for persons who may see agents, of centres that there are', async () => {
  const guests = [
    hall.join('/desk', { centre: 'all' }, 'role=viewer'),
    hall.join('/desk', { centre: 'all' }, 'nobody'),
    hall.join('/desk', { centre: 'yok' }),
    hall.join('/desk', { key: 'anahtar', centre: 'all' }, 'nobody'),
    hall.join('/wall', { board: 'all' }, 'nobody'),
  ];
  await vi.waitFor(() =>
    expect(guests.map(({ refused }) => refused?.split(':')[0])).toEqual([
      ...['not_allowed', 'sign_in', 'unknown_centre', 'sign_in', 'sign_in'],
    ]),
  );
});

test('whose session ended is cut off on wall and desk, and nobody else is', async () => {
  const guests = [
    hall.join('/wall', { board: 'all' }, 'role=manager'),
    hall.join('/desk', { centre: 'all' }, 'role=manager'),
    hall.join('/wall', { board: 'all' }, 'role=viewer'),
  ];
  await vi.waitFor(() => expect(guests.map(({ snapshots }) => snapshots)).toEqual([1, 1, 1]));
  hall.control.personChanged('manager');
  await vi.waitFor(() => expect(guests.map(({ socket }) => socket.connected)).toEqual([false, false, true]));
});
