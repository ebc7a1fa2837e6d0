import { once } from 'node:events';
import { createRequire } from 'node:module';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlarmNow } from '#lib/feed/feedEvents.ts';
import { type PartReport, reportPart } from '#lib/telemetry/reportPart.ts';
import { openStage } from '../app/wall/view/stage/openStage.ts';
import { browserArguments, findBrowser } from './browser.ts';
import { openTestHall, type TestHall } from './testHall.ts';

/** The banner in a browser, fed by the real feed: what sounds, what does not, and that a reload repeats nothing. */
const yaml = `centres:
  - id: merkez
    label: Merkez 153
    queues: [{ queue: genel, label: Genel }]
exchanges: [{ id: merkez, host: 127.0.0.1, port: 9, username: santral, login: plain }]
`;

let hall: TestHall;
let watch: PartReport;
let stage: Awaited<ReturnType<typeof openStage>>;
let browser: Browser;
let standing: AlarmNow[] = [];
let count = 0;

beforeAll(async () => {
  hall = await openTestHall(yaml, { SANTRAL_SECRET_MERKEZ: 'sir' });
  watch = reportPart({ part: 'alarms', webUrl: hall.url, key: 'anahtar' });
  await once(watch.socket as unknown as NodeJS.EventEmitter, 'connect');
  stage = await openStage('/app/wall/alarms/stage/bannerStage.tsx');
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
  watch?.close();
  await hall?.close();
});

async function launch(...more: string[]): Promise<void> {
  await browser?.close();
  browser = await chromium.launch({ executablePath: findBrowser(), args: [...browserArguments, ...more] });
}
async function open(as = ''): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } });
  await page.goto(`${stage.url}?server=${encodeURIComponent(hall.url)}${as}`);
  return page;
}
function raise(change: Partial<AlarmNow> = {}): void {
  count += 1;
  standing = [
    ...standing,
    {
      ...{ id: `alarm-${count}`, rule: 'r', name: '', centre: 'merkez', queue: null, source: null, kind: 'waiting' },
      ...{ level: 'alarm', raisedAt: Date.now(), value: 12, limit: 10, sound: true, volume: 0.5 },
      ...{ acknowledgedAt: null, acknowledgedBy: null },
      ...change,
    },
  ];
  watch.socket.emit('alarms', standing);
}
const banner = (page: Page) => page.locator('[data-testid="alarm-banner"]');
const said = async (page: Page) => {
  const [count_, sounded, sound] = await Promise.all(
    ['standing', 'sounded', 'sound'].map((name) => banner(page).getAttribute(`data-${name}`)),
  );
  return `${count_} stand, ${sounded} sounded, ${sound}`;
};

test('a screen that may sound rings once for each new alarm, and for none that stood before', async () => {
  await launch('--autoplay-policy=no-user-gesture-required');
  raise();
  const page = await open();
  await expect.poll(() => said(page)).toBe('1 stand, 0 sounded, ready');
  raise();
  await expect.poll(() => said(page)).toBe('2 stand, 1 sounded, ready');
  raise({ level: 'warn', sound: false });
  raise({ level: 'warn' });
  await expect.poll(() => said(page)).toBe('4 stand, 2 sounded, ready');
  expect(await banner(page).textContent()).toContain('12 kişi bekliyor (sınır 10)');

  await page.reload();
  await expect.poll(() => said(page)).toBe('4 stand, 0 sounded, ready');
  // The next alarm rings alone: had the reload repeated any, there would be more.
  raise();
  await expect.poll(() => said(page)).toBe('5 stand, 1 sounded, ready');

  // What was raised while the page was away for a moment has not been heard by anybody.
  await page.goto('about:blank');
  raise();
  await page.goBack();
  await expect.poll(() => said(page)).toBe('6 stand, 1 sounded, ready');
  await page.close();
}, 60_000);

test('a browser that keeps silent says so until somebody clicks, and what was not heard is not repeated', async () => {
  await launch('--autoplay-policy=document-user-activation-required');
  standing = [];
  raise();
  const page = await open('&person');
  await expect.poll(() => said(page)).toBe('1 stand, 0 sounded, blocked');
  raise();
  await expect.poll(() => said(page)).toBe('2 stand, 0 sounded, blocked');
  await page.locator('[data-testid="sound-blocked"]').click();
  await expect.poll(() => said(page)).toBe('2 stand, 0 sounded, ready');
  expect(await page.locator('[data-testid="sound-blocked"]').count()).toBe(0);
  raise({ level: 'warn' });
  await expect.poll(() => said(page)).toBe('3 stand, 1 sounded, ready');

  await page.locator('[data-testid="alarm-silence"]').click();
  raise();
  await expect.poll(() => said(page)).toBe('4 stand, 1 sounded, silent');
  await page.close();
}, 60_000);

test('a television without a volume of its own is as loud as the installation says', async () => {
  await launch('--autoplay-policy=no-user-gesture-required');
  standing = [];
  raise();
  const page = await open('&usual');
  await expect.poll(() => said(page)).toBe('1 stand, 0 sounded, ready');
  raise({ volume: 0 });
  await expect.poll(() => said(page)).toBe('2 stand, 0 sounded, ready');
  raise({ volume: 0.2 });
  await expect.poll(() => said(page)).toBe('3 stand, 1 sounded, ready');
  expect(await page.locator('[data-testid="alarm-silence"]').count()).toBe(0);
  await page.close();
}, 60_000);

test('alarms are told apart by shape and word, acknowledged ones stand calmly, and nothing hinders who listens', async () => {
  await launch();
  standing = [];
  raise({ level: 'warn', raisedAt: Date.now() - 180_000 });
  raise({ level: 'alarm', acknowledgedAt: Date.now(), acknowledgedBy: 'Ayşe Yıldız' });
  raise({ level: 'alarm', kind: 'source_stale', source: 'merkez', value: 95, limit: null });
  const page = await open('&person');
  const rows = banner(page).locator('li');
  await expect.poll(() => rows.count()).toBe(3);
  expect((await rows.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' '))).toEqual([
    expect.stringMatching(
      /^Alarm merkez santralden 1 dk 35 sn süredir haber yok; sayılar güncel değil az önce başladı Üstlen$/,
    ),
    expect.stringMatching(/^Uyarı Merkez 153 12 kişi bekliyor \(sınır 10\) 3 dk önce başladı Üstlen$/),
    expect.stringMatching(/^Alarm Merkez 153 .* Ayşe Yıldız ilgileniyor$/),
  ]);
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') });
  const violations = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: { id: string; impact: string }[] }> } };
    return (await axe.run()).violations.map(({ id, impact }) => `${impact}: ${id}`);
  });
  expect(violations.filter((violation) => /^(serious|critical)/.test(violation))).toEqual([]);
  standing = [];
  watch.socket.emit('alarms', standing);
  await expect.poll(() => banner(page).isVisible()).toBe(false);

  // Without its watch what is shown is old, and that nothing is shown means nothing.
  raise();
  await expect.poll(() => banner(page).getAttribute('data-old')).toBe('false');
  watch.close();
  await expect.poll(() => banner(page).getAttribute('data-old')).toBe('true');
  const unwatched = page.locator('[data-testid="alarms-unwatched"]');
  await expect
    .poll(() => unwatched.textContent(), { timeout: 20_000 })
    .toMatch(/^Alarmlar izlenmiyor veri \d+ sn önce/);
  expect(await rows.count()).toBe(1);
}, 60_000);
