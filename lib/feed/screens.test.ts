import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { newToken, tokenHash } from '../access/oneTimeToken.ts';
import type { Board } from '../board/board.ts';
import type { ScreenAssignment } from '../board/screenAssignment.ts';
import { wholeBoardSchema } from '../board/wholeBoard.ts';
import { changeBoard, createBoard, deleteBoard } from '../database/boards.ts';
import { addScreen, changeScreen, readScreen, revokeScreen } from '../database/screens.ts';
import { openTestDatabase, type TestDatabase } from '../database/testDatabase.ts';
import { addTicker, endTicker } from '../database/tickers.ts';
import { screenSettingsSchema } from '../screen/screenSettings.ts';
import { bookTables } from './bookTables.ts';
import { busyFloor, type FeedGuest, openTestFeed } from './testFeed.ts';

let shared: TestDatabase;
let hall: Awaited<ReturnType<typeof openTestFeed>>;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());
beforeEach(async () => {
  for (const table of ['screen', 'board', 'ticker'] as const) await shared.db.deleteFrom(table).execute();
  hall = await openTestFeed({ tables: bookTables(shared.db) });
  await hall.book.read('boards', 'screens', 'tickers');
});
afterEach(() => hall.close());

const settings = (boards: string[]) => screenSettingsSchema.parse({ boards });
const board = (id: string, centres: string[], ...kinds: string[]): Board =>
  wholeBoardSchema.parse({
    ...{ id, name: `Pano ${id}`, centres },
    tiles: kinds.map((kind, i) => ({ id: `t${i}`, kind, x: 0, y: i, w: 8, h: 1 })),
  });

/** A TV that was paired. */
async function paired(boards: string[], name = 'Salon'): Promise<{ id: string; token: string }> {
  const [id, token] = [randomUUID(), newToken()];
  await addScreen(shared.db, { id, name, settings: settings(boards), by: 'Ayşe' });
  await shared.db
    .updateTable('screen')
    .set({ token_hash: tokenHash(token) })
    .where('id', '=', id)
    .execute();
  await hall.control.screensChanged();
  return { id, token };
}
function tv(token: string) {
  const guest = hall.join('/wall', { screen: token });
  const told = { assignments: [] as ScreenAssignment[], identified: [] as string[], revoked: 0 };
  guest.socket.on('assignment', (assignment) => told.assignments.push(assignment));
  guest.socket.on('identify', (name) => told.identified.push(name));
  guest.socket.on('revoked', () => told.revoked++);
  return { guest, told };
}
const kindsOf = ({ floor }: FeedGuest) =>
  Object.entries(floor).flatMap(([kind, entities]) => (Object.keys(entities).length > 0 ? [kind] : []));

test('a paired TV shows what it was given, all of it with one floor, and no more than it needs', async () => {
  await createBoard(shared.db, board('bekleyen', ['153'], 'longest_wait', 'waiting_list'), 'Ayşe');
  await createBoard(shared.db, board('saat', ['185'], 'clock'), 'Ayşe');
  await hall.control.boardsChanged();
  hall.worker().emit('floor', '153', { epoch: 'w', seq: 0, at: 0, floor: busyFloor() });
  const { token, id } = await paired(['bekleyen', 'saat', 'gone']);
  const { guest, told } = tv(token);
  await vi.waitFor(() => expect(guest.floor.queues['153:genel']?.waiting).toBe(1));
  expect(told.assignments).toHaveLength(1);
  expect(told.assignments[0]).toMatchObject({ id, name: 'Salon', rotateSeconds: 30 });
  expect(told.assignments[0]?.boards.map((one) => one.id)).toEqual(['bekleyen', 'saat']);
  expect(told.assignments[0]?.boards[0]).not.toHaveProperty('changedBy');
  expect(kindsOf(guest).sort()).toEqual(['alarmWatch', 'centres', 'contacts', 'queues', 'sources']);
  expect(Object.keys(guest.floor.contacts)).toEqual(['w']);
  expect(Object.keys(guest.floor.centres).sort()).toEqual(['153', '185']);

  const { guest: narrow } = tv((await paired(['saat'])).token);
  await vi.waitFor(() => expect(narrow.snapshots).toBe(1));
  expect(Object.keys(narrow.floor.centres)).toEqual(['185']);
});

