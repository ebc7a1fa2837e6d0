import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readAudit } from '#lib/database/auditLog.ts';
import { changePerson } from '#lib/database/people.ts';
import { endSessionsOf, readSessions } from '#lib/database/sessions.ts';
import { type Door, openDoor, openTestDatabase, person, type TestDatabase } from './testDoor.ts';

let test: TestDatabase;
let door: Door;
const ids = new Map<string, string>();

beforeAll(async () => {
  test = await openTestDatabase();
  for (const role of ['viewer', 'supervisor', 'manager', 'admin'] as const)
    ids.set(role, await person(test, role, role));
  ids.set('yeni', await person(test, 'yeni', 'viewer', true));
});
afterAll(() => test.close());
beforeEach(async () => {
  door = await openDoor(test);
});
afterEach(() => door.close());

describe('without a session', () => {
  it('leads pages to the sign-in, with the way back, and refuses routes', async () => {
    const browser = door.browser();
    expect(await browser.who('/plan?week=2026-W47')).toBe('303 /signin?to=%2Fplan%3Fweek%3D2026-W47');
    expect(await browser.who('/')).toBe('303 /signin');
    expect(await browser.who('/api/plan')).toBe('401');
    expect((await browser.ask('/plan', { headers: { rsc: '1' } })).status).toBe(401);
    for (const path of ['/signin', '/setup', '/_next/static/x.js']) expect(await browser.who(path), path).toBe(null);
  });

  it('believes nobody who says that they are somebody', async () => {
    const forged = Buffer.from('{"id":"1","name":"x","username":"x","role":"admin"}').toString('base64url');
    const headers = { 'x-santral-principal': forged, 'X-Santral-Client': '127.0.0.1' };
    const browser = door.browser();
    expect((await browser.ask('/api/people', { headers })).status).toBe(401);
    expect(await (await browser.ask('/signin', { headers })).json()).toMatchObject({ who: null });
    browser.cookies.set('santral.session_token', 'invented.c2lnbmF0dXJl');
    expect(await browser.who('/api/plan')).toBe('401');
  });

  it('answers under our own names only, and takes no change from elsewhere', async () => {
    const { port } = new URL(door.url);
    const status = (headers: Record<string, string>) => rawStatus(Number(port), headers);
    expect(await status({ host: 'evil.example' })).toBe(421);
    expect(await status({ host: `localhost:${port}`, 'x-forwarded-host': 'evil.example' })).toBe(303);
    const browser = door.browser();
    const elsewhere = await browser.signIn('viewer', undefined, { origin: 'http://evil.example' });
    expect(elsewhere.status).toBe(403);
    const form = {
      method: 'POST',
      body: 'username=viewer',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    };
    expect((await browser.ask('/api/auth/sign-in/username', form)).status).toBe(403);
  });

  it('reaches nothing of better-auth but signing in and out', async () => {
    const browser = door.browser();
    for (const path of ['sign-up/email', 'update-user', 'change-password', 'admin/set-role', 'sign-in/email'])
      expect([401, 404], path).toContain((await browser.post(`/api/auth/${path}`, {})).status);
    for (const path of ['get-session', 'list-sessions', 'error', 'ok', 'callback/x'])
      expect([401, 404], path).toContain((await browser.ask(`/api/auth/${path}`)).status);
  });
});

describe('signing in', () => {
  it('lets in by username, whatever its case, and out again', async () => {
    const browser = door.browser();
    const answer = await browser.signIn('VIEWER');
    expect(answer.status).toBe(200);
    for (const cookie of answer.headers.getSetCookie()) expect(cookie).toMatch(/HttpOnly.*SameSite=Lax/);
    expect(answer.headers.getSetCookie().join()).not.toContain('Secure');
    expect(await browser.who()).toBe('viewer');
    expect((await browser.post('/api/auth/sign-out', {})).status).toBe(200);
    expect(await browser.who()).toBe('303 /signin');
  });

  it('says the same of a wrong name and a wrong password, then how long to wait', async () => {
    const browser = door.browser();
    const told = async (name: string, word: string) => {
      const answer = await browser.signIn(name, word);
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    const wrong = await told('supervisor', 'yanlış bir parola');
    expect(wrong.status).toBe(401);
    expect(await told('kimse', 'yanlış bir parola')).toEqual(wrong);
    for (let nth = 0; nth < 4; nth += 1) await told('supervisor', 'yanlış bir parola');
    for (let nth = 0; nth < 3; nth += 1) {
      const late = await told('supervisor', 'kırmızı bisiklet 34');
      expect(late.status).toBe(429);
      expect(late.body.retryAfterSeconds).toBeGreaterThan(20);
    }
    expect((await browser.signIn('manager')).status).toBe(200);
    // the wait stands there once, however often somebody knocks
    const [started, waits, wrongs] = await readAudit(test.db, { limit: 3 });
    expect(started).toMatchObject({ action: 'session.started', personId: ids.get('manager') });
    expect(waits).toMatchObject({ action: 'session.refused', subject: 'supervisor', detail: { reason: 'wait' } });
    expect(wrongs).toMatchObject({ action: 'session.refused', subject: 'supervisor', detail: { reason: 'wrong' } });
  });

  it('tries no more passwords at once than one after another, and keeps none that was typed as a name', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => door.browser().signIn('admin', 'yanlış bir parola')),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
    await door.browser().signIn('Gizli Parolam 42!');
    const [row] = await readAudit(test.db, { limit: 1 });
    expect(row).toMatchObject({ action: 'session.refused', subject: '–' });
  });

  it('asks whoever was given a password for one of their own before anything else', async () => {
    const browser = door.browser();
    await browser.signIn('yeni');
    expect(await browser.who('/wall/all')).toBe('303 /password?to=%2Fwall%2Fall');
    expect(await browser.who('/api/history')).toBe('403');
    expect(await browser.who('/password')).toBe('yeni');
  });

  it('marks cookies for https where a trusted proxy says so', async () => {
    const proxied = await openDoor(
      test,
      'access: { url: "https://santral.example", trusted_proxies: [127.0.0.1, "::1"] }',
    );
    const headers = {
      'x-forwarded-proto': 'https',
      'x-forwarded-host': 'santral.example',
      'x-forwarded-for': '203.0.113.9',
      origin: 'https://santral.example',
    };
    const answer = await proxied.browser().signIn('viewer', undefined, headers);
    expect(answer.status).toBe(200);
    for (const cookie of answer.headers.getSetCookie()) expect(cookie).toContain('; Secure');
    const [latest] = await readSessions(test.db, ids.get('viewer'));
    expect(latest?.address).toBe('203.0.113.9');
    await proxied.close();
  });
});

