import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserArguments, findBrowser } from './browser.ts';
import { type Installation, startInstallation } from './installation.ts';

/** What a newcomer sees after `npm start`: the whole installation, a real browser. */
let installation: Installation;
let browser: Browser;

beforeAll(async () => {
  installation = await startInstallation({
    SANTRAL_DEMO_SPEED: '20',
    SANTRAL_DEMO_SCENARIO: 'tidy',
    SANTRAL_DEMO_HISTORY_DAYS: '21',
  });
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await installation?.stop();
}, 30_000);

async function open(path: string, locale = 'tr'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  await context.addCookies([{ name: 'locale', value: locale, url: installation.url }]);
  const page = await context.newPage();
  const mistakes: string[] = [];
  page.on('pageerror', (error) => mistakes.push(error.message));
  Object.assign(page, { mistakes });
  await page.goto(installation.url + path);
  return page;
}
const figure = (page: Page, metric: string) => page.locator(`[data-metric="${metric}"]`);
async function numberOf(page: Page, metric: string): Promise<number> {
  return Number(((await figure(page, metric).textContent()) ?? '').replace(/\D/g, '') || Number.NaN);
}

test('the wall is live: the number of calls offered today grows while one looks', async () => {
  const page = await open('/wall/all');
  await expect.poll(() => numberOf(page, 'offered')).toBeGreaterThan(0);
  const before = await numberOf(page, 'offered');
  await expect.poll(() => numberOf(page, 'offered')).toBeGreaterThan(before);
  await page.context().close();
});

test('the wall speaks Turkish first, and English when asked', async () => {
  const turkish = await open('/wall/153');
  await expect.poll(() => turkish.locator('main').textContent()).toMatch(/Bekleyen/i);
  expect(await turkish.locator('html').getAttribute('lang')).toBe('tr');
  const english = await open('/wall/153', 'en');
  await expect.poll(() => english.locator('main').textContent()).toMatch(/Waiting/i);
  expect(await english.locator('html').getAttribute('lang')).toBe('en');
  await turkish.context().close();
  await english.context().close();
});

test('every page says that the data are the demo’s, and has no fault in its script', async () => {
  for (const path of ['/', '/wall/all', '/history', '/plan']) {
    const page = await open(path);
    await page.locator('[data-testid="demo-badge"]').first().waitFor();
    expect((page as unknown as { mistakes: string[] }).mistakes).toEqual([]);
    await page.context().close();
  }
});

test('health and metrics name every part, and no caller', async () => {
  const health = async () =>
    (await (await fetch(`${installation.url}/healthz`)).json()) as { parts: { part: string; ok: boolean }[] };
  const well = async () => (await health()).parts.filter(({ ok }) => ok).map(({ part }) => part);
  await expect.poll(well).toEqual(expect.arrayContaining(['database', 'pbx:153', 'pbx:185', 'demo', 'history']));
  const metrics = await (await fetch(`${installation.url}/metrics`)).text();
  expect(metrics).toContain('santral_pbx_live{part="pbx:153"} 1');
  expect(metrics).toContain('santral_part_restarts{process="web",part="supervisor"} 0');
  expect(metrics).not.toMatch(/(?<![\d.])0[1-9]\d{9}\b/);
});

test('the imported past becomes history and a plan', async () => {
  const imported = async () => {
    const page = await open('/history');
    const text = await page.locator('table').first().textContent();
    await page.context().close();
    return text;
  };
  await expect.poll(imported, { timeout: 120_000, interval: 2_000 }).toMatch(/\d{3,}/);
  const plan = await open('/plan');
  await plan.locator('[data-testid="plan-chart"]').waitFor();
  await plan.context().close();
}, 150_000);

test('the listening address is this machine alone', () => {
  expect(new URL(installation.url).hostname).toBe('localhost');
});
