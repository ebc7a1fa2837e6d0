import { getMigrations } from 'better-auth/db/migration';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { authOptions } from '#lib/access/auth.ts';
import { SignInLimit } from '#lib/access/signInLimit.ts';
import { openDatabase } from './database.ts';
import { invite, readInvitation, redeemInvitation } from './invitations.ts';
import {
  addPerson,
  changePerson,
  freeUsername,
  isAnybodyThere,
  type PersonRefused,
  readPeople,
  removePerson,
  setPassword,
} from './people.ts';
import { endSession, endSessionsOf, readSessions } from './sessions.ts';
import { openTestDatabase, type TestDatabase } from './testDatabase.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.close());

const refused = (reason: PersonRefused['reason']) => expect.objectContaining({ name: 'PersonRefused', reason });
const change = (id: string, what: Parameters<typeof changePerson>[2]) =>
  test.db.transaction().execute((db) => changePerson(db, id, what));

it('has every table and column that better-auth wants, so that its own migrator would do nothing', async () => {
  const dated = openDatabase({ url: test.embedded.url, applicationName: 'test', dates: true });
  const options = authOptions({
    database: { db: dated, type: 'postgres' },
    secret: 'x'.repeat(32),
    limit: new SignInLimit(),
    oidc: null,
    oidcPerson: async () => null,
    onSignIn: async () => undefined,
  });
  const { toBeCreated, toBeAdded } = await getMigrations(options);
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
  await dated.destroy();
});

it('makes the first admin by a link that holds once, however many use it at the same time', async () => {
  expect(await isAnybodyThere(test.db)).toBe(false);
  const old = await invite(test.db, null, null);
  const { token } = await invite(test.db, null, null);
  expect(await readInvitation(test.db, old.token)).toBe(null);
  expect(await readInvitation(test.db, token)).toEqual({ for: 'first_admin' });
  const uses = await Promise.all([1, 2, 3].map(() => redeemInvitation(test.db, token)));
  expect(uses.filter((use) => use !== null)).toHaveLength(1);
  const { token: late } = await invite(test.db, null, null, -1);
  expect(await readInvitation(test.db, late)).toBe(null);
});

it('keeps one admin who can sign in, whatever is asked', async () => {
  const first = await addPerson(test.db, { name: 'Zeynep Arslan', username: 'zeynep', role: 'admin' }, 'hash', false);
  await expect(change(first, { role: 'viewer' })).rejects.toEqual(refused('last_admin'));
  await expect(change(first, { disabled: true })).rejects.toEqual(refused('last_admin'));
  await expect(test.db.transaction().execute((db) => removePerson(db, first))).rejects.toEqual(refused('last_admin'));
  const second = await addPerson(test.db, { name: 'Ali Veli', username: 'ali', role: 'admin' }, 'hash', false);
  const both = await Promise.allSettled([change(first, { role: 'viewer' }), change(second, { role: 'viewer' })]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const admins = (await readPeople(test.db)).filter(({ role }) => role === 'admin');
  expect(admins).toHaveLength(1);
  await expect(change('nobody', { name: 'x' })).rejects.toEqual(refused('no_such_person'));
});

it('gives no username twice, and finds the next that is free', async () => {
  const again = addPerson(test.db, { name: 'x', username: 'zeynep', role: 'viewer' }, null, false);
  await expect(again).rejects.toEqual(refused('username_taken'));
  expect(await freeUsername(test.db, 'zeynep')).toBe('zeynep-2');
  expect(await freeUsername(test.db, 'veli')).toBe('veli');
});

it('tells how somebody signs in, and forgets links, sessions and passwords with them', async () => {
  const id = await addPerson(test.db, { name: 'Veli', username: 'veli', role: 'supervisor' }, null, false);
  const state = async () => (await readPeople(test.db)).find((person) => person.id === id);
  expect(await state()).toMatchObject({ signsInBy: null, invitedUntil: null, sessions: 0 });
  const { token, expiresAt } = await invite(test.db, id, 'Zeynep Arslan');
  expect(await state()).toMatchObject({ invitedUntil: expiresAt });
  await setPassword(test.db, id, 'hash', true);
  expect(await state()).toMatchObject({ signsInBy: 'password', mustChangePassword: true });

  const session = (sessionId: string) =>
    test.db
      .insertInto('session')
      .values({
        id: sessionId,
        token: `t-${sessionId}`,
        user_id: id,
        ...sessionTimes,
        ip_address: null,
        user_agent: null,
      })
      .execute();
  const sessionTimes = { expires_at: new Date(Date.now() + 60_000) as unknown as number };
  for (const name of ['s1', 's2', 's3', 's4']) await session(name);
  expect(await endSession(test.db, 's1', 'another')).toBe(null);
  expect(await endSession(test.db, 's1', id)).toMatchObject({ personId: id });
  expect(await endSessionsOf(test.db, id, 's2')).toBe(2);
  expect((await readSessions(test.db, id)).map((row) => row.id)).toEqual(['s2']);

  await change(id, { disabled: true });
  expect(await state()).toMatchObject({ sessions: 0 });
  expect(await readInvitation(test.db, token)).toBe(null);
  await test.db.transaction().execute((db) => removePerson(db, id));
  expect(await readSessions(test.db, id)).toEqual([]);
});
