import { type MutableToken, OAuth2Server } from 'oauth2-mock-server';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { readAudit } from '#lib/database/auditLog.ts';
import { changePerson, readPeople } from '#lib/database/people.ts';
import { type Door, openDoor, openTestDatabase, person, type TestBrowser, type TestDatabase } from './testDoor.ts';

/** A directory that speaks OpenID Connect, and persons who come in by it. */
let test: TestDatabase;
let door: Door;
const directory = new OAuth2Server();
/** What the directory says of whoever signs in next. */
let claims: Record<string, unknown>;

beforeAll(async () => {
  test = await openTestDatabase();
  await person(test, 'zeynep', 'admin');
  await directory.issuer.keys.generate('RS256');
  await directory.start(0, 'localhost');
  directory.service.on('beforeTokenSigning', (token: MutableToken) => Object.assign(token.payload, claims));
  door = await openDoor(
    test,
    `access:
  url: http://localhost
  oidc:
    issuer: ${directory.issuer.url}
    client_id: santral
    label: Belediye hesabı
    role_claim: realm_access.roles
    supervisor: [cagri-takim-lideri]
    admin: [bilgi-islem]
`,
    { SANTRAL_OIDC_SECRET: 'a-client-secret' },
  );
});
afterAll(async () => {
  await door?.close();
  await directory.stop();
  await test?.close();
});
beforeEach(() => {
  claims = {
    sub: 'd-1',
    email: 'ayse.cagli@example.org',
    email_verified: true,
    name: 'Ayşe Çağlı',
    preferred_username: 'Ayşe.Çağlı',
    realm_access: { roles: ['cagri-takim-lideri'] },
  };
});

/** The whole way: our button, the directory, back to us. Where it ends. */
async function comeIn(browser: TestBrowser): Promise<string> {
  const errorCallbackURL = '/signin?to=%2Fplan';
  const asked = await browser.post('/api/auth/sign-in/social', {
    provider: 'oidc',
    callbackURL: '/plan',
    errorCallbackURL,
  });
  expect(asked.status).toBe(200);
  const { url } = (await asked.json()) as { url: string };
  expect(url.startsWith(directory.issuer.url ?? '-')).toBe(true);
  expect(new URL(url).searchParams.get('code_challenge_method')).toBe('S256');
  const sentBack = await browser.ask(url);
  const back = await browser.ask(sentBack.headers.get('location') ?? '');
  expect(back.status).toBe(302);
  return back.headers.get('location') ?? '';
}

it('makes a person of whom the directory knows, by the claim’s role, and changes it with the claim', async () => {
  const browser = door.browser();
  expect(await comeIn(browser)).toMatch(/\/plan$/);
  expect(await browser.who('/floor')).toBe('ayse.cagli');
  expect(await browser.who('/api/people')).toBe('403');
  const [made] = (await readPeople(test.db)).filter(({ username }) => username === 'ayse.cagli');
  expect(made).toMatchObject({ name: 'Ayşe Çağlı', role: 'supervisor', signsInBy: 'oidc' });
  const [row, added] = await readAudit(test.db, { limit: 2 });
  expect(row).toMatchObject({ action: 'session.started', subject: 'ayse.cagli', personName: 'Ayşe Çağlı' });
  expect(added).toMatchObject({
    ...{ action: 'person.added', subject: 'ayse.cagli', personName: null },
    detail: { name: 'Ayşe Çağlı', role: 'supervisor', by: 'directory' },
  });

  claims = { ...claims, name: 'Ayşe Demir', realm_access: { roles: ['bilgi-islem', 'cagri-takim-lideri'] } };
  const later = door.browser();
  await comeIn(later);
  expect(await later.who('/api/people')).toBe('ayse.cagli');
  const [, changed] = await readAudit(test.db, { limit: 2 });
  expect(changed).toMatchObject({
    ...{ action: 'person.changed', subject: 'ayse.cagli', personName: null },
    detail: { name: ['Ayşe Çağlı', 'Ayşe Demir'], role: ['supervisor', 'admin'], by: 'directory' },
  });
  const people = await readPeople(test.db);
  expect(people).toHaveLength(2);
  expect(people.find(({ id }) => id === made?.id)).toMatchObject({ name: 'Ayşe Demir', role: 'admin' });

  const id = made?.id ?? '';
  const byHand = test.db.transaction().execute((db) => changePerson(db, id, { role: 'viewer' }));
  await expect(byHand).rejects.toMatchObject({ reason: 'has_directory' });
  await test.db.transaction().execute((db) => changePerson(db, id, { disabled: true }));
  const shut = door.browser();
  expect(await comeIn(shut)).toContain('error=account_disabled');
  expect(await shut.who()).toBe('303 /signin');
});

it('lets nobody in whom no role is given, neither new nor known', async () => {
  claims = { ...claims, sub: 'd-2', email: 'mehmet@example.org', preferred_username: 'mehmet', realm_access: {} };
  const browser = door.browser();
  expect(await comeIn(browser)).toMatch(/\/signin\?to=%2Fplan&error=no_role/);
  expect(await browser.who()).toBe('303 /signin');
  claims = { ...claims, realm_access: { roles: ['cagri-takim-lideri'] } };
  expect(await comeIn(door.browser())).toMatch(/\/plan$/);
  claims = { ...claims, realm_access: { roles: ['baska'] } };
  expect(await comeIn(door.browser())).toContain('error=no_role');
  expect((await readPeople(test.db)).some(({ username }) => username === 'mehmet')).toBe(true);
});

it('gives nobody another person’s account, name or e-mail', async () => {
  await test.db.updateTable('person').set({ email: 'zeynep@example.org' }).where('username', '=', 'zeynep').execute();
  const roles = { realm_access: { roles: ['bilgi-islem'] } };
  claims = { ...claims, ...roles, sub: 'd-3', email: 'zeynep@example.org', preferred_username: 'zeynep' };
  expect(await comeIn(door.browser())).toContain('error=account_not_linked');
  claims = { ...claims, email: 'baska@example.org' };
  const browser = door.browser();
  await comeIn(browser);
  expect(await browser.who()).toBe('zeynep-2');
});

it('follows no way back that leads to another site', async () => {
  for (const callbackURL of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
    const asked = await door.browser().post('/api/auth/sign-in/social', { provider: 'oidc', callbackURL });
    expect(asked.status, callbackURL).toBe(403);
  }
  const withToken = { provider: 'oidc', callbackURL: '/', idToken: { token: 'x' } };
  expect((await door.browser().post('/api/auth/sign-in/social', withToken)).status).toBe(403);
});
