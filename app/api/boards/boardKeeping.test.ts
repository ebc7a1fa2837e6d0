import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Principal } from '#lib/access/principal.ts';
import { readAudit } from '#lib/database/auditLog.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
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
  expect(await saveBoard(db, centres, who, { ...changed, name: 'Giriş' }, 1)).toMatchObject({ revision: 2 });
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
});
