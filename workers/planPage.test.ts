import { inflateRawSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { browserArguments, findBrowser } from './browser.ts';
import { type Installation, pastIsForecast, startInstallation } from './installation.ts';
import { browserCookies, signInFresh } from './signIn.ts';

/** The plan page in a real browser, over forecasts that the planner made of some weeks of the demo. */
let installation: Installation;
let browser: Browser;
let cookies: Awaited<ReturnType<typeof browserCookies>>;

beforeAll(async () => {
  installation = await startInstallation({ SANTRAL_DEMO_SCENARIO: 'tidy', SANTRAL_DEMO_HISTORY_DAYS: '21' });
  cookies = await browserCookies(installation);
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  const timing = { timeout: 300_000, interval: 500 };
  await vi.waitFor(() => expect(pastIsForecast(installation)).toBe(true), timing);
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await installation?.stop();
}, 30_000);

async function open(path: string, { locale = 'tr', width = 1366, height = 768 } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } });
  await context.addCookies([...cookies, { name: 'locale', value: locale, url: installation.url }]);
  const page = await context.newPage();
  const mistakes: string[] = [];
  page.on('pageerror', (error) => mistakes.push(error.message));
  Object.assign(page, { mistakes });
  await page.goto(installation.url + path);
  await page.locator('[data-testid="week-table"]').waitFor();
  return page;
}
const slider = (page: Page, name: string) => page.locator(`[data-testid="slider-${name}"]`);
/** The first number of a Turkish text: 1.234,5 sa +12 → 1234.5 */
const numberIn = (text: string | null) =>
  Number(
    /[\d.]+(,\d+)?/
      .exec(text ?? '')?.[0]
      .replaceAll('.', '')
      .replace(',', '.') ?? Number.NaN,
  );
const hours = async (page: Page) => numberIn(await page.locator('[data-testid="total-requiredHours"]').textContent());
/** Figures that the page itself calls exact. */
const settled = (page: Page) =>
  expect.poll(() => page.locator('[data-testid="total-serviceLevel"]').textContent()).toMatch(/^%/);

test('a slider by keyboard works the whole week out anew, stands in the address, and goes back', async () => {
  const page = await open('/plan');
  await settled(page);
  const before = await hours(page);
  await slider(page, 'demand').focus();
  for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(() => hours(page)).toBeGreaterThan(before * 1.1);
  await settled(page);
  await expect.poll(() => new URL(page.url()).searchParams.get('demand')).toBe('1.3');
  const after = await hours(page);

  const shared = await open(new URL(page.url()).pathname + new URL(page.url()).search);
  await expect.poll(() => hours(shared)).toBe(after);
  await shared.locator('[data-testid="reset"]').click();
  await expect.poll(() => hours(shared)).toBe(before);
  await expect.poll(() => new URL(shared.url()).searchParams.get('demand')).toBeNull();
  expect((page as unknown as { mistakes: string[] }).mistakes).toEqual([]);
  await page.context().close();
  await shared.context().close();
});

test('who is told in the IVR saves agents at the peak and hours in the week', async () => {
  const page = await open('/plan');
  await slider(page, 'deflected').focus();
  for (let i = 0; i < 20; i++) await page.keyboard.press('ArrowRight');
  await expect
    .poll(() => page.locator('[data-testid="savings"]').textContent())
    .toMatch(/\d{2}:\d{2} diliminde \d+,\d temsilci daha az; haftada [\d.]+,\d saat daha az/);
  await page.context().close();
});

test('shrinkage is made of its causes', async () => {
  const page = await open('/plan');
  const scheduled = async () => numberIn(await page.locator('[data-testid="total-scheduledHours"]').textContent());
  const before = await scheduled();
  await page.locator('[data-testid="shrinkage-causes"] > summary').click();
  await slider(page, 'cause-leave').focus();
  for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
  await expect.poll(scheduled).toBeGreaterThan(before);
  await expect.poll(() => new URL(page.url()).searchParams.get('shrinkage')).toMatch(/^leave-0\.15,/);
  await page.context().close();
});

