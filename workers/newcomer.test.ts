import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserArguments, findBrowser } from './browser.ts';
import { type Installation, startInstallation } from './installation.ts';
import { browserCookies } from './signIn.ts';

/** What a newcomer sees after `npm start`: the whole installation, a real browser. */
let installation: Installation;
let browser: Browser;
let cookies: Awaited<ReturnType<typeof browserCookies>>;
const startedAt = Date.now();

beforeAll(async () => {
  installation = await startInstallation({
    SANTRAL_DEMO_SPEED: '20',
    SANTRAL_DEMO_SCENARIO: 'tidy',
    SANTRAL_DEMO_HISTORY_DAYS: '21',
  });
  cookies = await browserCookies(installation);
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await installation?.stop();
}, 30_000);

async function open(path: string, locale = 'tr'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  await context.addCookies([...cookies, { name: 'locale', value: locale, url: installation.url }]);
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

/** Before the page's first script: this machine's clock is so far off; `setClock` sets it while the page is open. */
function clockOff(ahead: number): void {
  const RealDate = Date;
  const origin = performance.timeOrigin + ahead;
  let set = ahead;
  const now = () => RealDate.now() + set;
  const page = window as unknown as { setClock(by: number): void; longest: number };
  page.setClock = (by) => {
    set += by;
  };
  window.Date = new Proxy(RealDate, {
    construct: (target, args) => Reflect.construct(target, args.length === 0 ? [now()] : args),
    get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
  });
  Object.defineProperty(performance, 'timeOrigin', { get: () => origin });
  // the longest time that any timer ever showed, from the first one drawn
  page.longest = 0;
  const look = () => {
    for (const timer of document.querySelectorAll('[data-metric="longestWait"], li[title] > span:last-child')) {
      const seconds = /^[\d:]+$/.test(timer.textContent ?? '')
        ? (timer.textContent ?? '').split(':').reduce((sum, part) => 60 * sum + Number(part), 0)
        : 0;
      page.longest = Math.max(page.longest, seconds);
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

test.each([
  ['a day ahead', 86_400_000],
  ['a day behind', -86_400_000],
  ['an hour ahead', 3_600_000],
  ['seven minutes behind', -7 * 60_000],
])('a screen whose clock is %s shows right timers, the right time and the right days', async (_, ahead) => {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  await context.addCookies([...cookies, { name: 'locale', value: 'tr', url: installation.url }]);
  await context.addInitScript(clockOff, ahead);
  const page = await context.newPage();
  const right = await open('/wall/all');
  await page.goto(`${installation.url}/wall/all`);
  const clock = (of: Page) => of.locator('header time').first().textContent();
  const secondsOff = async () => {
    const [shown, wanted] = await Promise.all([clock(page), clock(right)]);
    const seconds = (text: string | null) => (text ?? '').split(':').reduce((sum, part) => 60 * sum + Number(part), 0);
    return Math.abs(seconds(shown) - seconds(wanted));
  };
  await expect.poll(() => numberOf(page, 'offered')).toBeGreaterThan(0);
  await expect.poll(secondsOff).toBeLessThan(3);
  // set again while it is open
  await page.evaluate(() => (window as unknown as { setClock(by: number): void }).setClock(-2 * 86_400_000));
  await expect.poll(() => page.locator('[data-testid="wall"]').getAttribute('data-link')).toBe('live');
  await expect.poll(secondsOff).toBeLessThan(3);
  await expect.poll(() => numberOf(page, 'offered')).toBeGreaterThan(0);
  const longest = await page.evaluate(() => (window as unknown as { longest: number }).longest);
  const age = (Date.now() - startedAt) / 1000 + 60;
  expect(longest).toBeLessThan(age);

  await page.goto(`${installation.url}/history`);
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Istanbul' }).format(Date.now());
  expect(await page.locator('input[name="to"]').inputValue()).toBe(today);
  expect(await page.locator('[data-testid="preset-last7"]').getAttribute('aria-current')).toBe('true');
  await context.close();
  await right.context().close();
});

test.each([
  ['/wall/all', '[data-metric="offered"]'],
  ['/tv', '[data-testid="user-code"]'],
])('%s is light enough for a television: under 250 kB of script, compressed', async (path, ready) => {
  const page = await open(path);
  await page.locator(ready).waitFor();
  const addresses = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => new URL(name).pathname.endsWith('.js')),
  );
  expect(addresses.length).toBeGreaterThan(3);
  const sizes = await Promise.all(
    addresses.map(async (address) => gzipSync(await (await page.request.get(address)).body()).length),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(250_000);
  await page.context().close();
});

test('a board that is changed is on its walls at once, and one that is deleted says so', async () => {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  await context.addCookies(cookies);
  const headers = { Origin: installation.url };
  const tile = { id: 'a', kind: 'number', x: 0, y: 0, w: 8, h: 4, options: { metric: 'signedIn' } };
  const made = await context.request.post(`${installation.url}/api/boards`, {
    headers,
    data: { id: 'deneme', name: 'Deneme', centres: ['153'], tiles: [tile] },
  });
  expect(made.status()).toBe(201);
  const page = await context.newPage();
  await page.goto(`${installation.url}/wall/deneme`);
  await expect.poll(() => figure(page, 'signedIn').textContent()).toMatch(/\d/);
  expect(await figure(page, 'waiting').count()).toBe(0);

  const { revision } = (await made.json()) as { revision: number };
  const changed = await context.request.put(`${installation.url}/api/boards/deneme`, {
    headers,
    data: {
      ...{ name: 'Deneme', centres: ['153'], revision },
      tiles: [
        tile,
        { ...tile, id: 'b', x: 8, options: { metric: 'waiting' } },
        { ...tile, id: 'c', x: 16, kind: 'clock', options: {} },
      ],
    },
  });
  expect(changed.status()).toBe(200);
  await expect.poll(() => figure(page, 'waiting').textContent()).toMatch(/\d/);
  await expect.poll(() => page.locator('[data-kind="clock"] time').textContent()).toMatch(/\d\d:\d\d:\d\d/);

  // Another gets to the server only when its board is gone.
  const late = await context.newPage();
  const deleted = Promise.withResolvers<void>();
  await late.route(/\.js$/, (route) => deleted.promise.then(() => route.continue()));
  await late.goto(`${installation.url}/wall/deneme`, { waitUntil: 'commit' });
  await late.locator('[data-testid="wall"]').waitFor();

  await context.request.delete(`${installation.url}/api/boards/deneme`, { headers });
  await page.locator('[data-testid="board-gone"]').waitFor();
  deleted.resolve();
  await late.locator('[data-testid="board-gone"]').waitFor();
  await context.close();
});

test('wall and history say to which day a call belongs', async () => {
  for (const [locale, words] of [
    ['tr', 'kuyruğa girdiği'],
    ['en', 'in which it entered'],
  ] as const) {
    const wall = await open('/wall/153', locale);
    await wall.locator('button:has(i)').click();
    await expect.poll(() => wall.locator('dialog [data-testid="belongs"]').textContent()).toContain(words);
    expect(await wall.locator('dialog [data-testid="belongs"]').isVisible()).toBe(true);
    const history = await open('/history', locale);
    expect(await history.locator('[data-testid="belongs"]').textContent()).toContain(words);
    await wall.context().close();
    await history.context().close();
  }
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
  await expect
    .poll(well)
    .toEqual(expect.arrayContaining(['database', 'pbx:153', 'pbx:185', 'demo', 'history', 'planner']));
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
  // The planner waits for the import to end; the page shows the forecast by itself when it is there.
  await plan.locator('[data-testid="plan-chart"]').waitFor({ timeout: 200_000 });
  await plan.context().close();
  const wall = await open('/wall/153');
  await expect.poll(() => numberOf(wall, 'tonight'), { timeout: 90_000 }).toBeGreaterThan(0);
  await wall.context().close();
}, 420_000);

test('the listening address is this machine alone', () => {
  expect(new URL(installation.url).hostname).toBe('localhost');
});
