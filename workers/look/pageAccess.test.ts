import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { builtInRules } from '#lib/alarm/builtInRules.ts';
import { ruleSentence } from '#lib/alarm/ruleSentence.ts';
import { agentNames } from '#lib/pbx/demo/agentNames.ts';
import { demoCentres } from '#lib/pbx/demo/demoCentres.ts';
import type { Locale } from '../../app/i18n/locale.ts';
import { barriers } from '../barriers.ts';
import { browserArguments, findBrowser } from '../browser.ts';
import { type Installation, pastIsForecast, startInstallation } from '../installation.ts';
import { browserCookies } from '../signIn.ts';
import { keyboardFaults } from './keyboardWalk.ts';
import { type LookedAtPage, pageRoutes, pages } from './pages.ts';
import { foreignWords, pageTexts } from './pageWords.ts';
import { looks } from './standingPage.ts';

/** Every page, of an installation with a history, for people who use it without a mouse, by ear, or in another language. */
let installation: Installation;
let browser: Browser;
let cookies: Awaited<ReturnType<typeof browserCookies>>;
const contexts = new Map<string, BrowserContext>();

beforeAll(async () => {
  installation = await startInstallation({ SANTRAL_DEMO_SCENARIO: 'tidy', SANTRAL_DEMO_HISTORY_DAYS: '15' });
  cookies = await browserCookies(installation);
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  const timing = { timeout: 300_000, interval: 500 };
  await vi.waitFor(() => expect(pastIsForecast(installation)).toBe(true), timing);
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await installation?.stop();
}, 30_000);

async function open({ path, ready, press, stranger }: LookedAtPage, locale: Locale, theme: string): Promise<Page> {
  const who = `${stranger ?? false} ${locale} ${theme}`;
  let context = contexts.get(who);
  if (!context) {
    context = await browser.newContext({ viewport: { width: 1366, height: 768 }, reducedMotion: 'reduce' });
    const choices = { locale, theme };
    await context.addCookies([
      ...(stranger ? [] : cookies),
      ...Object.entries(choices).map(([name, value]) => ({ name, value, url: installation.url })),
    ]);
    contexts.set(who, context);
  }
  const page = await context.newPage();
  await page.goto(installation.url + path);
  await page.locator(ready).first().waitFor();
  if (press) {
    await page.locator(press.what).first().click();
    await page.locator(press.opens).waitFor();
  }
  return page;
}

const named = [demoCentres, agentNames(600, 'all'), 'Deniz Yönetici', 'XXXX', 'node'];
/** Rules of alarms are told in sentences of their own. */
const rules = (locale: Locale) =>
  builtInRules.map((rule) => ruleSentence(rule, { centres: {}, queues: {}, sources: {} }, locale));

it('has looked at every page that there is', () => {
  expect(pageRoutes().filter((route) => !pages.some((page) => page.route === route))).toEqual([]);
});

const all = process.env.SANTRAL_LOOKS === 'all';
/** Each theme and each language once; all four together by their own command. */
const chosen = looks.filter(({ theme, locale }) => all || (theme === 'dark') === (locale === 'tr'));

describe.each(pages)('$path', (page) => {
  it.each(chosen)('keeps nobody out ($theme, $locale)', async ({ theme, locale }) => {
    const opened = await open(page, locale, theme);
    expect.soft(await barriers(opened)).toEqual([]);
    expect.soft(foreignWords(await opened.evaluate(pageTexts), locale, [...named, ...rules(locale)])).toEqual([]);
    if (theme === 'dark') expect.soft(await keyboardFaults(opened)).toEqual([]);
    await opened.close();
  });
});
