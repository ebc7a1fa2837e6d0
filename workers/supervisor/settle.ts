import type { Settings } from '#lib/settings.ts';
import { bytesText } from '#lib/terminal/progressText.ts';
import type { TerminalView } from '#lib/terminal/terminalView.ts';
import { awaitFormer, type Instance, runningInstance, takeInstance } from './instanceLock.ts';
import { checkMachine } from './machineCheck.ts';
import { reservePorts } from './portBook.ts';
import { shownPath } from './shownPath.ts';

/**
 * Looks at the machine, takes the data folder, and picks ports: the database and the demo's exchanges move where their
 * usual ports are taken, as by a second installation on this machine.
 *
 * @throws Error in one sentence when this machine, the folder or the pages' port cannot be had
 */
export async function settle(settings: Settings, view: TerminalView): Promise<Settings> {
  const step = view.step('This machine');
  try {
    const { dataDir, host } = settings;
    const { freeBytes, warnings } = checkMachine(dataDir);
    const running = runningInstance(dataDir);
    if (running) throw alreadyRunning(dataDir, running);
    if (await awaitFormer(dataDir, () => step.detail('waiting for the parts of the last run to end')))
      warnings.push('The last run was ended by force; what it had taken in is all there');
    const demo = settings.demo ? settings.exchanges : [];
    const [port, databasePort, ...demoPorts] = await reservePorts(
      [settings.port, settings.databasePort, ...demo.map((exchange) => exchange.port)],
      host,
    );
    if (port === undefined || databasePort === undefined) throw new Error('No port is free');
    if (settings.port !== 0 && port !== settings.port) {
      throw new Error(
        `Port ${settings.port} is taken by another program; end it, or choose another port: PORT=${port} npm start`,
      );
    }
    const exchanges = settings.exchanges.map((exchange, i) => ({ ...exchange, port: demoPorts[i] ?? exchange.port }));
    const other = takeInstance(dataDir, {
      host,
      port,
      databasePort,
      demoPorts: Object.fromEntries(demo.map(({ id, port: usual }, i) => [id, demoPorts[i] ?? usual])),
    });
    if (other) throw alreadyRunning(dataDir, other);
    step.done(`node ${process.versions.node}, ${bytesText(freeBytes)} free for ${shownPath(dataDir)}`);
    for (const warning of warnings) view.warn(warning);
    return { ...settings, port, databasePort, exchanges };
  } catch (error) {
    step.drop();
    throw error;
  }
}

function alreadyRunning(dataDir: string, { pid, port }: Instance): Error {
  return new Error(
    `Santral already runs in ${shownPath(dataDir)} (process ${pid}, http://localhost:${port}/wall/all); stop it, or start a ` +
      `second one elsewhere: SANTRAL_DATA=./data2 PORT=${port + 1} npm start`,
  );
}