test('a change of its board, its boards or its name reaches a TV; what it needs more comes with a snapshot', async () => {
  const { db } = shared;
  await createBoard(db, board('salon', ['153'], 'clock'), 'Ayşe');
  await hall.control.boardsChanged();
  hall.worker().emit('floor', '153', { epoch: 'w', seq: 0, at: 0, floor: busyFloor() });
  const { id, token } = await paired(['salon']);
  const { guest, told } = tv(token);
  const person = hall.join('/wall', { board: 'salon' }, 'role=viewer');
  const boards: (Board | null)[] = [];
  person.socket.on('board', (one) => boards.push(one));
  await vi.waitFor(() => expect([guest.snapshots, person.snapshots]).toEqual([1, 1]));
  expect(guest.floor.agents).toEqual({});

  await changeBoard(db, board('salon', ['153'], 'clock', 'seat_map'), 1, 'Burak');
  await hall.control.boardsChanged();
  await vi.waitFor(() => expect(guest.floor.agents['153:A']?.name).toBe('Ayşe'));
  await vi.waitFor(() => expect(person.floor.agents['153:A']?.name).toBe('Ayşe'));
  expect(boards.map((one) => one?.tiles.length)).toEqual([1, 2]);
  expect(told.assignments.map((one) => one.boards[0]?.tiles.length)).toEqual([1, 2]);

  await changeScreen(db, id, { name: 'Giriş', settings: settings(['salon', 'all']) });
  await hall.control.screensChanged();
  await vi.waitFor(() => expect(told.assignments.at(-1)).toMatchObject({ name: 'Giriş' }));
  expect(hall.control.identify(id)).toBe(true);
  await vi.waitFor(() => expect(told.identified).toEqual(['Giriş']));

  await deleteBoard(db, 'salon');
  await hall.control.boardsChanged();
  await vi.waitFor(() => expect(boards.at(-1)).toBeNull());
  await vi.waitFor(() => expect(told.assignments.at(-1)?.boards.map((one) => one.id)).toEqual(['all']));
  expect([guest.gaps, person.gaps]).toEqual([0, 0]);
});

test('what did not change is not told again', async () => {
  const { token } = await paired(['all']);
  const { guest, told } = tv(token);
  await vi.waitFor(() => expect(guest.snapshots).toBe(1));
  await createBoard(shared.db, board('other', [], 'clock'), 'Ayşe');
  await hall.control.boardsChanged();
  await hall.control.screensChanged();
  await guest.socket.timeout(5_000).emitWithAck('clock');
  expect([told.assignments.length, guest.snapshots]).toEqual([1, 1]);
});

test('a revoked TV is cut off at once and not let in again; another token ends the one before', async () => {
  const { id, token } = await paired(['all']);
  const { guest, told } = tv(token);
  await vi.waitFor(() => expect(guest.snapshots).toBe(1));
  await shared.db
    .updateTable('screen')
    .set({ token_hash: tokenHash('anew') })
    .where('id', '=', id)
    .execute();
  await hall.control.screensChanged();
  await vi.waitFor(() => expect([told.revoked, guest.socket.connected]).toEqual([1, false]));
  const { guest: old } = tv(token);
  const { guest: anew, told: toldAnew } = tv('anew');
  await vi.waitFor(() => expect(old.refused).toMatch(/^unknown_screen/));
  await vi.waitFor(() => expect(anew.snapshots).toBe(1));

  await revokeScreen(shared.db, id);
  await hall.control.screensChanged();
  await vi.waitFor(() => expect([toldAnew.revoked, anew.socket.connected]).toEqual([1, false]));
  const { guest: again } = tv('anew');
  await vi.waitFor(() => expect(again.refused).toMatch(/^revoked/));
  expect(hall.control.identify(id)).toBe(false);
});

test('what a TV tells of itself is in the list while it is there; it can tell nothing else', async () => {
  const { id, token } = await paired(['all']);
  const { guest } = tv(token);
  const report = { build: 'b1', board: 'all', latencyMs: 12, width: 1920, height: 1080 };
  guest.socket.emit('report', report);
  await vi.waitFor(() => expect(hall.control.liveScreens()).toMatchObject([{ id, report }]));
  guest.socket.emit('report', { ...report, build: 'x'.repeat(1000) });
  (guest.socket as unknown as { emit: (event: string, ...args: unknown[]) => void }).emit('floor', '153', {});
  await guest.socket.timeout(5_000).emitWithAck('clock');
  expect(hall.control.liveScreens()).toMatchObject([{ id, report }]);
  expect(hall.feed.screens()).toBe(1);
  guest.socket.disconnect();
  await vi.waitFor(() => expect(hall.control.liveScreens()).toEqual([]));
  expect(await readScreen(shared.db, id)).toMatchObject({ lastSeen: null });
});

