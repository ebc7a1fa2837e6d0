import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Principal } from '#lib/access/principal.ts';
import { readAudit } from '#lib/database/auditLog.ts';
import { openPairing, pollPairing } from '#lib/database/pairings.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { screenSettingsSchema } from '#lib/screen/screenSettings.ts';
import { approveScreen, endScreen, listedScreens, saveScreen } from './screenKeeping.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());

const who: Principal = { id: 'p', name: 'Ayşe', username: 'ayse', role: 'supervisor' };
const settings = screenSettingsSchema.parse({ boards: ['all'] });

test('a screen is approved, changed, paired anew and ended; its list tells no token, its record who did it', async () => {
  const { db } = shared;
  const now = Date.now();
  expect(await approveScreen(db, who, 'CDFHJKLM', { name: 'Salon', settings }, now)).toBe('no_such_code');
  expect(await listedScreens(db, [])).toEqual([]);

  const pairing = await openPairing(db, now);
  if (pairing === null) throw new Error('too many');
  const approved = await approveScreen(db, who, pairing.userCode, { name: 'Salon', settings }, now);
  if (typeof approved === 'string') throw new Error(approved);
  const { id } = approved;
  expect(await listedScreens(db, [])).toMatchObject([{ id, name: 'Salon', settings, waiting: true, live: null }]);
  await pollPairing(db, pairing.deviceCode, now);
  const live = { id, connectedSince: now, report: null };
  const [listed] = await listedScreens(db, [live]);
  expect(listed).toMatchObject({ waiting: false, live });
  expect(JSON.stringify(listed)).not.toMatch(/token/i);

  expect(await saveScreen(db, who, id, { name: 'Giriş', settings: { ...settings, volume: 0 } })).toBe(true);
  expect(await saveScreen(db, who, 'yok', { name: 'x', settings })).toBe(false);
  const again = await openPairing(db, now);
  const anew = await approveScreen(db, who, again?.userCode ?? '', { name: 'Giriş', settings, screen: id }, now);
  expect(anew).toEqual({ id });
  expect(await endScreen(db, who, id)).toBe(true);
  expect(await endScreen(db, who, id)).toBe(false);
  expect(await listedScreens(db, [])).toEqual([]);
  const third = await openPairing(db, now);
  expect(await approveScreen(db, who, third?.userCode ?? '', { name: 'x', settings, screen: id }, now)).toBe('gone');

  const rows = await readAudit(db, { limit: 10 });
  expect(rows.map(({ action, subject }) => [action, subject])).toEqual([
    ['screen.revoked', 'Giriş'],
    ['screen.paired', 'Giriş'],
    ['screen.changed', 'Giriş'],
    ['screen.paired', 'Salon'],
  ]);
  expect(rows[2]?.detail).toEqual({ id, nameBefore: 'Salon', before: { volume: null }, after: { volume: 0 } });
});
