import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserArguments, findBrowser } from './browser.ts';
import { type Installation, startInstallation } from './installation.ts';
import { browserCookies } from './signIn.ts';

/** Boards made, changed and shared in a real browser, and seen on a wall beside it. */
let installation: Installation;
let browser: Browser;
let context: BrowserContext;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

beforeAll(async () => {
  installation = await startInstallation({ SANTRAL_DEMO_SCENARIO: 'tidy', SANTRAL_DEMO_HISTORY_DAYS: '0' });
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  context = await browser.newContext({ viewport: { width: 1366, height: 768 }, acceptDownloads: true });
  await context.addCookies([
    ...(await browserCookies(installation)),
    { name: 'locale', value: 'tr', url: installation.url },
  ]);
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await installation?.stop();
}, 30_000);

const mistakes: string[] = [];
async function open(path: string): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', (error) => mistakes.push(`${path}: ${error.message}`));
  await page.goto(installation.url + path);
  return page;
}
const part = (page: Page, id: string) => page.locator(`[data-testid="${id}"]`);
/** The pane's handle on a tile, and the tile as it is drawn. */
const handle = (page: Page, tile: string) => page.locator(`[data-tile-box="${tile}"]`);
const told = (page: Page) => part(page, 'editor-told').textContent();
/** Where the wall draws a tile, in cells. */
const cellsOf = (page: Page, tile: string) =>
  page.locator(`[data-board-grid] [data-tile="${tile}"]`).evaluate((element) => {
    const { gridColumnStart, gridRowStart } = getComputedStyle(element);
    return [Number(gridColumnStart), Number(gridRowStart)];
  });

async function makeBoard(template: string, name: string): Promise<Page> {
  const page = await open('/boards/new');
  await part(page, `template-${template}`).locator('input').check();
  await part(page, 'board-name').fill(name);
  await part(page, 'make-board').click();
  await page.waitForURL(/\/boards\/(?!new)/);
  await part(page, 'canvas').waitFor();
  return page;
}
async function drag(page: Page, tile: string, onto: string): Promise<void> {
  const [from, to] = [await handle(page, tile).boundingBox(), await handle(page, onto).boundingBox()];
  if (!from || !to) throw new Error(`${tile} or ${onto} is not on the page.`);
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
  await page.mouse.up();
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

test('a board made of a template, a tile dragged and saved, is there on a wall that is open already', async () => {
  const editor = await makeBoard('hall_overview', 'Çağrı salonu');
  expect(new URL(editor.url()).pathname).toBe('/boards/cagri-salonu');
  const wall = await open('/wall/cagri-salonu');
  await expect.poll(() => cellsOf(wall, 'waiting')).toEqual([1, 1]);
  expect(await barriers(editor)).toEqual([]);

  await drag(editor, 'waiting', 'available');
  await expect.poll(() => told(editor)).toMatch(/Bekleyen taşındı: sütun 17, satır 1/);
  expect(await part(editor, 'save-state').textContent()).toMatch(/Kaydedilmemiş/);
  expect(await cellsOf(wall, 'waiting')).toEqual([1, 1]);
  const saved = editor.waitForResponse((response) => response.request().method() === 'PUT');
  await part(editor, 'save').click();
  expect((await saved).status()).toBe(200);
  await expect.poll(() => cellsOf(wall, 'waiting')).toEqual([17, 1]);
  expect(await cellsOf(wall, 'available')).toEqual([1, 1]);
  await expect.poll(() => part(editor, 'save-state').textContent()).toMatch(/Kaydedildi/);
  await wall.close();
  await editor.close();
});

test('wholly by keyboard: a tile is moved, resized, duplicated, removed, undone and saved, and each step is said', async () => {
  const page = await makeBoard('agents', 'Klavye');
  await handle(page, 'seats').focus();
  const steps: [string, RegExp][] = [
    ['Shift+ArrowUp', /Oturma planı boyutu: en 16, boy 7/],
    ['ArrowDown', /Oturma planı taşındı: sütun 1, satır 10/],
    ['ArrowDown', /Oturma planı oraya sığmıyor/],
    ['Shift+ArrowRight', /Oturma planı boyutu: en 17, boy 7/],
    ['d', /Oturma planı için panoda yer yok/],
    ['Control+z', /Geri alındı/],
    ['Control+Shift+z', /Yinelendi/],
    ['Delete', /Oturma planı silindi/],
    ['Control+z', /Geri alındı/],
  ];
  for (const [key, words] of steps) {
    await page.keyboard.press(key);
    await expect.poll(() => told(page), { message: key }).toMatch(words);
  }
  await page.keyboard.press('Control+s');
  await expect.poll(() => part(page, 'save-state').textContent()).toMatch(/Kaydedildi/);
  await handle(page, 'states').focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-testid'))).toBe('tile-title');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-tile-box'))).toBe('states');
  await page.close();
});

