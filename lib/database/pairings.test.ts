import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { tokenHash } from '../access/oneTimeToken.ts';
import { screenSettingsSchema } from '../screen/screenSettings.ts';
import { decidePairing, openPairing, pollPairing, waitingPairing } from './pairings.ts';
import { addScreen, readScreen, readScreens, revokeScreen, sawScreens } from './screens.ts';
import { openTestDatabase, type TestDatabase } from './testDatabase.ts';

let shared: TestDatabase;
beforeAll(async () => {
  shared = await openTestDatabase();
});
afterAll(() => shared.close());
beforeEach(async () => {
  await shared.db.deleteFrom('screen').execute();
  await shared.db.deleteFrom('screen_pairing').execute();
});

const start = Date.now();
const settings = screenSettingsSchema.parse({ boards: ['all'] });

async function opened() {
  const pairing = await openPairing(shared.db, start);
  if (pairing === null) throw new Error('too many');
  return pairing;
}
const poll = (deviceCode: string, afterSeconds: number) =>
  pollPairing(shared.db, deviceCode, start + afterSeconds * 1000);

test('a TV waits, is approved, and gets its token once; the database holds its hash only', async () => {
  const { db } = shared;
  const { deviceCode, userCode } = await opened();
  expect(await poll(deviceCode, 5)).toEqual({ grant: false, error: 'authorization_pending', intervalSeconds: 5 });
  expect(await waitingPairing(db, userCode, start)).toEqual({ expiresAt: start + 600_000 });

  await addScreen(db, { id: 's1', name: 'Salon', settings, by: 'Ayşe' });
  expect(await decidePairing(db, userCode, 's1', start)).toBe(true);
  expect(await decidePairing(db, userCode, null, start)).toBe(false);
  expect(await waitingPairing(db, userCode, start)).toBeNull();

  const granted = await poll(deviceCode, 10);
  if (!('token' in granted)) throw new Error(granted.error);
  expect(granted.screen).toEqual({ id: 's1', name: 'Salon' });
  expect(Buffer.from(granted.token, 'base64url')).toHaveLength(32);
  expect(await readScreen(db, 's1')).toMatchObject({ tokenHash: tokenHash(granted.token), settings, pairedBy: 'Ayşe' });
  expect(await poll(deviceCode, 20)).toMatchObject({ error: 'expired_token' });
});

test('who polls too often is told to slow down, and must wait longer from then on', async () => {
  const { deviceCode } = await opened();
  await poll(deviceCode, 5);
  expect(await poll(deviceCode, 7)).toEqual({ grant: false, error: 'slow_down', intervalSeconds: 10 });
  expect(await poll(deviceCode, 14)).toMatchObject({ error: 'slow_down', intervalSeconds: 15 });
  expect(await poll(deviceCode, 29)).toMatchObject({ error: 'authorization_pending', intervalSeconds: 15 });
});

test('a code that was denied, that expired, or that never was, gives no token', async () => {
  const { db } = shared;
  const denied = await opened();
  expect(await decidePairing(db, denied.userCode, null, start)).toBe(true);
  expect(await poll(denied.deviceCode, 5)).toMatchObject({ error: 'access_denied' });

  const late = await opened();
  await addScreen(db, { id: 's2', name: 'Salon', settings, by: 'Ayşe' });
  expect(await poll(late.deviceCode, 601)).toMatchObject({ error: 'expired_token' });
  expect(await decidePairing(db, late.userCode, 's2', start + 601_000)).toBe(false);
  expect(await poll('invented', 5)).toMatchObject({ error: 'expired_token' });

  // approved in its last seconds: the TV asks for the last time after them
  const last = await opened();
  expect(await poll(last.deviceCode, 597)).toMatchObject({ error: 'authorization_pending' });
  expect(await decidePairing(db, last.userCode, 's2', start + 599_000)).toBe(true);
  expect(await poll(last.deviceCode, 602)).toMatchObject({ screen: { id: 's2' } });

  const revoked = await opened();
  await decidePairing(db, revoked.userCode, 's2', start);
  await revokeScreen(db, 's2');
  expect(await poll(revoked.deviceCode, 5)).toMatchObject({ error: 'access_denied' });
});

test('screens tell when they were last there; revoked ones are told for a month', async () => {
  const { db } = shared;
  for (const id of ['b', 'a']) await addScreen(db, { id, name: `Ekran ${id}`, settings, by: 'Ayşe' });
  const report = { build: 'b1', board: 'all', latencyMs: 12, width: 1920, height: 1080 };
  await sawScreens(db, [{ id: 'a', at: start, report }]);
  await sawScreens(db, [{ id: 'a', at: start + 60_000, report: null }]);
  expect(await readScreen(db, 'a')).toMatchObject({ lastSeen: start + 60_000, lastReport: report });
  expect(await readScreen(db, 'b')).toMatchObject({ lastSeen: null, lastReport: null });
  expect(await revokeScreen(db, 'a')).toBe(true);
  expect(await revokeScreen(db, 'a')).toBe(false);
  expect(await readScreen(db, 'a')).toBeNull();
  expect((await readScreens(db)).map(({ id, revokedAt }) => [id, revokedAt !== null])).toEqual([
    ['a', true],
    ['b', false],
  ]);
});
