import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { styleText } from 'node:util';
import { migrate, openDatabase } from '#lib/database/database.ts';
import { databaseFault } from '#lib/database/databaseFault.ts';
import { databaseAddress, type ExchangeSettings, loadSettings, type Settings } from '#lib/settings.ts';
import { SettingsError } from '#lib/settingsMistake.ts';
import type { PartReport } from '#lib/telemetry/reportPart.ts';
import { jsonView } from '#lib/terminal/jsonView.ts';
import { bytesText, durationText, type Progress } from '#lib/terminal/progressText.ts';
import { type Step, type TerminalView, terminalView } from '#lib/terminal/terminalView.ts';
import { writeDemoHistory } from './supervisor/demoHistory.ts';
import { reportFleet } from './supervisor/fleetMetrics.ts';
import { freePort, isPortFree } from './supervisor/freePort.ts';
import { type Instance, releaseInstance, runningInstance, takeInstance } from './supervisor/instanceLock.ts';
import { checkMachine } from './supervisor/machineCheck.ts';
import { buildPages, isBuilt } from './supervisor/pageBuild.ts';
import { PartFleet } from './supervisor/partFleet.ts';
import { thinRepeats } from './supervisor/repeats.ts';
import { stopSignal } from './supervisor/stopSignal.ts';

const root = resolve(import.meta.dirname, '..');
const dev = process.env.SANTRAL_DEV === '1';

/**
 * The supervisor behind `npm start`: checks the machine, builds the pages when they are not, starts every part, says
 * where things are, and keeps the parts running until it is told to stop.
 *
 * @returns the exit code: 0 stopped by the user, 1 could not start, 2 the settings are wrong
 */
export async function start(options: { json?: boolean } = {}): Promise<number> {
  const began = Date.now();
  const view = options.json ? jsonView() : terminalView();
  const bold = (text: string) => (process.stdout.isTTY && !process.env.NO_COLOR ? styleText('bold', text) : text);
  view.print(`\n  ${bold('Santral')}\n`);

  let settings: Settings;
  try {
    settings = await settle(loadSettings(), view);
  } catch (error) {
    view.error(sentenceOf(error));
    return error instanceof SettingsError ? 2 : 1;
  }

  const stopping = new AbortController();
  const background = new BackgroundProgress(view);
  const fleet = new PartFleet({
    settings,
    onSentence: thinRepeats((sentence) => view.warn(sentence)),
    onProgress: (part, what, progress) => background.show(part, what, progress),
  });
  const asked = stopSignal(() => fleet.kill());
  asked.then(() => stopping.abort());

  let code = 0;
  let report: PartReport | null = null;
  try {
    await Promise.race([startParts(settings, view, fleet, stopping.signal), asked]);
    if (!stopping.signal.aborted) {
      printAddresses(settings, view, bold, Date.now() - began);
      background.begin();
      report = reportFleet(settings, fleet);
      await Promise.race([makePast(settings, view, fleet), asked]);
      await asked;
    }
  } catch (error) {
    if (!stopping.signal.aborted) {
      view.error(sentenceOf(error));
      code = 1;
    }
  }

  background.end();
  view.close();
  report?.close();
  const step = view.step('Stopping');
  await fleet.stop();
  releaseInstance(settings.dataDir);
  step.done('every process has ended');
  view.close();
  return code;
}

/** Looks at the machine, takes the data folder, and finds ports that are free. */
async function settle(settings: Settings, view: TerminalView): Promise<Settings> {
  const step = view.step('This machine');
  try {
    const { freeBytes, warnings } = checkMachine(settings.dataDir);
    const running = runningInstance(settings.dataDir);
    if (running) throw alreadyRunning(settings.dataDir, running);
    if (settings.port !== 0 && !(await isPortFree(settings.port, settings.host))) {
      const other = await freePort(settings.port + 1);
      throw new Error(
        `Port ${settings.port} is taken by another program; end it, or choose another port: PORT=${other} npm start`,
      );
    }
    const port = settings.port || (await freePort(0));
    const databasePort = await freePort(settings.databasePort);
    const exchanges = settings.demo ? await onFreePorts(settings.exchanges) : settings.exchanges;
    const demoPorts = Object.fromEntries(
      settings.demo ? exchanges.map((exchange) => [exchange.id, exchange.port]) : [],
    );
    const other = takeInstance(settings.dataDir, { host: settings.host, port, databasePort, demoPorts });
    if (other) throw alreadyRunning(settings.dataDir, other);
    step.done(`node ${process.versions.node}, ${bytesText(freeBytes)} free for ${shown(settings.dataDir)}`);
    for (const warning of warnings) view.warn(warning);
    return { ...settings, port, databasePort, exchanges };
  } catch (error) {
    step.drop();
    throw error;
  }
}

