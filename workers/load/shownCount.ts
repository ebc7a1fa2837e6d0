import type { Page } from 'playwright-core';

/** What the number of calls offered today became on a wall's page, and when, epoch ms. */
export interface ShownCount {
  at: number;
  value: number;
}

const figure = '[data-metric="offered"]';

/** Opens a wall of all centres and notes in its DOM each change of the calls offered today; answers them when asked. */
export async function watchOffered(page: Page, url: string): Promise<() => Promise<ShownCount[]>> {
  await page.goto(`${url}/wall/all`);
  await page.waitForFunction((of) => /\d/.test(document.querySelector(of)?.textContent ?? ''), figure);
  await page.evaluate((of) => {
    const shown = document.querySelector(of);
    const counts: { at: number; value: number }[] = [];
    const note = () =>
      counts.push({
        at: performance.timeOrigin + performance.now(),
        value: Number((shown?.textContent ?? '').replace(/\D/g, '')),
      });
    note();
    Object.assign(window, { counts });
    if (shown) new MutationObserver(note).observe(shown, { subtree: true, childList: true, characterData: true });
  }, figure);
  return () => page.evaluate(() => (window as unknown as { counts: ShownCount[] }).counts);
}

/**
 * Ms from each call's bytes to the first count that holds it, ascending; calls from before the watch, or not shown yet, are
 * left out. The count only grows, by one for each call.
 *
 * @param joins epoch ms at which the bytes of each call came, in order
 * @param base what the count was before the first of them
 */
export function shownAfter(joins: readonly number[], counts: readonly ShownCount[], base: number): number[] {
  const delays: number[] = [];
  const from = Math.max(0, (counts[0]?.value ?? 0) - base);
  for (let nth = from, i = 0; nth < joins.length; nth++) {
    while (i < counts.length && (counts[i] as ShownCount).value < base + nth + 1) i++;
    const shown = counts[i];
    if (shown === undefined) break;
    delays.push(shown.at - (joins[nth] as number));
  }
  return delays.sort((a, b) => a - b);
}

/** Where it is not known: the least base for which no call is shown before its bytes came; null: none within 200. */
export function likelyBase(joins: readonly number[], counts: readonly ShownCount[]): number | null {
  const from = (counts[0]?.value ?? 0) - 20;
  for (let base = from; base < from + 200; base++) {
    const [least] = shownAfter(joins, counts, base);
    if (least !== undefined && least >= 0) return base;
  }
  return null;
}
