import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Floor } from '#lib/feed/feedEvents.ts';
import { HallScreens } from './load/hallScreens.ts';
import { exchangePart, type LoadedInstallation, startLoaded } from './load/loadedInstallation.ts';
import { lagBetween, type PartFigures, partFigures, shareWithin } from './load/partFigures.ts';
import { differing, entriesIn, sumsInRollups, sumsOnScreen, total } from './load/sameFigures.ts';
import { WallPage } from './load/wallPage.ts';
import { signInFresh } from './signIn.ts';
import { runningInstance } from './supervisor/instanceLock.ts';

/**
 * One exchange of 2,000 agents, each in five of 200 queues, and 100 calls a second, read over TCP by a whole installation with
 * 200 paired screens on five choices of boards, one of which reads nothing for as long as the run allows, five minutes at
 * most: `npm run bench -- load --seconds 600`. Other sizes: --queues, --agents, --calls, --screens. What the worker itself
 * measured is told each minute; at the end the lines are closed, and the figures must agree everywhere.
 */
const limitSeconds = 0.05;
const mega = 2 ** 20;

interface Reading {
  at: number;
  parts: Map<string, PartFigures>;
}

async function run(args: string[]): Promise<string[]> {
  const number = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: { seconds: number, queues: number, agents: number, calls: number, screens: number },
  });
  const load = {
    queues: Number(values.queues ?? 200),
    agents: Number(values.agents ?? 2000),
    calls: Number(values.calls ?? 100),
  };
  const seconds = Number(values.seconds ?? 120);
  const loaded = await startLoaded(load);
  const { url } = loaded.installation;
  const cookie = await signInFresh(loaded.installation);
  const screens = await HallScreens.open(loaded, cookie, Number(values.screens ?? 200)).catch(
    async (error: unknown) => {
      await loaded.stop();
      throw error;
    },
  );
  let page: WallPage | null = null;
  try {
    const { own } = screens;
    await until(() => Object.values(own.floor.sources).some(({ state }) => state === 'live'), 60);
    if (Object.keys(own.floor.queues).length === 0) {
      throw new Error(`The exchange is not read:\n${loaded.installation.said.slice(-10).join('\n')}`);
    }
    page = await WallPage.open(loaded.installation);
    const began = await read(url);
    const watch = new Watch(url);
    const still = screens.holdOneStill(seconds * 0.15, Math.min(300, seconds * 0.7));
    const [first, last] = await eachMinute(url, seconds, began, watch).finally(() => watch.stop());
    await still;
    const ofScreens = await screens.lines();
    return [
      `${load.agents} agents in ${load.queues} queues, ${load.calls} calls/s, ${seconds} s`,
      ...partLines(first, last),
      '* the least within the minute, which is what is held when garbage has been collected',
      'The supervisor does next to nothing: its lag is what this machine takes from everybody',
      `Rows that waited in the spool: ${watch.spoolRows} at most`,
      ...ofScreens,
      `Bytes that waited for the screen furthest behind: ${watch.bufferedBytes} at most`,
      ...(await agreementLines(loaded, screens)),
      await page.line(screens.joinedAt),
    ];
  } finally {
    await page?.close();
    await screens.close();
    await loaded.stop();
  }
}

async function read(url: string): Promise<Reading> {
  const answer = await fetch(`${url}/metrics`);
  return { at: Date.now(), parts: partFigures(await answer.text()) };
}

/** What a reading now and then would miss: the most rows that waited, and the least heap of each part since it was asked. */
class Watch {
  spoolRows = 0;
  bufferedBytes = 0;
  #heaps = new Map<string, number>();
  readonly #looking: NodeJS.Timeout;

  constructor(url: string) {
    this.#looking = setInterval(() => {
      read(url).then(
        ({ parts }) => this.#look(parts),
        // a reading that does not come in time tells nothing
        () => undefined,
      );
    }, 2_500);
  }

  /** Right after a collection of garbage the heap is what is really held. */
  leastHeaps(): ReadonlyMap<string, number> {
    const heaps = this.#heaps;
    this.#heaps = new Map();
    return heaps;
  }

  stop(): void {
    clearInterval(this.#looking);
  }

  #look(parts: Map<string, PartFigures>): void {
    for (const [part, { heapBytes, plain }] of parts) {
      if (heapBytes === 0) continue;
      this.#heaps.set(part, Math.min(heapBytes, this.#heaps.get(part) ?? Number.POSITIVE_INFINITY));
      this.spoolRows = Math.max(this.spoolRows, plain.get('santral_spool_rows') ?? 0);
      this.bufferedBytes = Math.max(this.bufferedBytes, plain.get('santral_screen_buffered_bytes') ?? 0);
    }
  }
}

/** Prints a row a minute; answers the reading at the first minute's end (or the beginning of a shorter run) and the last. */
async function eachMinute(url: string, seconds: number, began: Reading, watch: Watch): Promise<[Reading, Reading]> {
  console.log(
    '  minute  worker: cpu  lag p50  p99    most   heap* resident  AMI MB/s | web: cpu  lag p99  heap* resident',
  );
  let first: Reading | null = null;
  let before = began;
  for (let done = 0; done < seconds; ) {
    const step = Math.min(60, seconds - done);
    await pause(step * 1000);
    done += step;
    const now = await read(url);
    console.log(minuteRow(done / 60, before, now, watch.leastHeaps()));
    first ??= now;
    before = now;
  }
  return [seconds > 60 && first ? first : began, before];
}

