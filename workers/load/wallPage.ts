import { type Browser, chromium } from 'playwright-core';
import { browserArguments, findBrowser } from '../browser.ts';
import type { Installation } from '../installation.ts';
import { browserCookies } from '../signIn.ts';
import { type ShownCount, shownAfter, watchOffered } from './shownCount.ts';
import { spread } from './spread.ts';

/** One more screen: the wall of everything in a real browser, whose DOM tells when each call is shown. */
export class WallPage {
  readonly #browser: Browser;
  readonly #counts: () => Promise<ShownCount[]>;

  private constructor(browser: Browser, counts: () => Promise<ShownCount[]>) {
    this.#browser = browser;
    this.#counts = counts;
  }

  static async open(installation: Installation): Promise<WallPage> {
    const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
    try {
      const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
      await page.context().addCookies(await browserCookies(installation));
      return new WallPage(browser, await watchOffered(page, installation.url));
    } catch (error) {
      await browser.close();
      throw error;
    }
  }

  /** Once no more calls come. `joins`: epoch ms at which the bytes of each call came, in order. */
  async line(joins: readonly number[]): Promise<string> {
    const counts = await this.#counts();
    // The last count holds all calls, so that what was there before the first of them is known.
    const delays = shownAfter(joins, counts, (counts.at(-1)?.value ?? 0) - joins.length);
    return `Wire to the DOM of a wall in a browser beside them (${delays.length} calls): ${spread(delays)}`;
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}
