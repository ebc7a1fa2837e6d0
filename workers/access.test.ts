import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { barriers } from './barriers.ts';
import { browserArguments, findBrowser } from './browser.ts';
import { type Installation, startInstallation } from './installation.ts';

/** From the link that the first start prints to a hall full of people, in a real browser; one test goes on where another ends. */
let installation: Installation;
let browser: Browser;
let admin: Page;
let leader: Page;
const contexts: BrowserContext[] = [];
/** What a browser finds wrong with our pages: scripts that may not run, faults in those that do. */
const mistakes: string[] = [];
const password = 'üç beyaz martı uçar';

beforeAll(async () => {
  installation = await startInstallation({ SANTRAL_DEMO_SCENARIO: 'tidy', SANTRAL_DEMO_HISTORY_DAYS: '0' });
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  admin = await open(1366, 768);
  leader = await open(390, 844);
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await installation?.stop();
}, 30_000);

async function open(width: number, height: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height } });
  contexts.push(context);
  const page = await context.newPage();
  page.on('pageerror', (error) => mistakes.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) mistakes.push(message.text());
  });
  return page;
}
const at = (path: string) => installation.url + path;
const pathOf = (page: Page) => new URL(page.url()).pathname;
async function fillIn(page: Page, values: Record<string, string>, within = 'form'): Promise<void> {
  for (const [name, value] of Object.entries(values)) await page.fill(`${within} [name=${name}]`, value);
  await page.click(`${within} button[type=submit]`);
}

test('without a session there is the sign-in, and where to find the first link', async () => {
  await leader.goto(at('/plan'));
  expect(leader.url()).toBe(at('/signin?to=%2Fplan'));
  await expect.poll(() => leader.textContent('main')).toContain('Henüz hiç kullanıcı yok');
  expect(await barriers(leader)).toEqual([]);
  expect((await leader.request.get(at('/healthz'))).status()).toBeLessThan(504);
});

test('the link makes the first admin, once, and says what is wrong with a password', async () => {
  const link = installation.setUp ?? '';
  await admin.goto(link);
  expect(await barriers(admin)).toEqual([]);
  await fillIn(admin, { name: 'Zeynep Arslan', username: 'Zeynep', password: 'kisa', repeat: 'kisa' });
  await expect.poll(() => admin.textContent('[role=alert]')).toContain('en az 10');
  await fillIn(admin, { password, repeat: password });
  await admin.waitForURL(at('/'));
  await leader.goto(link);
  await expect.poll(() => leader.textContent('main')).toContain('Bu bağlantı geçerli değil');
});