function minuteRow(minute: number, before: Reading, now: Reading, heaps: ReadonlyMap<string, number>): string {
  const span = (now.at - before.at) / 1000;
  const of = (part: string) => [before.parts.get(part), now.parts.get(part)] as const;
  const [was, worker] = of(exchangePart);
  const [webWas, web] = of('web');
  if (!worker || !web) return `  ${minute.toFixed(1).padStart(6)}  a part did not answer in time`;
  const cpu = (a: PartFigures | undefined, b: PartFigures) => percent((b.cpuSeconds - (a?.cpuSeconds ?? 0)) / span);
  const bytes = (worker.plain.get('santral_ami_bytes_total') ?? 0) - (was?.plain.get('santral_ami_bytes_total') ?? 0);
  return [
    `  ${minute.toFixed(1).padStart(6)}  ${cpu(was, worker).padStart(11)}  ${lag(was, worker, 0.5)}  ${lag(was, worker, 0.99)}`,
    `${lag(was, worker, 1)}  ${inMega(heaps.get(exchangePart) ?? worker.heapBytes)} ${inMega(worker.residentBytes)}   ${(bytes / span / 1e6).toFixed(2).padStart(7)}`,
    `| ${cpu(webWas, web).padStart(8)} ${lag(webWas, web, 0.99)}  ${inMega(heaps.get('web') ?? web.heapBytes)} ${inMega(web.residentBytes)}`,
  ].join(' ');
}

/** Of each part from the first reading to the last, against the limit. */
function partLines(first: Reading, last: Reading): string[] {
  const span = (last.at - first.at) / 1000;
  return [...last.parts].flatMap(([part, now]) => {
    const was = first.parts.get(part);
    if (now.lag.length === 0 || was === undefined) return [];
    const p99 = lagBetween(was, now, 0.99);
    const growth = (now.heapBytes - was.heapBytes) / mega / (span / 60);
    return [
      `${part.padEnd(9)} ${percent((now.cpuSeconds - was.cpuSeconds) / span)} of a core; lag p50 ≤ ${ms(lagBetween(was, now, 0.5))}, ` +
        `p99 ≤ ${ms(p99)} (${(p99 / limitSeconds).toFixed(2)} of the limit), most ≤ ${ms(lagBetween(was, now, 1))}, ` +
        `${(100 * shareWithin(was, now, limitSeconds)).toFixed(3)} % within 50 ms; ` +
        `heap ${(was.heapBytes / mega).toFixed(0)} → ${(now.heapBytes / mega).toFixed(0)} MB (${growth.toFixed(1)} a minute), ` +
        `resident ${(was.residentBytes / mega).toFixed(0)} → ${(now.residentBytes / mega).toFixed(0)} MB`,
    ];
  });
}

/** The lines are closed; when all calls have ended, old and new screens, rollups and queue_log must tell the same. */
async function agreementLines(loaded: LoadedInstallation, screens: HallScreens): Promise<string[]> {
  const { installation, queueLog } = loaded;
  const old = screens.own;
  loaded.closeLines();
  await until(() => quiet(old.floor), 300);
  const figures = await read(installation.url);
  const port = runningInstance(installation.dataDir)?.databasePort ?? 0;
  let rolledUp = await sumsInRollups(installation.dataDir, port);
  for (let tries = 0; rolledUp === null || differing(sumsOnScreen(old.floor), rolledUp).length > 0; tries++) {
    if (tries === 60) break;
    await pause(1000);
    rolledUp = await sumsInRollups(installation.dataDir, port);
  }
  const agreement = await screens.agreement();
  const shown = sumsOnScreen(old.floor);
  const wrong = differing(shown, rolledUp ?? new Map());
  const worker = figures.parts.get(exchangePart);
  return [
    `All calls ended; heap of the worker ${inMega(worker?.heapBytes ?? 0).trim()} MB`,
    agreement,
    `Today on the screen: ${total(shown, 'offered')} offered, ${total(shown, 'answered')} answered, ${total(shown, 'abandoned')} abandoned; ` +
      `${wrong.length} of ${shown.size} queues differ from the database's rollups`,
    `The exchange's queue_log has ${await entriesIn(queueLog)} entries into queues`,
  ];
}

/** Nobody waits and nobody talks. */
function quiet({ queues, agents }: Floor): boolean {
  const busy = Object.values(agents).some(({ onQueue }) => onQueue !== null);
  return !busy && Object.values(queues).every(({ waiting }) => waiting === 0);
}

async function until(holds: () => boolean, seconds: number): Promise<void> {
  const giveUpAt = performance.now() + seconds * 1000;
  while (!holds() && performance.now() < giveUpAt) await pause(100);
}

function lag(was: PartFigures | undefined, now: PartFigures, p: number): string {
  return ms(lagBetween(was, now, p)).padStart(7);
}

function ms(seconds: number): string {
  return Number.isFinite(seconds) ? `${Math.round(seconds * 1000)} ms` : 'over 5 s';
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

function inMega(bytes: number): string {
  return (bytes / mega).toFixed(0).padStart(5);
}

export default { name: 'a large exchange', run };
