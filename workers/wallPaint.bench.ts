import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { openStage } from '../app/wall/view/stage/openStage.ts';
import { browserArguments, findBrowser } from './browser.ts';
import { startInstallation } from './installation.ts';
import { browserCookies } from './signIn.ts';

/**
 * What a wall costs a television's processor, taken as a quarter of this machine's: until something is painted, until the
 * first figure stands, and for each patch and each second after that.
 */
const throttle = 4;
const times = 5;
const patches = 400;
const paintLimitMs = 2000;
const watchedMs = 60_000;

async function run(): Promise<string[]> {
  const browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
  try {
    return [...(await opening(browser)), ...(await going(browser))];
  } finally {
    await browser.close();
  }
}

async function opening(browser: Browser): Promise<string[]> {
  const installation = await startInstallation({ SANTRAL_DEMO_HISTORY_DAYS: '0' });
  try {
    const cookies = await browserCookies(installation);
    const paints: number[] = [];
    const figures: number[] = [];
    let bytes = 0;
    let busy = 0;
    for (let time = 0; time < times; time += 1) {
      // a context of its own: nothing is in its cache
      const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
      await context.addCookies(cookies);
      const page = await context.newPage();
      await slowDown(page);
      await page.goto(`${installation.url}/wall/all`);
      await page.waitForFunction(() => /\d/.test(document.querySelector('[data-metric="waiting"]')?.textContent ?? ''));
      figures.push(await page.evaluate(() => performance.now()));
      paints.push(
        await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN),
      );
      bytes = await scriptBytes(page);
      if (time === times - 1) busy = await busyShare(page);
      await context.close();
    }
    return [
      `first paint          ${spread(paints)}: ${(median(paints) / paintLimitMs).toFixed(2)} of the limit of ${paintLimitMs / 1000} s`,
      `first figure         ${spread(figures)}`,
      `main thread          busy ${(busy * 60).toFixed(1)} s of each minute of a live hall`,
      `script               ${(bytes / 1000).toFixed(0)} kB compressed`,
    ];
  } finally {
    await installation.stop();
  }
}

async function going(browser: Browser): Promise<string[]> {
  const stage = await openStage();
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await page.goto(stage.url);
    await page.waitForFunction(() => typeof window.show === 'function');
    await page.evaluate(() => window.patch(50));
    await slowDown(page);
    const each = await page.evaluate((count) => window.patch(count), patches);
    const second = await page.evaluate(() => {
      const began = performance.now();
      window.pass(60);
      return (performance.now() - began) / 60;
    });
    return [`a patch              ${spread(each)}`, `a second that passes ${second.toFixed(1)} ms`];
  } finally {
    await stage.close();
  }
}

async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: throttle });
}

/** The part of the time 0–1 that the page's main thread works, of a minute in which nobody touches it. */
async function busyShare(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const worked = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return { at: of('Timestamp'), task: of('TaskDuration') };
  };
  const before = await worked();
  await new Promise((over) => setTimeout(over, watchedMs));
  const after = await worked();
  return (after.task - before.task) / (after.at - before.at);
}

async function scriptBytes(page: Page): Promise<number> {
  const addresses = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .map(({ name }) => name)
      .filter((name) => new URL(name).pathname.endsWith('.js')),
  );
  const bodies = await Promise.all(addresses.map(async (address) => (await page.request.get(address)).body()));
  return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
}

function spread(values: readonly number[]): string {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
  return `median ${median(values).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms, of ${values.length}`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export default { name: `What a wall costs a processor ${throttle} times slower than this one`, run };
