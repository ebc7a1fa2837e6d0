import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wholeBoardSchema } from '../board/wholeBoard.ts';
import { changeBoard, createBoard, deleteBoard, readBoard, readBoards } from './boards.ts';
import { openTestDatabase, type TestDatabase } from './testDatabase.ts';
import { addTicker, endTicker, readTickers } from './tickers.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());
beforeEach(async () => {
  await shared.db.deleteFrom('board').execute();
});

const board = wholeBoardSchema.parse({
  ...{ id: 'cagri', name: 'Çağrı', centres: ['153'] },
  tiles: [{ id: 'a', kind: 'longest_wait', x: 0, y: 0, w: 8, h: 4 }],
});

test('a board comes back whole, counts its changes, and is written over in its newest revision only', async () => {
  const { db } = shared;
  const made = await createBoard(db, board, 'Ayşe');
  expect(made).toMatchObject({ ...board, builtIn: false, revision: 1, changedBy: 'Ayşe' });
  expect(await createBoard(db, board, 'Burak')).toBeNull();

  const renamed = await changeBoard(db, { ...board, name: 'Çağrı salonu' }, 1, 'Burak');
  expect(renamed).toMatchObject({ name: 'Çağrı salonu', revision: 2, changedBy: 'Burak' });
  expect(await changeBoard(db, board, 1, 'Ayşe')).toBeNull();
  expect(await readBoard(db, 'cagri')).toEqual(renamed);
  expect((await readBoards(db)).boards).toEqual([renamed]);

  expect(await deleteBoard(db, 'cagri')).toBe(true);
  expect(await deleteBoard(db, 'cagri')).toBe(false);
  expect(await changeBoard(db, board, 2, 'Ayşe')).toBeNull();
});

test('a definition that is none is left out, with a sentence of what is wrong; the others are read', async () => {
  await createBoard(shared.db, board, 'Ayşe');
  const definition = { name: 'Eski', centres: [], tiles: [{ id: 'a', kind: 'no_such_kind', x: 0, y: 0, w: 1, h: 1 }] };
  await shared.db
    .insertInto('board')
    .values({ id: 'eski', revision: 1, definition: JSON.stringify(definition), changed_by: 'x' })
    .execute();
  const { boards, unreadable } = await readBoards(shared.db);
  expect(boards.map(({ id }) => id)).toEqual(['cagri']);
  expect(unreadable).toEqual([{ id: 'eski', problem: expect.stringMatching(/^Board eski is not shown: at tiles\.0/) }]);
});

test('a message that stands and one that is to come are both gone at once when they are taken back', async () => {
  const { db } = shared;
  const now = Date.now();
  const message = (id: string, startsAt: number) => ({
    ...{ id, text: id, centre: null, urgent: false, from: 'Ayşe' },
    ...{ startsAt, expiresAt: startsAt + 3_600_000 },
  });
  await addTicker(db, message('stands', now));
  await addTicker(db, message('comes', now + 7_200_000));
  expect((await readTickers(db, now)).map(({ id }) => id)).toEqual(['comes', 'stands']);
  for (const id of ['comes', 'stands']) expect(await endTicker(db, id, now)).toBe(id);
  expect(await readTickers(db, now)).toEqual([]);
  expect(await endTicker(db, 'comes', now)).toBeNull();
});