/** The demo's exchanges, moved where their usual port is taken, as by a second installation on this machine. */
async function onFreePorts(exchanges: readonly ExchangeSettings[]): Promise<ExchangeSettings[]> {
  const moved: ExchangeSettings[] = [];
  for (const exchange of exchanges) moved.push({ ...exchange, port: await freePort(exchange.port) });
  return moved;
}

function alreadyRunning(dataDir: string, { pid, port }: Instance): Error {
  return new Error(
    `Santral already runs in ${shown(dataDir)} (process ${pid}, http://localhost:${port}/wall/all); stop it, or start a ` +
      `second one elsewhere: SANTRAL_DATA=./data2 PORT=${port + 1} npm start`,
  );
}

/** Everything that can go side by side does: the pages are built while the database and the exchanges come up. */
async function startParts(settings: Settings, view: TerminalView, fleet: PartFleet, stop: AbortSignal): Promise<void> {
  const pages = timed(view, 'Pages', async (step) => {
    if (dev) return 'development mode, built as they are asked for';
    if (isBuilt(root)) return 'built before from these sources';
    step.detail(existsSync(resolve(root, '.next', 'BUILD_ID')) ? 'the sources have changed, building' : 'building');
    await buildPages(root, (stage) => step.detail(stage), stop);
    return 'built';
  });
  const web = pages.then(() =>
    timed(view, 'Web', async () => {
      await fleet.start('web', 'must', 'web.ts');
      return `http://localhost:${settings.port}`;
    }),
  );
  const data = startDatabase(settings, view, fleet);
  const demo = settings.demo
    ? timed(view, 'Demo exchange', async () => {
        await fleet.start('demo', 'must', 'demoPbx.ts');
        return `${settings.exchanges.map((exchange) => exchange.label).join(' and ')}, ${settings.demo?.speed}× real speed`;
      })
    : Promise.resolve();
  const exchanges = Promise.all([data, demo]).then(() =>
    Promise.all(
      settings.exchanges.map((exchange) =>
        timed(view, `Exchange ${exchange.id}`, async (step) => {
          step.detail(`reading ${exchange.host}:${exchange.port}`);
          // An exchange that cannot be reached yet is no reason not to start: the wall says so, and it is tried again.
          const live = await inTime(fleet.start(`pbx:${exchange.id}`, 'may', 'pbx.ts', exchange.id), 6_000);
          if (live) return `AMI at ${exchange.host}:${exchange.port}`;
          throw new Late('not live yet; it is tried again, and the wall says why');
        }),
      ),
    ),
  );
  await Promise.all([web, exchanges]);
  await timed(view, 'History', async () => {
    if (await inTime(fleet.start('history', 'may', 'history.ts'), 5_000)) return 'rollups of every quarter of an hour';
    throw new Late('goes on starting beside the wall');
  });
}

/** The demo's past is made once the wall is live; the history part imports its files as they appear. */
async function makePast(settings: Settings, view: TerminalView, fleet: PartFleet): Promise<void> {
  try {
    await writeDemoHistory(settings, (days, until) =>
      fleet.run('demo-history', 'demoPbx.ts', 'history', '--days', String(days), '--until', until),
    );
  } catch (error) {
    view.warn(`The demo's history could not be written (${sentenceOf(error)}); the next start tries again`);
  }
}

