import { type Browser, chromium } from 'playwright-core';
import { AmiSession } from '#lib/pbx/ami/session.ts';
import { demoCentres } from '#lib/pbx/demo/demoCentres.ts';
import { browserArguments, findBrowser } from './browser.ts';
import { type Installation, startInstallation } from './installation.ts';
import { likelyBase, shownAfter, watchOffered } from './load/shownCount.ts';
import { spread } from './load/spread.ts';
import { browserCookies } from './signIn.ts';
import { runningInstance } from './supervisor/instanceLock.ts';

/**
 * From the AMI bytes of a call that enters a queue to the number "offered today" in a browser's page. A second AMI client
 * notes when the bytes of each QueueCallerJoin arrive; the page notes when the number changes. Both read one clock.
 */
const measuredMs = 60_000;
const speed = 10;

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
  const offered = await watchOffered(page, installation.url);

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
  const counts = await offered();
  await Promise.all(sessions.map((session) => session.stop()));
  const base = likelyBase(joins, counts);
  const latencies = base === null ? [] : shownAfter(joins, counts, base);
  const p95 = latencies[Math.floor(latencies.length * 0.95)] ?? Number.NaN;
  return [
    `${joins.length} calls in ${measuredMs / 1000} s at ${speed}× real speed, ${latencies.length} seen on the screen`,
    `AMI bytes to DOM: ${spread(latencies)}`,
    `p95 is ${(p95 / 300).toFixed(2)} of the limit of 300 ms; patches to a screen go out at most every 250 ms`,
  ];
}

function portOf(installation: Installation, centre: string): number | undefined {
  return runningInstance(installation.dataDir)?.demoPorts[centre];
}

export default { name: 'wire to screen', run };
