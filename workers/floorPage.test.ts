import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from './barriers.ts';
import { browserArguments, findBrowser } from './browser.ts';
import { type Installation, startInstallation } from './installation.ts';
import { signInFresh } from './signIn.ts';

/** The supervisor's desk in a real browser over the demo; and that callers' numbers are seen there, and nowhere else. */
let installation: Installation;
let browser: Browser;
let manager: string;
let supervisor: string;
const sockets: Socket[] = [];

beforeAll(async () => {
  installation = await startInstallation({ SANTRAL_DEMO_SCENARIO: 'busy', SANTRAL_DEMO_HISTORY_DAYS: '0' });
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  manager = await signInFresh(installation);
  supervisor = await signInAs('supervisor');
}, 400_000);
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await browser?.close();
  await installation?.stop();
}, 30_000);

/** A person of that role whom the admin adds, with a password that has been changed as it must be. */
async function signInAs(role: string): Promise<string> {
  const send = (path: string, body: object, cookie = '') =>
    fetch(installation.url + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Origin: installation.url, Cookie: cookie },
      body: JSON.stringify(body),
    });
  const [username, password] = ['salon', 'üç beyaz martı uçar'];
  const added = await send('/api/people', { name: 'Salon Sorumlusu', username, role }, manager);
  const token = new URL((await added.json()).link, installation.url).searchParams.get('token');
  expect((await send('/api/setup', { token, password })).status).toBe(200);
  const signedIn = await send('/api/auth/sign-in/username', { username, password });
  return signedIn.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

async function open(
  path: string,
  { cookie = manager, locale = 'tr', theme = 'dark', width = 1366, height = 768 } = {},
) {
  const context = await browser.newContext({ viewport: { width, height } });
  const pairs = [...cookie.split('; '), `locale=${locale}`, `theme=${theme}`];
  await context.addCookies(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: installation.url };
    }),
  );
  const page = await context.newPage();
  const mistakes: string[] = [];
  page.on('pageerror', (error) => mistakes.push(error.message));
  Object.assign(page, { mistakes });
  await page.goto(installation.url + path);
  return page;
}
const rows = (page: Page, list: string) => page.locator(`[data-testid="${list}"] tbody tr[data-key]`);
const cells = (page: Page, list: string, column: string) =>
  page.locator(`[data-testid="${list}"] td[data-column="${column}"]`);
const param = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);
const digits = (text: string) => text.replaceAll(/\D/g, '');

test('queues, calls and agents are live, and every row says which it is', async () => {
  const page = await open('/floor');
  await expect.poll(() => rows(page, 'queues').count()).toBe(9);
  await expect.poll(() => rows(page, 'agents').count()).toBeGreaterThan(5);
  await expect.poll(() => rows(page, 'calls').count(), { timeout: 60_000 }).toBeGreaterThan(0);
  await expect.poll(() => page.locator('[data-testid="summary-available"]').textContent()).toMatch(/^\d+$/);
  const total = Number(await page.locator('[data-testid="agents"] table').getAttribute('aria-rowcount'));
  expect(total).toBeGreaterThan(5);
  expect(await rows(page, 'agents').first().getAttribute('aria-rowindex')).toBe('2');
  expect((page as unknown as { mistakes: string[] }).mistakes).toEqual([]);
  await page.context().close();
});

test('a queue opens by keyboard with its own calls and agents, stands in the address, and Escape goes back', async () => {
  const page = await open('/floor?centre=153');
  await rows(page, 'queues').first().waitFor();
  await rows(page, 'queues').first().locator('button').focus();
  await page.keyboard.press('ArrowDown');
  const name = await page.evaluate(() => document.activeElement?.textContent ?? '');
  await page.keyboard.press('Enter');
  const detail = page.locator('[data-testid="queue-detail"]');
  expect(await detail.locator('h2').textContent()).toBe(name);
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2');
  const queue = param(page, 'queue') ?? '';
  expect(queue).toMatch(/^153:/);
  await detail.locator('[data-testid="queue-curve"]').waitFor();
  await expect
    .poll(async () => new Set([name, ...(await rows(page, 'calls').locator('th').allTextContents())]).size)
    .toBe(1);
  const shared = await open(new URL(page.url()).pathname + new URL(page.url()).search);
  await expect.poll(() => shared.locator('[data-testid="queue-detail"] h2').textContent()).toBe(name);
  await shared.context().close();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(name);
  expect(param(page, 'queue')).toBeNull();
  await page.context().close();
});