test('the admin adds a person, who chooses a password by a link and is shown what the role includes', async () => {
  await admin.goto(at('/settings/people'));
  expect(await barriers(admin)).toEqual([]);
  await admin.getByRole('button', { name: 'Kullanıcı ekle' }).click();
  await admin.check('dialog [value=supervisor]');
  expect(await barriers(admin)).toEqual([]);
  await fillIn(admin, { name: 'Çağrı Öztürk', username: 'cagri' }, 'dialog form');
  const link = await admin.locator('[data-testid=made-link]').inputValue();
  await admin.getByRole('button', { name: 'Tamam' }).click();
  await expect.poll(() => admin.textContent('[data-testid=people]')).toContain('Davetli');

  await leader.goto(link);
  await fillIn(leader, { password, repeat: password });
  await leader.waitForURL(at('/'));
  const shown = await leader.locator('header nav a').allTextContents();
  expect(shown).toEqual(['Canlı pano', 'Salon', 'Geçmiş', 'Planlama', 'Panolar', 'Ayarlar']);
  expect((await leader.goto(at('/settings/people')))?.status()).toBe(403);
  await expect.poll(() => leader.textContent('main')).toContain('Takım lideri');
  expect(await barriers(leader)).toEqual([]);
  expect(await leader.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test('a session that is ended is over at once: the wall goes dark and asks to sign in', async () => {
  await leader.goto(at('/wall/153'));
  await expect.poll(() => leader.locator('[data-testid="wall"]').getAttribute('data-link')).toBe('live');
  await admin.goto(at('/settings/sessions'));
  expect(await barriers(admin)).toEqual([]);
  await admin.locator('[data-testid=others-sessions] button').click();
  await expect.poll(() => pathOf(leader)).toBe('/signin');
  await fillIn(leader, { username: 'cagri', password: 'yanlış bir parola' });
  await expect.poll(() => leader.textContent('[role=alert]')).toContain('yanlış');
  await fillIn(leader, { username: 'cagri', password });
  await expect.poll(() => pathOf(leader)).toBe('/wall/153');
});

test('a role that changes holds from the next request on', async () => {
  await admin.goto(at('/settings/people'));
  await admin.getByRole('button', { name: /Çağrı Öztürk/ }).click();
  await admin.check('dialog [value=viewer]');
  await admin.click('dialog button[type=submit]');
  await expect.poll(() => admin.textContent('[data-testid=people]')).not.toContain('Takım lideri');
  expect((await leader.goto(at('/plan')))?.status()).toBe(403);
  await leader.goto(at('/'));
  expect(await leader.locator('header nav a').allTextContents()).toEqual(['Canlı pano', 'Geçmiş']);
});

test('a rule of alarms is made, changed and deleted by its pages, and says when nothing is left that it watches', async () => {
  const rules = admin.getByTestId('rules');
  await admin.goto(at('/settings/alarms'));
  await admin.getByRole('link', { name: 'Kural ekle' }).click();
  await admin.getByLabel('Ad (isteğe bağlı)').fill('Kalabalık');
  await admin.getByLabel('Bu sayıdan fazlası bekliyorsa').fill('12');
  await admin.getByLabel('Zabıta').check();
  await expect.poll(() => admin.getByTestId('sentence').textContent()).toMatch(/^Zabıta için bekleyen sayısı 12 /);
  await admin.getByRole('button', { name: 'Kaydet' }).click();
  await admin.waitForURL(at('/settings/alarms'));
  await expect.poll(() => rules.textContent()).toContain('Zabıta için bekleyen sayısı 12 ');
  await admin.getByRole('link', { name: 'Düzenle: Kalabalık' }).click();
  expect(await admin.getByLabel('Zabıta').isChecked()).toBe(true);
  await admin.getByRole('button', { name: 'Kuralı sil' }).click();
  await admin.getByRole('button', { name: 'Evet' }).click();
  await admin.waitForURL(at('/settings/alarms'));
  await expect.poll(() => rules.textContent()).not.toContain('Kalabalık');

  const lost = {
    ...{ name: 'Eski kuyruk', level: 'warn', raiseAfterSeconds: 60, clearAfterSeconds: 60 },
    ...{ scope: { centres: [], queues: ['153:kapanan'] }, condition: { kind: 'waiting', limit: 5 } },
  };
  const headers = { origin: installation.url };
  expect((await admin.request.post(at('/api/alarms/rules'), { data: lost, headers })).status()).toBe(201);
  await admin.reload();
  const note = 'Bu kural hiçbir yeri izlemiyor; artık yok: kapanan';
  await expect.poll(() => admin.getByTestId('lost-places').allTextContents()).toEqual([note]);
  expect(await barriers(admin)).toEqual([]);
  await admin.getByRole('link', { name: 'Düzenle: Eski kuyruk' }).click();
  await admin.getByLabel('kapanan (artık yok)').uncheck();
  await admin.getByRole('button', { name: 'Kaydet' }).click();
  await admin.waitForURL(at('/settings/alarms'));
  await expect.poll(() => admin.getByTestId('lost-places').count()).toBe(0);
});

test('the audit log tells all of it, in words and as a file', async () => {
  await admin.goto(at('/settings/audit'));
  expect(await barriers(admin)).toEqual([]);
  const log = (await admin.textContent('[data-testid=audit]')) ?? '';
  for (const word of [
    'İlk yönetici oluşturuldu',
    'Kullanıcı eklendi',
    'Oturum sonlandırıldı',
    'Takım lideri → İzleyici',
  ])
    expect(log).toContain(word);
  const file = await admin.request.get(at('/api/audit?action=person.changed'));
  const lines = (await file.text()).trimEnd().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/;Zeynep Arslan;Kullanıcı değişti;cagri;Görev: Takım lideri → İzleyici$/);
});

test('a password of one’s own, and out by the menu', async () => {
  await leader.goto(at('/password'));
  expect(await barriers(leader)).toEqual([]);
  const next = 'dört gri kedi uyur';
  await fillIn(leader, { current: 'unuttum gitti işte', next, repeat: next });
  await expect.poll(() => leader.textContent('[role=alert]')).toContain('Şimdiki parola yanlış');
  await fillIn(leader, { current: password, next, repeat: next });
  await leader.waitForURL(at('/'));
  await leader.locator('header button[aria-expanded]').click();
  await leader.getByRole('button', { name: 'Oturumu kapat' }).click();
  await leader.waitForURL(at('/signin?out=1'));
  await leader.goto(at('/signin?to=https://evil.example/'));
  await fillIn(leader, { username: 'cagri', password: next });
  await leader.waitForURL(at('/'));
});

test('no page has run or needed a script that it did not bring', () => expect(mistakes).toEqual([]));
