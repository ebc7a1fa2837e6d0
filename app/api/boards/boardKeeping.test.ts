import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Principal } from '#lib/access/principal.ts';
import { readAudit } from '#lib/database/auditLog.ts';
import { addPicture, readPictures } from '#lib/database/pictures.ts';
import { addScreen, readScreens } from '#lib/database/screens.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { screenSettingsSchema } from '#lib/screen/screenSettings.ts';
import { allBoards, makeBoard, oneBoard, removeBoard, saveBoard } from './boardKeeping.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());
beforeEach(async () => {
  for (const table of ['board', 'audit_log'] as const) await shared.db.deleteFrom(table).execute();
});

const centres = [
  { id: '153', label: 'Alo 153' },
  { id: 'ISU_185', label: 'Alo 185' },
];
const who: Principal = { id: 'p', name: 'Ayşe', username: 'ayse', role: 'supervisor' };
const clock = { id: 'c', kind: 'clock' as const, x: 0, y: 0, w: 4, h: 2, title: null, thresholds: null, options: {} };
const tiles = [{ ...clock, scope: { centres: [], queues: [] } }];

test('each centre has a board, and all have one; new ones come after them by name', async () => {
  const { db } = shared;
  for (const name of ['Şikâyet', 'Çağrı', 'Çağrı']) await makeBoard(db, centres, who, { name, centres: [], tiles });
  const boards = await allBoards(db, centres);
  expect(boards.map(({ id, builtIn }) => [id, builtIn])).toEqual([
    ...[['all', true] as const, ['153', true] as const, ['isu-185', true] as const],
    ...[['cagri', false] as const, ['cagri-2', false] as const, ['sikayet', false] as const],
  ]);
  expect(await makeBoard(db, centres, who, { id: 'all', name: 'x', centres: [], tiles })).toEqual({ refused: 'taken' });
  expect(await makeBoard(db, centres, who, { id: 'new', name: 'x', centres: [], tiles })).toEqual({ refused: 'taken' });
});

test('a built-in board is changed, meets another editor, and is as before when deleted; each change is on record', async () => {
  const { db } = shared;
  const changed = { id: '153', name: 'Salon', centres: ['153'], tiles };
  expect(await saveBoard(db, centres, who, changed, 0)).toMatchObject({ name: 'Salon', revision: 1, builtIn: false });
  const conflict = await saveBoard(db, centres, who, { ...changed, name: 'Giriş' }, 0);
  expect(conflict).toMatchObject({ refused: 'conflict', newest: { name: 'Salon', revision: 1 } });
  expect(
    await saveBoard(db, centres, who, { ...changed, name: 'Giriş', centres: ['153', 'ISU_185'] }, 1),
  ).toMatchObject({ revision: 2 });
  expect(await removeBoard(db, centres, who, '153')).toBe(true);
  expect(await oneBoard(db, centres, '153')).toMatchObject({ name: 'Alo 153', builtIn: true, revision: 0 });
  expect(await removeBoard(db, centres, who, '153')).toBe(false);
  expect(await saveBoard(db, centres, who, { ...changed, id: 'yok' }, 3)).toEqual({ refused: 'gone' });
  const rows = await readAudit(db, { limit: 10 });
  expect(rows.map(({ action, subject, personName }) => [action, subject, personName])).toEqual([
    ['board.deleted', 'Giriş', 'Ayşe'],
    ['board.changed', 'Giriş', 'Ayşe'],
    ['board.changed', 'Salon', 'Ayşe'],
  ]);
  expect(rows[1]?.detail).toMatchObject({ nameBefore: 'Salon', added: [], removed: [], changed: [] });
  expect(rows[1]?.detail).toMatchObject({ centres: ['153', '153 ISU_185'] });
});

test('a deleted board leaves the screens that show it, a built-in one stays on them', async () => {
  const { db } = shared;
  const made = await makeBoard(db, centres, who, { name: 'Giriş', centres: [], tiles });
  if ('refused' in made) throw new Error(made.refused);
  await saveBoard(db, centres, who, { id: '153', name: 'Salon', centres: ['153'], tiles }, 0);
  const screen = (id: string, boards: string[]) =>
    addScreen(db, { id, name: id, settings: screenSettingsSchema.parse({ boards }), by: 'Ayşe' });
  await screen('a', ['153', made.id, 'all']);
  await screen('b', [made.id]);
  await screen('c', ['153']);
  expect(await removeBoard(db, centres, who, made.id)).toBe(true);
  expect(await removeBoard(db, centres, who, '153')).toBe(true);
  expect((await readScreens(db)).map(({ settings }) => settings.boards)).toEqual([['153', 'all'], [], ['153']]);
  const rows = await readAudit(db, { limit: 10, action: 'screen.' });
  expect(rows.map(({ subject, detail }) => [subject, detail])).toEqual(
    expect.arrayContaining([
      ['a', { id: 'a', boardDeleted: made.id, after: { boards: ['153', 'all'] } }],
      ['b', { id: 'b', boardDeleted: made.id, after: { boards: [] } }],
    ]),
  );
  expect(rows).toHaveLength(2);
});

test('a picture that no board shows is forgotten two days later, not while somebody may put it back', async () => {
  const { db } = shared;
  const facts = { type: 'image/png', width: 1, height: 1 } as const;
  const upload = async (letter: string) =>
    (await addPicture(db, { content: Buffer.from(letter), facts, name: letter, by: 'Ayşe' })).picture.id;
  const [shown, dropped, unused] = [await upload('shown'), await upload('dropped'), await upload('unused')];
  const daysPass = (days: number) =>
    sql`update picture set needed_at = needed_at - ${days} * interval '1 day'`.execute(db);
  const kept = async () =>
    (await db.selectFrom('picture').select('name').orderBy('name').execute()).map((one) => one.name);
  const board = (...pictures: string[]) => ({
    ...{ id: '153', name: 'Salon', centres: ['153'] },
    tiles: pictures.map((picture, nth) => ({
      ...{ ...clock, id: `p${nth}`, kind: 'picture' as const, x: 4 * nth },
      ...{ scope: { centres: [], queues: [] }, options: { picture } },
    })),
  });
  await saveBoard(db, centres, who, board(shown, dropped), 0);
  await daysPass(3);
  expect((await readPictures(db)).map(({ name }) => name).sort()).toEqual(['dropped', 'shown']);
  // one that is uploaded again is wanted again
  await upload('unused');
  await saveBoard(db, centres, who, board(shown), 1);
  expect(await kept()).toEqual(['dropped', 'shown', 'unused']);
  await saveBoard(db, centres, who, board(shown, dropped), 2);
  await daysPass(3);
  await saveBoard(db, centres, who, board(shown, dropped), 3);
  expect(await kept()).toEqual(['dropped', 'shown']);
  const [row] = await readAudit(db, { limit: 1, action: 'picture.forgotten' });
  expect(row).toMatchObject({ subject: 'unused', personName: null, detail: { id: unused } });
});
