import { type Browser, chromium } from 'playwright-core';
import { AmiSession } from '#lib/pbx/ami/session.ts';
import { demoCentres } from '#lib/pbx/demo/demoCentres.ts';
import { browserArguments, findBrowser } from './browser.ts';
import { type Installation, startInstallation } from './installation.ts';
import { browserCookies } from './signIn.ts';
import { runningInstance } from './supervisor/instanceLock.ts';

/**
 * From the AMI bytes of a call that enters a queue to the number "offered today" in a browser's page. A second AMI client
 * notes when the bytes of each QueueCallerJoin arrive; the page notes when the number changes. Both read one clock.
 */
const measuredMs = 60_000;
const speed = 10;

interface Change {
  at: number;
  value: number;
}

async function run(): Promise<string[]> {
  const installation = await startInstallation({
    SANTRAL_DEMO_SPEED: String(speed),
    SANTRAL_DEMO_HISTORY_DAYS: '0',
    SANTRAL_DEMO_SCENARIO: 'tidy',
  });
  let browser: Browser | null = null;
  try {
    browser = await chromium.launch({ executablePath: findBrowser(), args: browserArguments });
    return await measure(installation, browser);
  } finally {
    await browser?.close();
    await installation.stop();
  }
}

async function measure(installation: Installation, browser: Browser): Promise<string[]> {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.context().addCookies(await browserCookies(installation));
  await page.goto(`${installation.url}/wall/all`);
  const offered = page.locator('[data-metric="offered"]');
  await offered.waitFor();
  await page.waitForFunction(() => /\d/.test(document.querySelector('[data-metric="offered"]')?.textContent ?? ''));
  await page.evaluate(() => {
    const shown = document.querySelector('[data-metric="offered"]');
    const changes: { at: number; value: number }[] = [];
    const note = () =>
      changes.push({
        at: performance.timeOrigin + performance.now(),
        value: Number((shown?.textContent ?? '').replace(/\D/g, '')),
      });
    note();
    Object.assign(window, { changes });
    if (shown) new MutationObserver(note).observe(shown, { subtree: true, childList: true, characterData: true });
  });

  const joins: number[] = [];
  const sessions = demoCentres.map((centre) => {
    const port = portOf(installation, centre.id) ?? centre.port;
    const peer = { host: '127.0.0.1', port, ...centre.account, login: 'md5' as const, tls: false as const };
    return new AmiSession({
      peer,
      wanted: new Set(['QueueCallerJoin']),
      onState: () => {},
      onMessage: (message) => {
        if (message.name === 'QueueCallerJoin') joins.push(performance.timeOrigin + performance.now());
      },
    });
  });
  for (const session of sessions) session.start();
  await new Promise((done) => setTimeout(done, measuredMs));
  const changes = await page.evaluate(() => (window as unknown as { changes: Change[] }).changes);
  await Promise.all(sessions.map((session) => session.stop()));
  const latencies = latenciesOf(joins, changes);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? Number.NaN;
  return [
    `${joins.length} calls in ${measuredMs / 1000} s at ${speed}× real speed, ${latencies.length} seen on the screen`,
    `AMI bytes to DOM: p50 ${at(0.5).toFixed(0)} ms, p95 ${at(0.95).toFixed(0)} ms, p99 ${at(0.99).toFixed(0)} ms, most ${at(1).toFixed(0)} ms`,
    `p95 is ${(at(0.95) / 300).toFixed(2)} of the limit of 300 ms; patches to a screen go out at most every 250 ms`,
  ];
}

/**
 * The number on the screen only grows, by one for each call, so the nth call is on the screen at the first change that brings
 * it to `base + n`. The base is the least for which no call is on the screen before its bytes came.
 */
function latenciesOf(joins: number[], changes: Change[]): number[] {
  const from = (changes[0]?.value ?? 0) - 20;
  for (let base = from; base < from + 200; base++) {
    const latencies: number[] = [];
    for (const [nth, at] of joins.entries()) {
      const change = changes.find((one) => one.value >= base + nth + 1);
      if (change !== undefined) latencies.push(change.at - at);
    }
    if (latencies.length > 0 && latencies.every((latency) => latency >= 0)) return latencies.sort((a, b) => a - b);
  }
  return [];
}

function portOf(installation: Installation, centre: string): number | undefined {
  return runningInstance(installation.dataDir)?.demoPorts[centre];
}

export default { name: 'wire to screen', run };