async function startDatabase(settings: Settings, view: TerminalView, fleet: PartFleet): Promise<void> {
  if (settings.databaseUrl === null) {
    await timed(view, 'Database', async () => {
      await fleet.start(
        'database',
        'must',
        'database.ts',
        '--data',
        settings.dataDir,
        '--port',
        String(settings.databasePort),
      );
      return `embedded PostgreSQL in ${shown(settings.dataDir)}`;
    });
  }
  await timed(view, 'Tables', async (step) => {
    if (settings.databaseUrl !== null) step.detail(`at ${new URL(settings.databaseUrl).host}`);
    const database = openDatabase({ url: databaseAddress(settings), applicationName: 'santral start', max: 1 });
    try {
      await migrate(database);
    } catch (error) {
      throw settings.databaseUrl === null ? error : new Error(databaseFault(settings.databaseUrl, error));
    } finally {
      await database.destroy();
    }
    return 'up to date';
  });
}

function printAddresses(settings: Settings, view: TerminalView, bold: (text: string) => string, tookMs: number): void {
  const at = `http://localhost:${settings.port}`;
  view.tell({
    live: { wall: `${at}/wall/all`, plan: `${at}/plan`, history: `${at}/history`, health: `${at}/healthz` },
  });
  const row = (name: string, path: string, about: string) =>
    `  ${name.padEnd(9)} ${bold(`${at}${path}`).padEnd(44)} ${about}`.trimEnd();
  view.print(`\n  ${bold('The wall is live')}, ${durationText(tookMs)} after the start.\n`);
  view.print(row('Wall', '/wall/all', 'all centres'));
  for (const centre of settings.centres) view.print(row('', `/wall/${encodeURIComponent(centre.id)}`, centre.label));
  view.print(row('Plan', '/plan', 'required agents from predicted demand'));
  view.print(row('History', '/history', 'service level, per interval and day'));
  view.print(row('Health', '/healthz', 'and /metrics for Prometheus'));
  view.print('');
  if (settings.demo) {
    view.print('  These are demo data: no exchange is configured. The README connects yours in three steps.');
  }
  view.print(`  Only this machine can open the pages (${settings.host}), until access control exists.`);
  view.print(`  Logs are in ${shown(resolve(settings.dataDir, 'log'))}. Ctrl-C stops everything.\n`);
}

/** What parts do in the background once the wall is live, each as a moving line. */
class BackgroundProgress {
  readonly #view: TerminalView;
  readonly #steps = new Map<string, Step>();
  #waiting = new Map<string, [string, Progress]>();
  #live = false;

  constructor(view: TerminalView) {
    this.#view = view;
  }

  begin(): void {
    this.#live = true;
    for (const [key, [what, progress]] of this.#waiting) this.#draw(key, what, progress);
    this.#waiting = new Map();
  }

  show(part: string, what: string, progress: Progress): void {
    const key = `${part} ${what}`;
    if (this.#live) this.#draw(key, what, progress);
    else this.#waiting.set(key, [what, progress]);
  }

  end(): void {
    this.#live = false;
    for (const step of this.#steps.values()) step.drop();
    this.#steps.clear();
  }

  #draw(key: string, what: string, progress: Progress): void {
    const finished = progress.of !== null && progress.done >= progress.of;
    let step = this.#steps.get(key);
    if (step === undefined) {
      // Told as finished without ever having moved: there was nothing to do.
      if (finished) return;
      step = this.#view.step(what);
      this.#steps.set(key, step);
    }
    step.progress(progress);
    if (!finished) return;
    step.done(`${progress.of?.toLocaleString('en-US')} ${progress.unit}`);
    this.#steps.delete(key);
  }
}

/** What has not come in time, yet goes on without being waited for. */
class Late extends Error {
  override name = 'Late';
}

/** Runs one step with its line on the screen. */
async function timed(view: TerminalView, label: string, work: (step: Step) => Promise<string>): Promise<void> {
  const step = view.step(label);
  try {
    step.done(await work(step));
  } catch (error) {
    if (error instanceof Late) return step.late(error.message);
    step.failed('did not start');
    throw error;
  }
}

async function inTime(work: Promise<unknown>, ms: number): Promise<boolean> {
  return Promise.race([work.then(() => true), new Promise<false>((late) => setTimeout(() => late(false), ms).unref())]);
}

/** A path as people would type it here. */
function shown(path: string): string {
  const near = relative(process.cwd(), path);
  return near === '' || near.startsWith('..') ? path : `./${near}`;
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