describe('a role', () => {
  it.each([
    ['viewer', '/wall/153', 200],
    ['viewer', '/settings/people', '/no-access'],
    ['viewer', '/api/people', 403],
    ['viewer', '/nothing/here', '/nothing-here'],
    ['viewer', '/api/nothing', 404],
    ['manager', '/settings/audit', 200],
    ['manager', '/settings/people', '/no-access'],
    ['admin', '/settings/people', 200],
  ])('%s at %s: %s', async (role, path, wanted) => {
    const browser = door.browser();
    await browser.signIn(role);
    const answer = await browser.ask(path);
    if (typeof wanted === 'number') expect(answer.status).toBe(wanted);
    else expect(await answer.json()).toMatchObject({ path: wanted, who: { role } });
  });

  it('may be taken away, and the session with it, at once', async () => {
    const browser = door.browser();
    await browser.signIn('manager');
    expect(await browser.who('/settings/audit')).toBe('manager');
    const id = ids.get('manager') ?? '';
    await test.db.transaction().execute((db) => changePerson(db, id, { role: 'viewer' }));
    door.auth.sessions.forgetPerson(id);
    expect(await browser.who('/api/audit')).toBe('403');
    await endSessionsOf(test.db, id);
    door.auth.sessions.forgetPerson(id);
    expect(await browser.who()).toBe('303 /signin');
    await test.db.transaction().execute((db) => changePerson(db, id, { role: 'manager', disabled: true }));
    const refused = await browser.signIn('manager');
    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ code: 'account_disabled' });
    await test.db.transaction().execute((db) => changePerson(db, id, { disabled: false }));
  });
});

it('shows the inside to this machine, to the token and to supervisors, and to no one who comes by a proxy', async () => {
  const told = await openDoor(test, '', { SANTRAL_METRICS_TOKEN: 'a-token-of-more-than-24-characters' });
  const inside = async (headers: Record<string, string>, as?: string) => {
    const browser = told.browser();
    if (as) await browser.signIn(as);
    return ((await (await browser.ask('/healthz', { headers })).json()) as { inside: boolean }).inside;
  };
  const byProxy = { 'x-forwarded-for': '203.0.113.9' };
  expect(await inside({})).toBe(true);
  expect(await inside(byProxy)).toBe(false);
  expect(await inside({ ...byProxy, authorization: 'Bearer a-token-of-more-than-24-characters' })).toBe(true);
  expect(await inside({ ...byProxy, authorization: 'Bearer guess' })).toBe(false);
  expect(await inside(byProxy, 'viewer')).toBe(false);
  expect(await inside(byProxy, 'admin')).toBe(true);
  await told.close();
});

it('keeps those in who are in while the database is away, and says so to who would come in', async () => {
  const own = await openTestDatabase();
  await person(own, 'gece', 'supervisor');
  const first = await openDoor(own);
  const browser = first.browser();
  await browser.signIn('gece');
  expect(await browser.who()).toBe('gece');
  await own.embedded.close();
  expect(await browser.who('/wall/all')).toBe('gece');
  const refused = await first.browser().signIn('gece');
  expect(refused.status).toBe(503);
  expect(await refused.json()).toMatchObject({ code: 'DATABASE_AWAY' });
  await first.close();

  // A web process that was started anew knows nobody; the signed cookie says who it is.
  const again = await openDoor(own);
  const later = again.browser();
  for (const [name, value] of browser.cookies) later.cookies.set(name, value);
  expect(await later.who('/wall/all')).toBe('gece');
  later.cookies.delete('santral.session_data');
  expect(await later.who('/api/boards')).toBe('503');
  const page = await later.ask('/wall/all');
  expect(page.status).toBe(503);
  expect(await page.text()).toContain('Veritabanına ulaşılamıyor');
  expect(await later.who('/signin')).toBe(null);
  await again.close();
  await own.db.destroy();
});

/** By a socket of our own: fetch does not let one name another host. */
async function rawStatus(port: number, headers: Record<string, string>): Promise<number | undefined> {
  const { request } = await import('node:http');
  return new Promise((answered, failed) => {
    request({ host: '127.0.0.1', port, headers }, (answer) => {
      answer.resume();
      answered(answer.statusCode);
    })
      .on('error', failed)
      .end();
  });
}