test('of two who change a board the second is told what the first did, and chooses', async () => {
  const first = await makeBoard('hall_overview', 'İki kişi');
  const id = new URL(first.url()).pathname;
  const second = await open(id);
  await handle(second, 'waiting').waitFor();
  await drag(first, 'waiting', 'longest');
  await part(first, 'save').click();
  await expect.poll(() => part(first, 'save-state').textContent()).toMatch(/Kaydedildi/);

  await handle(second, 'abandoned').focus();
  await second.keyboard.press('Delete');
  await part(second, 'save').click();
  const conflict = part(second, 'conflict');
  await expect.poll(() => conflict.textContent()).toMatch(/Yeri ya da boyutu değişti: Bekleyen/);
  expect(await conflict.textContent()).toMatch(/Silindi: Bugün kaçan/);
  expect(await barriers(second)).toEqual([]);
  await part(second, 'take-theirs').click();
  await handle(second, 'abandoned').waitFor();
  await second.keyboard.press('Control+z');
  await expect.poll(() => handle(second, 'abandoned').count()).toBe(0);
  await part(second, 'save').click();
  await expect.poll(() => part(second, 'save-state').textContent()).toMatch(/Kaydedildi/);
  await first.close();
  await second.close();
});

test('a board goes out as a file and comes back; what is wrong with a file is said in one sentence with its place', async () => {
  const page = await open('/boards');
  const card = part(page, 'board-all');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    part(page, 'board-all').locator('[data-testid="export"]').click(),
  ]);
  expect(download.suggestedFilename()).toBe('all.santral-board.json');
  const text = readFileSync(await download.path(), 'utf8');
  const chosen = (content: string) => ({
    name: 'pano.json',
    mimeType: 'application/json',
    buffer: Buffer.from(content),
  });
  const wide = JSON.parse(text) as { tiles: { w: number }[] };
  Object.assign(wide.tiles[2] ?? {}, { w: 33 });
  await part(page, 'import-file').setInputFiles(chosen(JSON.stringify(wide)));
  await expect
    .poll(() => part(page, 'import-problem').textContent())
    .toBe('pano.json: 3. kutu (number), “w” alanı — “33” çok büyük ya da uzun; en çok 32 olabilir.');
  expect(await card.count()).toBe(1);
  expect(await barriers(page)).toEqual([]);
  // As from another installation: of a centre that is not set up here.
  const foreign = { ...(JSON.parse(text) as object), centres: ['yok'] };
  await part(page, 'import-file').setInputFiles(chosen(JSON.stringify(foreign)));
  await page.waitForURL(/\/boards\/tum-merkezler/);
  await handle(page, 'waiting').waitFor();
  expect(await part(page, 'unknown-centres').textContent()).toContain('yok');
  await part(page, 'board-panel').locator('fieldset input').first().check();
  await expect.poll(() => part(page, 'unknown-centres').count()).toBe(0);
  expect(await page.locator('[data-tile-box]').count()).toBe(wide.tiles.length);
  await page.close();
});

