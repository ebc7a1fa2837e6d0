import type { Browser, Page } from 'playwright-core';
import { expect, vi } from 'vitest';
import { type HallState, sampleHall } from '#lib/board/sampleHall.ts';
import type { browserCookies } from '../signIn.ts';
import type { StandingHall } from './standingHall.ts';
import { atRest, type Look, standingContext } from './standingPage.ts';

/** What shows that a page has heard all of a state. */
const signs: Record<HallState, { waiting: string; alarms: string; notes: number; empty: number }> = {
  busy: { waiting: '21', alarms: '0', notes: 0, empty: 0 },
  quiet: { waiting: '0', alarms: '0', notes: 0, empty: 0 },
  stale: { waiting: '21', alarms: '0', notes: 1, empty: 0 },
  alarm: { waiting: '21', alarms: '2', notes: 0, empty: 0 },
  empty: { waiting: '–', alarms: '0', notes: 0, empty: 1 },
  disconnected: { waiting: '21', alarms: '0', notes: 0, empty: 0 },
};
/** For so long the server has been silent when it is photographed. */
const lostMs = 47_000;

/** Opens a board as a hall sees it, without the frame of a person's page. */
export async function openWall(
  browser: Browser,
  hall: StandingHall,
  cookies: Awaited<ReturnType<typeof browserCookies>>,
  look: Look,
  board = 'all',
): Promise<Page> {
  const context = await standingContext(browser, hall, cookies, look);
  const page = await context.newPage();
  await page.goto(`${hall.url}/wall/${board}`);
  await page.locator('[data-testid="wall"][data-link="live"]').waitFor();
  await page.keyboard.press('f');
  await page.locator('html[data-full]').waitFor();
  await atRest(page);
  return page;
}

/** Brings open pages of the hall overview into a state. They come back to life in the next one. */
export async function bring(hall: StandingHall, pages: readonly Page[], state: HallState): Promise<void> {
  hall.freeze(false);
  hall.tell(sampleHall(state === 'disconnected' ? 'busy' : state));
  for (const page of pages) {
    await vi.waitFor(async () => expect(await page.evaluate(signOf)).toEqual(signs[state]));
  }
  if (state !== 'disconnected') return;
  hall.freeze(true);
  for (const page of pages) {
    await page.locator('[data-testid="wall"][data-link="lost"]').waitFor();
    await page.evaluate((ms) => window.moveClock(ms), lostMs);
    await page.locator('[data-testid="link-lost"]', { hasText: /47/ }).waitFor();
  }
}

function signOf() {
  const one = (selector: string) => document.querySelector<HTMLElement>(selector);
  return {
    waiting: one('output[data-metric="waiting"]')?.textContent ?? '',
    alarms: one('[data-testid="alarm-banner"]')?.dataset.standing ?? '',
    notes: document.querySelectorAll('[data-testid="source-notes"] li').length,
    empty: document.querySelectorAll('[data-testid="empty"]').length,
  };
}
