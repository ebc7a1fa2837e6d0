import { chromium, type Page } from 'playwright-core';
import { browserArguments, findBrowser } from '../browser.ts';
import { type HeapReading, heapGauge } from './heapGauge.ts';
import { openSoakHall, type SoakHall } from './soakHall.ts';

export interface SoakPlan {
  days: number;
  patchesPerDay: number;
}
export interface DayReading extends HeapReading {
  /** From 1 on; read at the end of the day. */
  day: number;
}
export interface SoakReport {
  readings: DayReading[];
  patches: number;
  seconds: number;
  /** What the page complained of. */
  mistakes: string[];
}

/** Boards change so often within a day; each change draws every tile anew. */
const turnsPerDay = 48;
const batch = 20;

/**
 * Lives through days of a hall in one tab as quickly as it can: the built page of a TV in a real browser, fed over a real
 * socket, its memory read at the end of each day on the same board.
 */
export async function soakRun(
  { days, patchesPerDay }: SoakPlan,
  onDay: (reading: DayReading) => void,
): Promise<SoakReport> {
  const began = performance.now();
  const hall = await openSoakHall(patchesPerDay);
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  const mistakes: string[] = [];
  const readings: DayReading[] = [];
  try {
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, serviceWorkers: 'block' });
    await context.addInitScript(() => localStorage.setItem('santral-tv', JSON.stringify({ token: 'soak' })));
    const page = await context.newPage();
    page.on('pageerror', (error) => mistakes.push(error.message));
    await page.goto(`${hall.url}/tv`);
    await page.locator('[data-testid="wall"][data-link="live"]').waitFor();
    const measure = await heapGauge(page);
    for (let day = 1; day <= days; day++) {
      await liveThroughDay(hall, patchesPerDay);
      await settle(hall, page);
      const reading = { day, ...(await measure()) };
      readings.push(reading);
      onDay(reading);
      hall.resume();
    }
  } finally {
    await browser.close();
    await hall.close();
  }
  const seconds = (performance.now() - began) / 1000;
  return { readings, patches: days * patchesPerDay, seconds, mistakes };
}

async function liveThroughDay(hall: SoakHall, patches: number): Promise<void> {
  const between = Math.max(batch, Math.floor(patches / turnsPerDay));
  let shown = 0;
  for (let sent = 0; sent < patches; ) {
    const now = Math.min(batch, patches - sent);
    await hall.send(now);
    sent += now;
    if (sent >= (shown + 1) * between) hall.show(++shown);
  }
  await hall.cut();
}

/** Back on the first board, live, its name over it, with the hall's own figures. */
async function settle(hall: SoakHall, page: Page): Promise<void> {
  hall.rest();
  hall.show(0);
  hall.identify();
  await page.locator('[data-testid="wall"][data-board="hall"][data-link="live"]').waitFor();
  await page.locator('[data-testid="identify"]').waitFor();
  await drawn(page);
}

/** Once the page has taken what was sent, and drawn it. */
async function drawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
}
