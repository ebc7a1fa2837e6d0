import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hallStates } from '#lib/board/sampleHall.ts';
import { templateIds, templateOf } from '#lib/board/templates/boardTemplate.ts';
import { openStage } from '../app/wall/view/stage/openStage.ts';
import type { Staged } from '../app/wall/view/stage/stage.tsx';
import { browserArguments, findBrowser } from './browser.ts';

let browser: Browser;
let page: Page;
let stage: Awaited<ReturnType<typeof openStage>>;

beforeAll(async () => {
  stage = await openStage();
  browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  page = await browser.newPage();
  await page.goto(stage.url);
  await page.waitForFunction(() => typeof window.show === 'function');
});
afterAll(async () => {
  await browser?.close();
  await stage?.close();
});

async function show(staged: Staged, [width, height]: readonly [number, number] = [1280, 720]): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.evaluate((what) => window.show(what), staged);
  await page.locator(`[data-tile]`).first().waitFor({ state: 'attached' });
  await page.evaluate(async () => {
    await document.fonts.ready;
    // two frames: the board is measured after the first
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
  });
}

/** Text that is cut by its own box or by its tile, or lies over other text of its tile; each with where it is. */
function crowded(): string[] {
  const faults: string[] = [];
  for (const tile of document.querySelectorAll('[data-tile]')) {
    const box = tile.getBoundingClientRect();
    const name = tile.getAttribute('data-tile');
    const texts: { node: Node; text: string; box: DOMRect }[] = [];
    const walker = document.createTreeWalker(tile, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim();
      const parent = node.parentElement;
      if (!text || !parent || parent.closest('title, [data-bare="true"]')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const line of range.getClientRects()) {
        // of a line's height, what letters have above and below them is air
        const own = new DOMRect(line.x, line.y + 0.2 * line.height, line.width, 0.68 * line.height);
        if (isLeftOut(parent, own, tile)) continue;
        texts.push({ node, text, box: own });
        const within =
          own.right <= box.right + 1 &&
          own.bottom <= box.bottom + 1 &&
          own.left >= box.left - 1 &&
          own.top >= box.top - 1;
        if (!within) faults.push(`${name}: “${text}” leaves its tile`);
      }
    }
    for (const [i, a] of texts.entries()) {
      for (const b of texts.slice(i + 1)) {
        const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        if (a.node !== b.node && wide > 1.5 && high > 0.12 * Math.min(a.box.height, b.box.height)) {
          faults.push(`${name}: “${a.text}” lies over “${b.text}”`);
        }
      }
    }
  }
  return faults;

  /** What does not fit on purpose: below a line that hides it, or cut with an ellipsis. */
  function isLeftOut(parent: Element, own: DOMRect, tile: Element): boolean {
    for (let box: Element | null = parent; box && box !== tile; box = box.parentElement) {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(box);
      const edge = box.getBoundingClientRect();
      if (overflowY === 'hidden' && own.top >= edge.bottom - 2) return true;
      if (overflowX === 'hidden' && textOverflow === 'ellipsis' && own.right > edge.right + 1) return true;
    }
    return false;
  }
}

const sizes = [
  [1280, 720],
  [1920, 1080],
  [3840, 2160],
  [1024, 768],
] as const;