test('CSV and Excel hold the numbers of the page', async () => {
  const page = await open('/plan?target=85/30&demand=1.1&deflect=0.05');
  await settled(page);
  const link = (id: string) => page.locator(`[data-testid="${id}"]`).getAttribute('href');
  const session = await signInFresh(installation);
  const download = async (href: string | null) =>
    fetch(`${installation.url}${href}`, { headers: { cookie: `locale=tr; ${session}` } });
  const shown = await page
    .locator('[data-testid="week-table"] tbody tr, [data-testid="week-table"] tfoot tr')
    .evaluateAll((rows) =>
      rows.map((row) =>
        Object.fromEntries([...row.querySelectorAll('td')].map((cell) => [cell.dataset.column, cell.textContent])),
      ),
    );
  const lines = (await (await download(await link('plan-csv'))).text()).trimEnd().split('\r\n');
  const rows = lines.map((line) => line.replace('\uFEFF', '').split(';'));
  const column = (name: string) => rows[0]?.indexOf(name) ?? -1;
  expect(shown).toHaveLength(8);
  for (const [i, row] of shown.entries()) {
    const cells = rows[i + 1] ?? [];
    for (const [name, head] of [
      ['offered', 'Beklenen çağrı'],
      ['requiredHours', 'Gerekli saat'],
      ['scheduledHours', 'Planlanan saat'],
      ['serviceLevel', 'Hizmet seviyesi (%)'],
      ['abandonment', 'Kapatan (%)'],
      ['requiredPeak', 'Gerekli (en yoğun)'],
    ] as const)
      expect(numberIn(cells[column(head)] ?? null), `${head} in ${cells[0]}`).toBe(numberIn(row[name] ?? null));
  }
  const workbook = unzipped(Buffer.from(await (await download(await link('plan-xlsx'))).arrayBuffer()));
  const sheet = workbook.get('xl/worksheets/sheet1.xml') ?? '';
  for (const row of shown) expect(sheet).toContain(`<v>${numberIn(row.requiredHours ?? null)}</v>`);

  // one day: its intervals
  await page.locator('[data-testid="day-2"]').click();
  const required = await page
    .locator('[data-testid="day-table"] tbody td[data-column="required"]')
    .evaluateAll((cells) => cells.map((cell) => Number(cell.textContent)));
  const day = (await (await download(await link('plan-csv'))).text()).trimEnd().split('\r\n').slice(1);
  const at =
    (await (await download(await link('plan-csv'))).text()).split('\r\n')[0]?.split(';').indexOf('Gerekli') ?? 0;
  expect(day.map((line) => Number(line.split(';')[at]))).toEqual(required);
  await page.context().close();
});

test('“How sure?” plays a day and tells how probable the target is', async () => {
  const page = await open('/plan');
  await page.locator('[data-testid="day-0"]').click();
  await page.locator('[data-testid="run-referee"]').click();
  await page.locator('[data-testid="verdict-0"] strong').waitFor({ timeout: 60_000 });
  expect(await page.locator('[data-testid="verdict-0"]').textContent()).toMatch(
    /%\d+Hedefi tutturma olasılığı.*10 günün 8’inde %\d+ ile %\d+ arasında/,
  );
  await page.context().close();
});

test.each([
  ['tr', 390, 844],
  ['en', 1366, 768],
])('in %s at %i pixels nothing overflows, and every control has a name', async (locale, width, height) => {
  const page = await open('/plan', { locale, width, height });
  await page.locator('[data-testid="staff-chart"] svg').first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  if (width < 1200) {
    expect(await slider(page, 'target').isVisible()).toBe(false);
    await page.locator('[data-testid="inputs"] > summary').click();
  }
  await slider(page, 'target').waitFor({ state: 'visible' });
  const nameless = await page.locator('button, a, input, select, summary, [role="img"]').evaluateAll((controls) =>
    controls
      .filter((control) => {
        const labels = 'labels' in control ? [...((control as HTMLInputElement).labels ?? [])] : [];
        const words = [control.getAttribute('aria-label'), control.textContent, ...labels.map((of) => of.textContent)];
        return !words.some((text) => text?.trim());
      })
      .map((control) => control.outerHTML.slice(0, 120)),
  );
  expect(nameless).toEqual([]);
  expect(await page.locator('table th:not([scope])').count()).toBe(0);
  await page.context().close();
});

/** The files of a zip by name; small ones, whole. */
function unzipped(zip: Buffer): Map<string, string> {
  const files = new Map<string, string>();
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((place) => zip.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(start, start + size);
    const path = zip.toString('utf8', at + 46, at + 46 + name);
    files.set(path, (method === 8 ? inflateRawSync(content) : content).toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return files;
}