test('agents are found in Turkish letter case, sorted and filtered, and all of it stands in the address', async () => {
  const page = await open('/floor');
  const name = (await rows(page, 'agents').first().locator('th button').textContent()) ?? '';
  await page.locator('[data-testid="desk-search"]').fill(name.toLocaleUpperCase('tr'));
  await expect.poll(() => rows(page, 'agents').locator('th').allTextContents()).toContain(name);
  expect(param(page, 'search')).toBe(name.toLocaleUpperCase('tr'));
  await page.locator('[data-testid="desk-search"]').fill('böyle biri yok');
  await expect.poll(() => rows(page, 'agents').count()).toBe(0);
  await page.locator('[data-testid="desk-search"]').fill('');
  await page.locator('[data-testid="agents"] thead button').nth(0).click();
  expect(param(page, 'agentOrder')).toBe('name.down');
  await page.locator('[data-testid="agent-filter"]').selectOption('available');
  await expect
    .poll(
      async () => new Set((await cells(page, 'agents', 'state').allTextContents()).map((text) => text.split(' · ')[0])),
    )
    .toEqual(new Set(['Uygun']));
  await page.context().close();
});

test('an agent’s day is drawn against the roster, as soon as one is taken in', async () => {
  const before = await open('/floor?search=153:');
  await expect.poll(() => rows(before, 'agents').count()).toBeGreaterThan(5);
  const ids = await rows(before, 'agents').evaluateAll((found) =>
    found.map((row) => (row as HTMLElement).dataset.key ?? ''),
  );
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Istanbul' }).format(Date.now());
  const file = join(installation.dataDir, 'vardiya.csv');
  const lines = ids.map((id) => `${id.slice(id.indexOf(':') + 1)},${today}T00:00,${today}T24:00`);
  writeFileSync(file, ['agent,start,end', ...lines].join('\n'));
  execFileSync(
    process.execPath,
    [join(import.meta.dirname, 'cli.ts'), 'import', 'roster', file, '--centre', '153', '--whole'],
    { env: { ...process.env, SANTRAL_DATA: installation.dataDir, SANTRAL_CONFIG: '' }, stdio: 'ignore' },
  );
  await before.context().close();
  const page = await open('/floor?centre=153', { locale: 'en' });
  await expect
    .poll(() => cells(page, 'agents', 'adherence').filter({ hasText: 'In adherence' }).count(), { timeout: 100_000 })
    .toBeGreaterThan(0);
  await rows(page, 'agents').filter({ hasText: 'In adherence' }).first().locator('th button').click();
  const detail = page.locator('[data-testid="agent-detail"]');
  await detail.locator('[data-testid="day-strip"]').waitFor();
  expect(await detail.locator('[data-testid="figure-adherence"]').textContent()).toMatch(/%$/);
  expect(await detail.textContent()).toMatch(/Plan: 00:00–00:00 work/);
  await page.context().close();
}, 180_000);

test.each([
  ['tr', 'dark', 1366, 768],
  ['en', 'light', 390, 844],
] as const)('axe finds nothing serious (%s, %s, %d × %d)', async (locale, theme, width, height) => {
  const page = await open('/floor', { locale, theme, width, height });
  await rows(page, 'queues').first().waitFor();
  expect(await barriers(page)).toEqual([]);
  await rows(page, 'queues').first().locator('th button').click();
  await page.locator('[data-testid="queue-curve"]').waitFor();
  expect(await barriers(page)).toEqual([]);
  if (width < 1000) await page.locator('[data-testid="view-agents"]').click();
  await rows(page, 'agents').first().locator('th button').click();
  await page.locator('[data-testid="day-strip"]').waitFor();
  expect(await barriers(page)).toEqual([]);
  await page.context().close();
});

