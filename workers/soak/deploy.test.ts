import { resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserArguments, findBrowser } from '../browser.ts';
import { buildPages } from '../supervisor/pageBuild.ts';
import { openSoakHall, type SoakHall } from './soakHall.ts';

/** What a TV does when its server comes back as another build. */
let hall: SoakHall;
let browser: Browser;
let page: Page;
let loads = 0;

beforeAll(async () => {
  await buildPages(resolve(import.meta.dirname, '..', '..'), () => undefined, new AbortController().signal);
  hall = await openSoakHall(96);
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  await context.addInitScript(() => localStorage.setItem('santral-tv', JSON.stringify({ token: 'jeton' })));
  page = await context.newPage();
  page.on('load', () => {
    loads++;
  });
  await page.goto(`${hall.url}/tv`);
  await live();
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await hall?.close();
}, 30_000);

const live = () => page.locator('[data-testid="wall"][data-link="live"]').waitFor();

test('a TV loads each new build’s page once, after the one that it keeps was renewed', async () => {
  // with the page kept, which is renewed first
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  expect(loads).toBe(1);
  await hall.deploy('second');
  await expect.poll(() => loads).toBe(2);
  await live();
  await hall.deploy('soak');
  await expect.poll(() => loads).toBe(3);
  await live();
  for (const build of ['soak', 'soak']) {
    await hall.deploy(build);
    await live();
  }
  expect(loads).toBe(3);
}, 60_000);
