import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { digitHeightMm, usualViewing } from '#lib/board/legibility.ts';
import { hallStates, sampleHall } from '#lib/board/sampleHall.ts';
import { primaryKinds } from '#lib/board/tileFacts.ts';
import { browserArguments, findBrowser } from '../browser.ts';
import { browserCookies } from '../signIn.ts';
import { unlikeKept } from './keptPictures.ts';
import { likeMarks, photographedMarks } from './marks.ts';
import { foreignWords, pageTexts } from './pageWords.ts';
import { openStandingHall, type StandingHall } from './standingHall.ts';
import { atRest, type Look, looks } from './standingPage.ts';
import { makeTemplateBoards, templates } from './templateBoards.ts';
import { bring, openWall } from './wallPages.ts';
import { contrasts, digitPerEm, leastUnits, mmPerPx, wallFaults } from './wallRules.ts';

/**
 * The walls as a hall sees them: the built pages, served by the web process and fed over its sockets, in every state, size,
 * theme and language. `SANTRAL_LOOKS=all` photographs each of them; the suite a part, and holds all of them to the rules.
 */
const sizes = [
  { name: '1080p', width: 1920, height: 1080 },
  { name: '720p', width: 1280, height: 720 },
  { name: '4k', width: 3840, height: 2160 },
] as const;
const all = process.env.SANTRAL_LOOKS === 'all';

let hall: StandingHall;
let browser: Browser;
let cookies: Awaited<ReturnType<typeof browserCookies>>;
const pages: { look: Look; page: Page }[] = [];

beforeAll(async () => {
  hall = await openStandingHall();
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  cookies = await browserCookies(hall);
  await makeTemplateBoards(hall, cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
  hall.tell(sampleHall('busy'));
  for (const look of looks) pages.push({ look, page: await openWall(browser, hall, cookies, look) });
}, 400_000);
afterAll(async () => {
  await browser?.close();
  await hall?.close();
});

// The server falls silent in the last state.
const states = [...hallStates.filter((state) => state !== 'disconnected'), 'disconnected' as const];

const limitsOf = ({ width, height }: { width: number; height: number }) => ({
  ...contrasts,
  digitMm: digitHeightMm(usualViewing.metres),
  mmPerPx: mmPerPx({ width, height }),
  leastUnits,
  digitPerEm,
  primaryKinds: [...primaryKinds],
});
const named = [sampleHall('alarm'), 'Deniz Yönetici', 'Nöbet'];

describe.each(states)('the hall overview, %s', (state) => {
  beforeAll(() =>
    bring(
      hall,
      pages.map(({ page }) => page),
      state,
    ),
  );

  it.each(sizes)('keeps the rules at $name, dark and light, in both languages', async (size) => {
    for (const { look, page } of pages) {
      await page.setViewportSize(size);
      await atRest(page);
      expect(await page.evaluate(wallFaults, limitsOf(size)), JSON.stringify(look)).toEqual([]);
    }
  });

  it.runIf(state === 'busy')('misses the mark of a judged figure, whatever else is drawn beside it', async () => {
    for (const { page } of pages.slice(0, 1)) {
      await page.setViewportSize(sizes[0]);
      await atRest(page);
      const level = page.locator('[data-kind="service_level"] section');
      expect(await level.getAttribute('data-level')).not.toBe('none');
      expect(await level.locator('svg[data-level]').count()).toBe(1);
      const hidden = await page.addStyleTag({ content: '[data-tile] [data-mark] { visibility: hidden }' });
      const faults = await page.evaluate(wallFaults, limitsOf(sizes[0]));
      await hidden.evaluate((style) => (style as Element).remove());
      expect(faults.filter((fault) => /\(level\) is judged by colour alone/.test(fault))).toHaveLength(1);
    }
  });

  it('says all in one language', async () => {
    for (const { look, page } of pages.filter(({ look }) => look.theme === 'dark')) {
      const texts = await page.evaluate(pageTexts);
      expect(texts.length).toBeGreaterThan(20);
      expect(foreignWords(texts, look.locale, [...named, hall.yaml]), look.locale).toEqual([]);
    }
  });

  it.each(sizes.filter(({ name }) => all || name === '1080p' || state === 'busy'))(
    'looks at $name as it was looked at',
    async (size) => {
      const unlike: string[] = [];
      for (const { look, page } of pages) {
        // four million pixels are looked at long
        if (size.name === '4k' && !all && (look.theme === 'dark') !== (look.locale === 'tr')) continue;
        await page.setViewportSize(size);
        await atRest(page);
        const name = `${state}-${look.theme}-${look.locale}`;
        const found = unlikeKept(name, size.name, await page.screenshot());
        if (found) unlike.push(found);
      }
      expect(unlike).toEqual([]);
    },
  );

  it.runIf(state === 'stale' || state === 'alarm')('is told by shapes, whatever colours its reader sees', async () => {
    for (const { look, page } of pages.filter(({ look }) => look.locale === 'tr')) {
      await page.setViewportSize({ width: 3840, height: 2160 });
      await atRest(page);
      const marks = await photographedMarks(page);
      for (const [group, least] of Object.entries(
        state === 'stale' ? { levels: 2, agents: 8, sources: 2 } : { alarms: 2 },
      )) {
        expect(Object.keys(marks[group] ?? {}).length, group).toBeGreaterThanOrEqual(least);
      }
      expect(likeMarks(marks), look.theme).toEqual([]);
    }
  });
});

describe('the boards of the templates', () => {
  beforeAll(() => bring(hall, [], 'busy'));

  it.each(templates)('%s keeps the rules, and looks as it was looked at', async (id) => {
    for (const look of looks.filter(({ theme, locale }) => all || (theme === 'dark') === (locale === 'tr'))) {
      const page = await openWall(browser, hall, cookies, look, id);
      for (const size of sizes.filter(({ name }) => all || name === '1080p')) {
        await page.setViewportSize(size);
        await atRest(page);
        expect.soft(await page.evaluate(wallFaults, limitsOf(size)), JSON.stringify(look)).toEqual([]);
        const name = `${id}-${look.theme}`;
        const taken = await page.screenshot();
        if (look === looks[0]) expect.soft(unlikeKept(name, size.name, taken)).toBeNull();
      }
      const texts = await page.evaluate(pageTexts);
      expect.soft(foreignWords(texts, look.locale, [...named, hall.yaml]), look.locale).toEqual([]);
      await page.context().close();
    }
  });
});