test('who may not see agents is not let in, and a desk whose link is cut says so and keeps its numbers', async () => {
  const nobody = await fetch(`${installation.url}/floor`, { redirect: 'manual' });
  expect(nobody.headers.get('location')).toContain('/signin');
  expect((await fetch(`${installation.url}/api/floor/roster`)).status).toBe(401);
  const page = await open('/floor');
  await rows(page, 'queues').first().waitFor();
  await page.context().setOffline(true);
  await page.locator('[data-testid="link-lost"]').waitFor({ timeout: 20_000 });
  expect(await rows(page, 'queues').count()).toBe(9);
  await page.context().setOffline(false);
  await page.locator('[data-testid="link-lost"]').waitFor({ state: 'detached', timeout: 30_000 });
  await page.context().close();
});

test('callers’ numbers are on the desks alone: masked for a supervisor, whole for a manager, who is written down once', async () => {
  const frames: string[] = [];
  const listen = (namespace: string, auth: object, cookie: string, into: string[]) => {
    const socket = io(`${installation.url}${namespace}`, { auth, extraHeaders: { Cookie: cookie }, forceNew: true });
    socket.onAny((...told) => into.push(JSON.stringify(told)));
    sockets.push(socket);
  };
  const whole: string[] = [];
  const masked: string[] = [];
  listen('/wall', { board: 'all' }, manager, frames);
  listen('/desk', { centre: 'all' }, manager, whole);
  listen('/desk', { centre: 'all' }, supervisor, masked);
  const numbersIn = (told: readonly string[]) => [
    ...new Set([...told.join('\n').matchAll(/"number":"([\d* ]+)"/g)].map(([, number = '']) => number)),
  ];
  await expect.poll(() => numbersIn(whole).length, { timeout: 120_000 }).toBeGreaterThan(15);
  await expect.poll(() => numbersIn(masked).length, { timeout: 30_000 }).toBeGreaterThan(8);
  await expect.poll(() => frames.length, { timeout: 60_000 }).toBeGreaterThan(10);
  const numbers = numbersIn(whole).map(digits);
  expect(numbers.every((number) => /^0(500|262)\d{7}$/.test(number))).toBe(true);
  expect(numbersIn(masked).every((number) => /^0(500|262) \*\*\* \*\* \d\d$/.test(number))).toBe(true);
  const holds = (text: string) => numbers.filter((number) => text.includes(number) || text.includes(number.slice(1)));
  expect(holds(masked.join('\n').replaceAll(' ', ''))).toEqual([]);
  expect(frames.join('\n')).not.toContain('"callers":{"');
  expect(holds(frames.join('\n').replaceAll(' ', ''))).toEqual([]);

  const page = await open('/floor', { cookie: supervisor });
  await expect
    .poll(async () => (await cells(page, 'calls', 'number').allTextContents()).some((text) => text.includes('***')), {
      timeout: 60_000,
    })
    .toBe(true);
  expect(holds((await page.content()).replaceAll(' ', ''))).toEqual([]);
  await page.context().close();

  // spools, database and logs; what the demo's exchange itself writes lies apart
  const written = filesBelow(installation.dataDir).filter(
    (path) => !path.startsWith(join(installation.dataDir, 'demo')),
  );
  expect(written.some((path) => path.includes('spool'))).toBe(true);
  for (const path of written) expect([path, holds(readFileSync(path, 'latin1'))]).toEqual([path, []]);
  expect(holds(installation.said.join('\n'))).toEqual([]);
  for (const path of ['/metrics', '/healthz']) {
    const answer = await fetch(installation.url + path, { headers: { Cookie: manager } });
    expect(holds(await answer.text())).toEqual([]);
  }
  const audit = await fetch(`${installation.url}/api/audit`, { headers: { Cookie: manager } });
  const seen = ((await audit.text()).match(/Arayan numaraları açıkça görüntülendi/g) ?? []).length;
  expect(seen).toBe(1);
}, 240_000);

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}
