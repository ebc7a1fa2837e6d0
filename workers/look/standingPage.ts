import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Locale } from '../../app/i18n/locale.ts';
import type { browserCookies } from '../signIn.ts';
import type { StandingHall } from './standingHall.ts';

export type Theme = 'dark' | 'light';
export interface Look {
  theme: Theme;
  locale: Locale;
}
export const looks: readonly Look[] = [
  { theme: 'dark', locale: 'tr' },
  { theme: 'light', locale: 'tr' },
  { theme: 'dark', locale: 'en' },
  { theme: 'light', locale: 'en' },
];

declare global {
  interface Window {
    /** Moves this page's clock on. */
    moveClock(ms: number): void;
  }
}

/** Runs in the page before its own scripts: its clock stands, and what turns every few seconds does not turn. */
function standStill(at: number): void {
  let now = at;
  window.moveClock = (ms) => {
    now += ms;
  };
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [now] : args, made),
    apply: () => new RealDate(now).toString(),
    get: (target, name) => (name === 'now' ? () => now : Reflect.get(target, name)),
  });
  performance.now = () => now - performance.timeOrigin;
  const { setInterval: every } = window;
  Object.assign(window, {
    setInterval: (turn: () => void, ms: number, ...more: unknown[]) => (ms >= 5000 ? 0 : every(turn, ms, ...more)),
  });
}

/** A browser of somebody who is signed in, in one theme and language, whose pages stand at the hall's instant. */
export async function standingContext(
  browser: Browser,
  hall: StandingHall,
  cookies: Awaited<ReturnType<typeof browserCookies>>,
  { theme, locale }: Look,
  viewport = { width: 1920, height: 1080 },
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', timezoneId: 'Europe/Istanbul' });
  await context.addCookies([
    ...cookies,
    { name: 'locale', value: locale, url: hall.url },
    { name: 'theme', value: theme, url: hall.url },
  ]);
  await context.addInitScript(standStill, hall.at);
  return context;
}

/** Fonts are there, and nothing moves any more: a board is measured, and drawn anew by what was measured. */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    const drawn = () => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
    const measures = () =>
      [...document.querySelectorAll('[data-board-grid], [data-tile], output')]
        .map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [x, y, width, height, getComputedStyle(element).fontSize].join(' ');
        })
        .join('\n');
    for (let [was, still] = ['', 0]; still < 3; ) {
      await drawn();
      const is = measures();
      still = is === was ? still + 1 : 0;
      was = is;
    }
  });
}
