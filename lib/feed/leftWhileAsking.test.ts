import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io } from 'socket.io-client';
import { expect, test, vi } from 'vitest';
import type { Principal } from '../access/principal.ts';
import { DeskNamespace } from './deskNamespace.ts';
import { openFeedSockets } from './feedSockets.ts';
import { FloorRooms, type Wall } from './floorRooms.ts';
import { MergedFloor } from './mergedFloor.ts';
import { testBook } from './testBook.ts';
import { WallNamespace } from './wallNamespace.ts';

const centre = { id: '153', label: 'Alo 153', zone: 'Europe/Istanbul' } as Parameters<typeof testBook>[0][number];

test('who leaves while it is asked who they are has no seat afterwards', async () => {
  const http = createServer();
  const sockets = openFeedSockets(http, { ingestKey: 'anahtar' });
  const { book } = testBook([centre]);
  const { floor } = new MergedFloor();
  const rooms = (namespace: Wall) => new FloorRooms(namespace, floor, () => new Set(), false);
  const answers: ((who: Principal) => void)[] = [];
  const principalOf = () => new Promise<Principal>((answer) => answers.push(answer));
  const wall = new WallNamespace(sockets.screens, rooms, { book, principalOf, ingestKey: 'anahtar', build: 'b' });
  const desk = new DeskNamespace(sockets.screens, rooms, {
    ...{ principalOf, build: 'b', centres: ['153'], callerNumbersFrom: 'nobody', onNumbersShown: () => undefined },
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const open = (namespace: string, auth: object) =>
    io(`${url}${namespace}`, { auth, transports: ['websocket'], forceNew: true, reconnection: false });

  const guests = [open('/wall', { board: 'all' }), open('/desk', { centre: 'all' })];
  await vi.waitFor(() => expect(answers).toHaveLength(2));
  for (const guest of guests) guest.disconnect();
  await vi.waitFor(() => expect(sockets.screens.engine.clientsCount).toBe(0));
  for (const answer of answers) answer({ id: 'a', name: 'Ayşe', username: 'ayse', role: 'supervisor' });
  await new Promise(setImmediate);
  expect([wall.persons().size, desk.persons().size]).toEqual([0, 0]);

  wall.stop();
  book.stop();
  await sockets.close();
});