describe('a board', () => {
  it.each(sizes)('holds its texts at %i × %i in every state', async (...size) => {
    for (const state of hallStates) {
      for (const locale of ['tr', 'en'] as const) {
        await show({ state, locale, layout: 'grid' }, size);
        expect(await page.evaluate(crowded), `${state} ${locale}`).toEqual([]);
      }
    }
  });

  it.each(templateIds.filter((id) => id !== 'empty'))('made of the template %s holds its texts', async (id) => {
    for (const [name, locale] of [
      ['Pano', 'tr'],
      ['Board', 'en'],
    ] as const) {
      const board = templateOf(id).make({ id: 'a', name, centres: ['153', '185'], queue: '153:153-0' });
      await show({ board, locale }, [1920, 1080]);
      expect(await page.evaluate(crowded), locale).toEqual([]);
    }
  });

  it.each([3, 6, 15, 25])('holds its texts for people %i m away', async (metres) => {
    await show({ metres }, [1920, 1080]);
    expect(await page.evaluate(crowded)).toEqual([]);
  });

  it('writes its primary figures 64 mm high on 55 inches, to be read from ten metres', async () => {
    await show({ metres: 10, diagonalInches: 55 }, [1920, 1080]);
    const px = await page
      .locator('output[data-metric="longestWait"]')
      .evaluate((figure) => Number.parseFloat(getComputedStyle(figure).fontSize));
    const mmPerPx = (55 * 25.4) / Math.hypot(1920, 1080);
    expect(px * 0.7275 * mmPerPx).toBeGreaterThanOrEqual(64);
  });

  it('stacks its tiles in reading order on a phone, and nothing is wider than it', async () => {
    await show({}, [390, 844]);
    const metrics = await page
      .locator('output[data-metric]')
      .evaluateAll((all) => all.map((one) => one.dataset.metric));
    expect(metrics.slice(0, 8)).toEqual([
      ...['waiting', 'longestWait', 'available', 'onContact'],
      ...['serviceLevel', 'answerSpeed', 'answered', 'abandoned'],
    ]);
    const tops = await page
      .locator('[data-tile]')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top));
    expect(tops).toEqual(tops.toSorted((a, b) => a - b));
    expect(await page.locator('[data-tile]').evaluateAll((all) => all.every((one) => one.scrollWidth <= 390))).toBe(
      true,
    );
  });

  it('says why nothing is to be seen: no tile, no queue, no word yet', async () => {
    const why = () => page.locator('[data-testid="empty"]').getAttribute('data-why');
    await show({ state: 'empty' });
    expect(await why()).toBe('no_queues');
    expect(await page.locator('output[data-metric="waiting"]').textContent()).toBe('–');
    await page.evaluate(() => window.show({ board: { tiles: [] } }));
    await expect.poll(why).toBe('no_tiles');
    await show({ board: { centres: ['999'] } });
    expect(await why()).toBe('no_centre');
    expect(await page.locator('[data-testid="empty"] h2').textContent()).toBe('Bu panonun merkezi tanımlı değil: 999');
    await show({ silent: true, board: { centres: ['999'] } });
    expect(await page.locator('[data-testid="empty"]').count()).toBe(0);
    await show({ silent: true });
    expect(await page.locator('[data-testid="wall"]').getAttribute('data-link')).toBe('connecting');
    const zeros = await page
      .locator('output[data-metric]')
      .evaluateAll((all) => all.filter((one) => /\d/.test(one.textContent)));
    expect(zeros).toEqual([]);
  });

  it('says on a tile whose queue or centre is gone what is missing, and no figure', async () => {
    const gone = (id: string, kind: 'number' | 'waiting_list', scope: { centres: string[]; queues: string[] }) => ({
      ...{ id, kind, x: 0, y: 0, w: 8, h: 4, title: null, thresholds: null, scope, options: {} },
    });
    await show({
      board: {
        tiles: [
          gone('a', 'number', { centres: [], queues: ['153:eski'] }),
          { ...gone('b', 'waiting_list', { centres: ['999'], queues: [] }), x: 8 },
          { ...gone('c', 'number', { centres: [], queues: ['153:153-0', '153:eski'] }), x: 16 },
          { ...gone('d', 'number', { centres: [], queues: ['153:eski'] }), x: 24, w: 4, h: 2 },
        ],
      },
    });
    expect(await page.locator('[data-tile="a"]').textContent()).toMatch(/^BekleyenKuyruk bulunamadı: eski/);
    expect(await page.locator('[data-tile="b"]').textContent()).toContain('Merkez tanımlı değil: 999');
    expect(await page.locator('[data-testid="missing-tile"]').count()).toBe(3);
    expect(await page.locator('[data-tile="c"] output').textContent()).toMatch(/^\d+$/);
    expect(await page.evaluate(crowded)).toEqual([]);
  });

  it('names the board of all centres in the language of its screen, and a board that was named as it was', async () => {
    await show({ locale: 'en' });
    expect(await page.locator('h1').textContent()).toBe('All centres');
    await show({ locale: 'en', board: { name: 'Salon' } });
    expect(await page.locator('h1').textContent()).toBe('Salon');
  });

  it('dims what is old, says how old it is on every tile, and shows no zero for it', async () => {
    await show({ state: 'disconnected', lostSeconds: 5 });
    expect(await page.locator('[data-testid="link-lost"]').textContent()).toContain('Bağlantı yok');
    const figures = page.locator('section[data-dim="true"]:has(output)');
    expect(await figures.count()).toBeGreaterThanOrEqual(8);
    expect(await figures.first().textContent()).toContain('5 sn önce');
    expect(await page.locator('output[data-metric="waiting"]').textContent()).toBe('21');
  });

  it('dims of two sources only what comes of the stale one', async () => {
    const only = (id: string, queue: string) => ({
      ...{ id, kind: 'number' as const, x: 0, y: 0, w: 8, h: 4, title: null, thresholds: null },
      ...{ scope: { centres: [], queues: [queue] }, options: { metric: 'waiting' } },
    });
    await show({ state: 'stale', board: { tiles: [only('a', '153:153-0'), { ...only('b', '185:185-0'), x: 8 }] } });
    expect(await page.locator('[data-tile="a"] section').getAttribute('data-dim')).toBe('false');
    expect(await page.locator('[data-tile="b"] section').getAttribute('data-dim')).toBe('true');
    expect(await page.locator('[data-tile="b"]').textContent()).toContain('2 dk 14 sn önce');
    expect(await page.locator('[data-tile="b"] h2').textContent()).toBe('Bekleyen · Su Arıza');
  });

  it('keeps a figure at its level within the hysteresis', async () => {
    const tile = {
      ...{ id: 'w', kind: 'number' as const, x: 0, y: 0, w: 16, h: 8, title: null },
      ...{ scope: { centres: [], queues: ['153:153-0'] }, options: { metric: 'waiting' } },
      thresholds: { warn: 6, alarm: null, hysteresis: 3 },
    };
    await show({ board: { tiles: [tile] } });
    const levels: (string | null)[] = [];
    // of ten queues in turn, the first one is this tile's; it counts up to 8, then starts again at 0
    for (let turn = 0; turn < 9; turn += 1) {
      await page.evaluate(() => window.patch(1));
      levels.push(await page.locator('[data-tile="w"] section').getAttribute('data-level'));
    }
    expect(new Set(levels)).toEqual(new Set(['none', 'warn']));
    expect(levels.lastIndexOf('warn')).toBeGreaterThan(levels.indexOf('warn'));
  });

  it('is drawn anew only where something changed, and its page does not grow', async () => {
    await show({}, [1920, 1080]);
    const seen = await page.evaluate(() => {
      const count = () => document.getElementsByTagName('*').length;
      window.patch(20);
      const before = count();
      const touched = new Set<string>();
      const watch = new MutationObserver((changes) => {
        for (const { target } of changes) {
          const element = target instanceof Element ? target : target.parentElement;
          touched.add(element?.closest('[data-tile]')?.getAttribute('data-tile') ?? 'outside');
        }
      });
      watch.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
      window.patch(100);
      for (const { target } of watch.takeRecords()) {
        const element = target instanceof Element ? target : target.parentElement;
        touched.add(element?.closest('[data-tile]')?.getAttribute('data-tile') ?? 'outside');
      }
      watch.disconnect();
      window.pass(60);
      return { touched: [...touched].sort(), before, after: count() };
    });
    expect(seen.touched).toEqual(['longest', 'queues', 'waiting']);
    // rows leaf through, and a note comes and goes: nothing more
    expect(Math.abs(seen.after - seen.before)).toBeLessThan(40);
  });
});