test('leaving with unsaved changes is asked about; a board is duplicated and deleted, a built-in one goes back', async () => {
  const page = await open('/boards/all');
  await handle(page, 'waiting').focus();
  await page.keyboard.press('Delete');
  const asked: string[] = [];
  page.once('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await page.locator('header a[href="/boards"]').last().click();
  expect(asked[0]).toMatch(/Kaydedilmemiş/);
  expect(new URL(page.url()).pathname).toBe('/boards/all');
  await part(page, 'save').click();
  await expect.poll(() => part(page, 'save-state').textContent()).toMatch(/Kaydedildi/);
  // one entry guards the way back, however often the board is changed
  const entries = await page.evaluate(() => history.length);
  await part(page, 'undo').click();
  await expect.poll(() => part(page, 'save-state').textContent()).not.toMatch(/Kaydedildi/);
  expect(await page.evaluate(() => history.length)).toBe(entries);
  await part(page, 'redo').click();
  await expect.poll(() => part(page, 'save-state').textContent()).toMatch(/Kaydedildi/);

  const list = await open('/boards');
  await part(list, 'board-all').locator('[data-testid="duplicate"]').click();
  await part(list, 'duplicate-name').fill('Kopya');
  await part(list, 'duplicate-do').click();
  await list.waitForURL(/\/boards\/kopya/);
  await expect.poll(() => handle(list, 'longest').count()).toBe(1);
  expect(await handle(list, 'waiting').count()).toBe(0);

  await list.goto(`${installation.url}/boards`);
  await part(list, 'board-kopya').locator('[data-testid="delete"]').click();
  await part(list, 'delete-do').click();
  await expect.poll(() => part(list, 'board-kopya').count()).toBe(0);
  await part(list, 'board-all').locator('[data-testid="delete"]').click();
  await part(list, 'delete-do').click();
  await expect.poll(() => part(list, 'board-all').textContent()).toMatch(/hiç değiştirilmedi/);
  await list.close();
  await page.close();
});

test('a message is on the ticker of a wall at once, and off it when it is ended', async () => {
  const editor = await makeBoard('empty', 'Bant');
  await part(editor, 'add-tile').click();
  await part(editor, 'add-ticker').click();
  await part(editor, 'save').click();
  await expect.poll(() => part(editor, 'save-state').textContent()).toMatch(/Kaydedildi/);
  const wall = await open('/wall/bant');
  const page = await open('/boards/messages');
  await part(page, 'message-text').fill('Kuzey hattında arıza: sorana 14.00 denecek');
  await part(page, 'message-urgent').check();
  await part(page, 'message-send').click();
  const ticker = wall.locator('[data-kind="ticker"]');
  await expect.poll(() => ticker.textContent()).toMatch(/sorana 14.00 denecek/);
  expect(await barriers(page)).toEqual([]);
  // one to come is listed, and on no wall yet
  await part(page, 'message-text').fill('Akşam bakımı var');
  await part(page, 'message-starts').selectOption('at');
  await part(page, 'message-send').click();
  const coming = part(page, 'messages-to-come').locator('li');
  await expect.poll(() => coming.allTextContents()).toEqual([expect.stringMatching(/Akşam bakımı var/)]);
  expect(await ticker.textContent()).not.toMatch(/Akşam bakımı/);
  await coming.locator('button').click();
  await expect.poll(() => coming.count()).toBe(0);

  // what a colleague takes back leaves its sender's list, too
  const colleague = await open('/boards/messages');
  await part(colleague, 'message-end').click();
  await expect.poll(() => ticker.textContent()).not.toMatch(/sorana 14.00 denecek/);
  await expect.poll(() => part(page, 'messages').locator('li').count()).toBe(0);
  for (const one of [editor, wall, page, colleague]) await one.close();
});

test('a picture that was uploaded is shown in the panel, on the board, and to nobody who has not signed in', async () => {
  const page = await makeBoard('empty', 'Afiş');
  await part(page, 'add-tile').click();
  await part(page, 'add-picture').click();
  const picture = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR42mP4z8AARAwQCgAf7gP9Y167WwAAAABJRU5ErkJggg==',
    'base64',
  );
  await part(page, 'picture-file').setInputFiles({ name: 'afis.png', mimeType: 'image/png', buffer: picture });
  const shown = page.locator('fieldset img[src^="/api/pictures/"]');
  await expect.poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(2);
  const drawn = page.locator('[data-kind="picture"] img');
  await expect.poll(() => drawn.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(2);
  const stranger = await fetch(`${installation.url}${await shown.getAttribute('src')}`);
  expect(stranger.status).toBe(401);
  await page.close();
});

test('no page of all these had a fault in its script', () => {
  expect(mistakes).toEqual([]);
});
