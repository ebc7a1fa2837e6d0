import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { migrate, openDatabase } from '#lib/database/database.ts';
import { databaseFault } from '#lib/database/databaseFault.ts';
import { databaseAddress, type Settings } from '#lib/settings.ts';
import type { Step, TerminalView } from '#lib/terminal/terminalView.ts';
import { buildPages, isBuilt } from './pageBuild.ts';
import type { PartFleet } from './partFleet.ts';
import { shownPath } from './shownPath.ts';

const root = resolve(import.meta.dirname, '..', '..');
const dev = process.env.SANTRAL_DEV === '1';

/** Everything that can go side by side does: the pages are built while the database and the exchanges come up. */
export async function startParts(
  settings: Settings,
  view: TerminalView,
  fleet: PartFleet,
  stop: AbortSignal,
): Promise<void> {
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
  await timed(view, 'Alarms', async () => {
    if (await inTime(fleet.start('alarms', 'may', 'alarms.ts'), 5_000)) return 'rules are watched every second';
    throw new Late('goes on starting beside the wall');
  });
  await timed(view, 'History', async () => {
    if (await inTime(fleet.start('history', 'may', 'history.ts'), 5_000)) return 'rollups of every quarter of an hour';
    throw new Late('goes on starting beside the wall');
  });
  await timed(view, 'Planner', async () => {
    if (await inTime(fleet.start('planner', 'may', 'planner.ts'), 5_000)) return 'forecasts of the next eight weeks';
    throw new Late('goes on starting beside the wall');
  });
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
      return `embedded PostgreSQL in ${shownPath(settings.dataDir)}`;
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
