import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserArguments, findBrowser } from './browser.ts';
import { type Installation, startInstallation } from './installation.ts';
import { callApi } from './load/pairScreens.ts';
import { browserCookies, signInFresh } from './signIn.ts';

/** A TV from its first opening to a power cut, beside the supervisor who cares for it: the whole installation, a real browser. */
const dataDir = mkdtempSync(join(tmpdir(), 'santral-tv-'));
const scenario = { SANTRAL_DEMO_SCENARIO: 'tidy', SANTRAL_DEMO_HISTORY_DAYS: '0' };
let installation: Installation;
let browser: Browser;
let hall: BrowserContext;
let desk: BrowserContext;
let cookie: string;
let tv: Page;
const mistakes: string[] = [];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

beforeAll(async () => {
  installation = await startInstallation(scenario, { dataDir });
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  hall = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  desk = await browser.newContext({ viewport: { width: 390, height: 844 } });
  await desk.addCookies([
    ...(await browserCookies(installation)),
    { name: 'locale', value: 'tr', url: installation.url },
  ]);
  cookie = await signInFresh(installation);
  tv = await hall.newPage();
  tv.on('pageerror', (error) => mistakes.push(`tv: ${error.message}`));
  await tv.goto(`${installation.url}/tv`);
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await installation?.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
}, 30_000);

const part = (page: Page, id: string) => page.locator(`[data-testid="${id}"]`);
const call = <T>(method: string, path: string, body?: unknown) =>
  callApi<T>(installation.url, cookie, method, path, body);
const shownCode = async () => (await part(tv, 'user-code').textContent({ timeout: 20_000 })) ?? '';
const board = (id: string) => tv.locator(`[data-testid="wall"][data-board="${id}"]`);
const row = (page: Page) => part(page, 'screens').locator('tbody tr');

interface Listed {
  id: string;
  name: string;
  settings: Record<string, unknown>;
  live: { report: { board: string | null; width: number; latencyMs: number | null; build: string } | null } | null;
}
async function listed(): Promise<Listed[]> {
  return (await call<{ screens: Listed[] }>('GET', '/api/screens')).screens;
}
async function setScreen(change: Record<string, unknown>, name?: string): Promise<void> {
  const [screen] = await listed();
  if (!screen) throw new Error('No screen is paired.');
  await call('PUT', `/api/screens/${screen.id}`, {
    ...{ name: name ?? screen.name, settings: { ...screen.settings, ...change } },
  });
}
/** What axe finds that keeps people out. */
async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    interface Violation {
      id: string;
      impact: string;
      nodes: { html: string }[];
    }
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}

test('a TV without a session shows a code, and its board once a supervisor approved it on a phone', async () => {
  const code = await shownCode();
  expect(code).toMatch(/^[A-Z0-9]{4}-[A-Z0-9]{4}$/);
  expect(await barriers(tv)).toEqual([]);

  const stranger = await browser.newContext();
  const turnedAway = await stranger.newPage();
  await turnedAway.goto(`${installation.url}/settings/screens/pair?code=${code}`);
  expect(new URL(turnedAway.url()).pathname).toBe('/signin');
  expect(new URL(turnedAway.url()).searchParams.get('to')).toBe(`/settings/screens/pair?code=${code}`);
  await stranger.close();

  const phone = await desk.newPage();
  phone.on('pageerror', (error) => mistakes.push(`pair: ${error.message}`));
  await phone.goto(`${installation.url}/settings/screens/pair?code=${code}`);
  await part(phone, 'approve-form').waitFor();
  await part(phone, 'screen-name').fill('Salon kuzey duvarı');
  await part(phone, 'add-board').selectOption('185');
  await part(phone, 'rotate-seconds').fill('10');
  expect(await part(phone, 'viewing-text').textContent()).toMatch(/64 mm/);
  expect(await barriers(phone)).toEqual([]);
  await part(phone, 'approve').click();
  await part(phone, 'paired').waitFor();
  await part(tv, 'wall').waitFor({ timeout: 20_000 });
  await expect.poll(() => part(phone, 'paired').getAttribute('data-connected'), { timeout: 20_000 }).toBe('true');
  await phone.close();
}, 90_000);

test('its boards come in turn over one socket, and it tells what it shows', async () => {
  await board('185').waitFor({ timeout: 20_000 });
  await board('all').waitFor({ timeout: 20_000 });
  await expect
    .poll(async () => (await listed())[0]?.live?.report, { timeout: 20_000 })
    .toMatchObject({ width: 1920, board: expect.stringMatching(/^(all|185)$/), latencyMs: expect.any(Number) });
  const sockets = await tv.evaluate(
    () => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/socket.io/')).length,
  );
  expect(sockets).toBeLessThanOrEqual(1);
}, 60_000);

