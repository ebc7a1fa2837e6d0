import { afterAll, beforeAll, expect, it } from 'vitest';
import { auditChoices, readAudit, writeAudit } from './auditLog.ts';
import { openTestDatabase, type TestDatabase } from './testDatabase.ts';

let test: TestDatabase;
const ayse = { id: 'p1', name: 'Ayşe Yılmaz' };

beforeAll(async () => {
  test = await openTestDatabase();
  await writeAudit(test.db, { who: ayse, action: 'board.saved', subject: 'Salon', detail: { revision: 2 } });
  await writeAudit(test.db, { who: null, action: 'person.reset', subject: 'ali_veli' });
  await writeAudit(test.db, { who: ayse, action: 'board.deleted', subject: 'Eski 100% pano' });
});
afterAll(() => test.close());

it('tells the latest first, whole', async () => {
  const rows = await readAudit(test.db, { limit: 10 });
  expect(rows.map(({ action }) => action)).toEqual(['board.deleted', 'person.reset', 'board.saved']);
  expect(rows[2]).toMatchObject({ personId: 'p1', personName: 'Ayşe Yılmaz', detail: { revision: 2 } });
  expect(Math.abs((rows[0]?.at ?? 0) - Date.now())).toBeLessThan(60_000);
});

it('is filtered by person, thing, words and time, and read page by page', async () => {
  const subjects = async (query: Partial<Parameters<typeof readAudit>[1]>) =>
    (await readAudit(test.db, { limit: 10, ...query })).map(({ subject }) => subject);
  expect(await subjects({ personId: 'p1' })).toEqual(['Eski 100% pano', 'Salon']);
  expect(await subjects({ action: 'board.' })).toEqual(['Eski 100% pano', 'Salon']);
  expect(await subjects({ action: 'board.saved' })).toEqual(['Salon']);
  expect(await subjects({ text: '0%' })).toEqual(['Eski 100% pano']);
  expect(await subjects({ text: 'ali_' })).toEqual(['ali_veli']);
  expect(await subjects({ to: 0 })).toEqual([]);
  expect(await subjects({ from: Date.now() - 60_000, to: Date.now() + 60_000 })).toHaveLength(3);
  const [latest] = await readAudit(test.db, { limit: 1 });
  expect(await subjects({ beforeId: latest?.id ?? 0 })).toEqual(['ali_veli', 'Salon']);
});

it('names what can be chosen', async () => {
  expect(await auditChoices(test.db)).toEqual({
    actions: ['board.deleted', 'board.saved', 'person.reset'],
    persons: [ayse],
  });
});

it('stands only if what it tells of was done', async () => {
  const failing = test.db.transaction().execute(async (transaction) => {
    await writeAudit(transaction, { who: ayse, action: 'board.saved', subject: 'Nie' });
    throw new Error('not done');
  });
  await expect(failing).rejects.toThrow('not done');
  expect(await readAudit(test.db, { limit: 10, text: 'Nie' })).toEqual([]);
});