test('while the database is away the built-in boards join, and a TV is asked to wait; then it comes in', async () => {
  const { token } = await paired(['all']);
  let away = true;
  const tables = bookTables(shared.db);
  const orAway = <T>(read: () => Promise<T>) => (away ? Promise.reject(new Error('away')) : read());
  const starting = await openTestFeed({
    tables: {
      boards: () => orAway(tables.boards),
      screens: () => orAway(tables.screens),
      tickers: () => orAway(tables.tickers),
      seen: tables.seen,
    },
  });
  try {
    const person = starting.join('/wall', { board: '153' });
    const unknown = starting.join('/wall', { board: 'salon' });
    const screen = starting.join('/wall', { screen: token });
    await vi.waitFor(() => expect(person.snapshots).toBe(1));
    await vi.waitFor(() =>
      expect([unknown, screen].map(({ refused }) => refused?.split(':')[0])).toEqual(['not_ready', 'not_ready']),
    );
    away = false;
    await starting.book.read('boards', 'screens', 'tickers');
    screen.socket.connect();
    unknown.socket.connect();
    await vi.waitFor(() => expect(screen.snapshots).toBe(1));
    await vi.waitFor(() => expect(unknown.refused).toMatch(/^unknown_board/));
  } finally {
    await starting.close();
  }
});

test('a supervisor’s message is on the walls of its centre for its time, and gone when it is withdrawn', async () => {
  const { db } = shared;
  await createBoard(db, board('mesaj', ['153'], 'ticker'), 'Ayşe');
  await createBoard(db, board('mesaj-185', ['185'], 'ticker'), 'Ayşe');
  await hall.control.boardsChanged();
  const here = hall.join('/wall', { board: 'mesaj' });
  const there = hall.join('/wall', { board: 'mesaj-185' });
  await vi.waitFor(() => expect([here.snapshots, there.snapshots]).toEqual([1, 1]));
  const now = Date.now();
  const ticker = { text: 'Eğitim 14:00', urgent: false, from: 'Ayşe', startsAt: now };
  await addTicker(db, { ...ticker, id: 'short', centre: '153', expiresAt: now + 700 });
  await addTicker(db, { ...ticker, id: 'long', centre: null, expiresAt: now + 600_000 });
  await hall.control.tickersChanged();
  await vi.waitFor(() => expect(Object.keys(here.floor.tickers).sort()).toEqual(['long', 'short']));
  await vi.waitFor(() => expect(Object.keys(there.floor.tickers)).toEqual(['long']));
  await vi.waitFor(() => expect(Object.keys(here.floor.tickers)).toEqual(['long']), { timeout: 3000 });
  expect(await endTicker(db, 'long', Date.now())).toBe('Eğitim 14:00');
  await hall.control.tickersChanged();
  await vi.waitFor(() => expect([here.floor.tickers, there.floor.tickers]).toEqual([{}, {}]));
});

test('alarms come from the alarm watch alone and reach every board; staffing from the planner', async () => {
  await createBoard(shared.db, board('kadro', ['185'], 'staffing'), 'Ayşe');
  await hall.control.boardsChanged();
  const wall = hall.join('/wall', { board: 'kadro' });
  const alarm = {
    ...{ id: 'a1', rule: 'r', name: 'Bekleyen', centre: null, queue: null, source: null, kind: 'waiting' as const },
    ...{ level: 'alarm' as const, raisedAt: 1, value: 12, limit: 10, sound: true },
    ...{ acknowledgedAt: null, acknowledgedBy: null },
  };
  const staffing = { id: '185@0', centre: '185', start: 0, madeAt: 1, required: [3], planned: [4] };
  hall.worker('pbx:153').emit('alarms', [{ ...alarm, id: 'false' }]);
  hall.worker('planner').emit('staffing', [staffing, { ...staffing, id: '153@0', centre: '153' }]);
  const watch = hall.worker('alarms');
  await vi.waitFor(() => expect(wall.floor.alarmWatch.alarms).toMatchObject({ live: false, lastHeardAt: null }));
  watch.emit('alarms', [], true);
  watch.emit('alarms', [
    alarm,
    { ...alarm, id: 'a2', centres: ['153', '9'] },
    { ...alarm, id: 'a3', centres: ['185'] },
  ]);
  await vi.waitFor(() => expect(Object.keys(wall.floor.alarms)).toEqual(['a1', 'a3']));
  expect(wall.floor.alarmWatch.alarms).toMatchObject({ live: true });
  await vi.waitFor(() => expect(Object.keys(wall.floor.staffing)).toEqual(['185@0']));
  const heard: unknown[] = [];
  watch.on('alarmRules', () => heard.push('rules'));
  watch.on('alarmAcknowledged', (told) => heard.push(told));
  hall.control.alarmRulesChanged();
  hall.control.alarmAcknowledged({ id: 'a1', by: 'Ayşe', at: 5 });
  await vi.waitFor(() => expect(heard).toEqual(['rules', { id: 'a1', by: 'Ayşe', at: 5 }]));
  // what stood last stands on, and is told as old
  watch.disconnect();
  await vi.waitFor(() => expect(wall.floor.alarmWatch.alarms).toMatchObject({ live: false }));
  expect(wall.floor.alarmWatch.alarms?.lastHeardAt).toBeGreaterThan(0);
  expect(Object.keys(wall.floor.alarms)).toEqual(['a1', 'a3']);
});