test('settings reach it at once: one board, English, light, dimmed; and it shows its name when asked', async () => {
  await setScreen({
    boards: ['153'],
    locale: 'en',
    theme: 'light',
    night: { from: '00:00', to: '23:59', brightness: 0.4 },
  });
  await board('153').waitFor();
  await expect.poll(() => tv.locator('html').getAttribute('lang')).toBe('en');
  expect(await tv.locator('html').getAttribute('data-theme')).toBe('light');
  await expect.poll(() => part(tv, 'wall').textContent()).toMatch(/Waiting/);
  const dimmed = () => part(tv, 'night').evaluate((night) => Number((night as HTMLElement).style.opacity));
  await expect.poll(dimmed).toBeCloseTo(0.6);

  const page = await desk.newPage();
  page.on('pageerror', (error) => mistakes.push(`list: ${error.message}`));
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(`${installation.url}/settings/screens`);
  await expect.poll(() => row(page).textContent()).toMatch(/Salon kuzey duvarı.*Bağlı.*güncel/);
  await expect.poll(() => row(page).textContent()).toMatch(/1920 × 1080/);
  expect(await barriers(page)).toEqual([]);
  await row(page)
    .getByRole('button', { name: /Adını göster/ })
    .click();
  await expect.poll(() => part(tv, 'identify').textContent()).toMatch(/Salon kuzey duvarı/);

  await row(page)
    .getByRole('button', { name: /Ayarlar/ })
    .click();
  await part(page, 'screen-form').locator('[data-testid="screen-name"]').fill('Giriş');
  // a field that is emptied and goes is not told as nothing
  await part(page, 'add-board').selectOption('185');
  await part(page, 'rotate-seconds').fill('');
  await part(page, 'board-choice').locator('[data-board="185"] button').last().click();
  expect(await part(page, 'usual-volume').isChecked()).toBe(true);
  expect(await barriers(page)).toEqual([]);
  await part(page, 'screen-save').click();
  await expect.poll(() => row(page).textContent()).toMatch(/Giriş/);
  expect(await tv.evaluate(() => localStorage.getItem('santral-tv'))).toMatch(/"name":"Giriş"/);
  await page.close();
}, 60_000);

test('after a power cut it opens without the server, says what it waits for, and goes on when it is back', async () => {
  await setScreen({ locale: 'tr', theme: 'dark', night: null });
  await expect.poll(() => tv.locator('html').getAttribute('lang')).toBe('tr');
  // the browser keeps the page in its own time
  await tv.waitForFunction(async () => {
    const registration = await navigator.serviceWorker.getRegistration('/tv');
    return registration?.active?.state === 'activated' && (await caches.match('/tv')) !== undefined;
  });
  const { port } = new URL(installation.url);
  await installation.stop();
  await tv.close();

  tv = await hall.newPage();
  tv.on('pageerror', (error) => mistakes.push(`tv, alone: ${error.message}`));
  const refusals: string[] = [];
  tv.on('console', (message) => /Content Security Policy/i.test(message.text()) && refusals.push(message.text()));
  await tv.goto(`${installation.url}/tv`);
  await expect.poll(() => part(tv, 'waiting').getAttribute('data-for')).toBe('server');
  expect(await part(tv, 'waiting').textContent()).toMatch(/Giriş.*Sunucu bekleniyor/);
  expect(refusals).toEqual([]);

  installation = await startInstallation({ ...scenario, PORT: port }, { dataDir });
  await board('153').waitFor({ timeout: 60_000 });
  await expect.poll(() => part(tv, 'wall').getAttribute('data-link')).toBe('live');
}, 200_000);

test('a TV that lost its token pairs anew, and one whose pairing is ended shows a code again', async () => {
  await tv.evaluate(() => localStorage.clear());
  await tv.reload();
  const code = await shownCode();
  const [screen] = await listed();
  const phone = await desk.newPage();
  await phone.goto(`${installation.url}/settings/screens/pair?code=${code}`);
  await part(phone, 'pair-which').selectOption(screen?.id ?? '');
  expect(await part(phone, 'screen-name').inputValue()).toBe(screen?.name);
  // back to a new screen, nothing of the old one stays
  await part(phone, 'pair-which').selectOption('');
  expect(await part(phone, 'screen-name').inputValue()).toBe('');
  await phone.close();
  const again = { userCode: code, name: 'Giriş', settings: screen?.settings, screen: screen?.id };
  await call('POST', '/api/pairing/approve', again);
  await board('153').waitFor({ timeout: 20_000 });
  expect((await listed()).map(({ id }) => id)).toEqual([screen?.id]);

  const page = await desk.newPage();
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(`${installation.url}/settings/screens`);
  await row(page)
    .getByRole('button', { name: /Ayarlar/ })
    .click();
  await part(page, 'screen-revoke').click();
  await part(page, 'screen-revoke-sure').click();
  await expect.poll(shownCode).toMatch(/-/);
  expect(await tv.evaluate(() => localStorage.getItem('santral-tv'))).toBeNull();
  await expect.poll(() => part(page, 'screens').count()).toBe(0);
  await page.close();
  expect(mistakes).toEqual([]);
}, 60_000);
