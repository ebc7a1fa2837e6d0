import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { hashPassword } from 'better-auth/crypto';
import { fromPrincipalHeader, principalHeader } from '#lib/access/principalHeader.ts';
import type { Role } from '#lib/access/role.ts';
import { addPerson } from '#lib/database/people.ts';
import { openTestDatabase, type TestDatabase } from '#lib/database/testDatabase.ts';
import { loadSettings } from '#lib/settings.ts';
import { createLogger } from '#lib/telemetry/logger.ts';
import { createGate } from './gate.ts';
import { webAuth } from './webAuth.ts';

/** A good password of everybody in these tests. */
export const password = 'kırmızı bisiklet 34';

/**
 * The door alone, before pages that only say who they were told has come: a real server, real cookies, the real database.
 *
 * @param yaml the file's block `access`
 */
export async function openDoor(test: TestDatabase, yaml = '', env: Record<string, string> = {}) {
  const config = join(test.dataDir, `door-${Math.random().toString(36).slice(2)}.yaml`);
  writeFileSync(config, yaml === '' ? 'access: { url: "http://localhost" }' : yaml);
  const settings = loadSettings({
    DATABASE_URL: test.embedded.url,
    SANTRAL_DATA: test.dataDir,
    SANTRAL_CONFIG: config,
    ...env,
  });
  const auth = webAuth(settings, createLogger('web', { write: () => undefined }));
  const gate = createGate({ host: settings.host, access: settings.access, sessions: auth.sessions, dev: false });
  const server = createServer(async (request, response) => {
    const admitted = await gate.admit(request, response);
    if (admitted === null) return;
    const path = request.url?.split('?', 1)[0] ?? '';
    if (path.startsWith('/api/auth/')) return auth.answer(request, response, admitted.client);
    response.setHeader('Content-Type', 'application/json');
    const told = { path: request.url, who: fromPrincipalHeader(String(request.headers[principalHeader] ?? '')) };
    response.end(JSON.stringify({ ...told, inside: await gate.seesInside(request, admitted.client) }));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return {
    url,
    auth,
    browser: () => new TestBrowser(url),
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await auth.close();
    },
  };
}
export type Door = Awaited<ReturnType<typeof openDoor>>;

/** Adds somebody who signs in by the password of these tests. */
export async function person(test: TestDatabase, username: string, role: Role, mustChange = false): Promise<string> {
  return addPerson(test.db, { name: `${username} Kişi`, username, role }, await hashPassword(password), mustChange);
}

/** What a browser does: keeps cookies, says where it comes from, follows no redirect unasked. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  get cookie(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async ask(path: string, { headers = {}, ...rest }: RequestInit = {}): Promise<Response> {
    const whole = new URL(path, this.#url);
    const own = whole.origin === this.#url;
    const response = await fetch(whole, {
      redirect: 'manual',
      ...rest,
      headers: { ...(own ? { cookie: this.cookie, origin: this.#url } : {}), ...(headers as Record<string, string>) },
    });
    for (const cookie of own ? response.headers.getSetCookie() : []) {
      const [pair = '', ...attributes] = cookie.split('; ');
      const name = pair.slice(0, pair.indexOf('='));
      if (attributes.some((attribute) => attribute === 'Max-Age=0')) this.cookies.delete(name);
      else this.cookies.set(name, pair.slice(name.length + 1));
    }
    return response;
  }

  post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    const sent = { 'content-type': 'application/json', ...headers };
    return this.ask(path, { method: 'POST', body: JSON.stringify(body), headers: sent });
  }

  signIn(username: string, word = password, headers: Record<string, string> = {}): Promise<Response> {
    return this.post('/api/auth/sign-in/username', { username, password: word }, headers);
  }

  /** Who the pages are told this is; a word for how they were kept from being asked. */
  async who(path = '/'): Promise<string | null> {
    const response = await this.ask(path);
    if (response.status !== 200) return `${response.status} ${response.headers.get('location') ?? ''}`.trim();
    return ((await response.json()) as { who: { username: string } | null }).who?.username ?? null;
  }
}

export { openTestDatabase, type TestDatabase };
