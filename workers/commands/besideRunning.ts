import { resolve } from 'node:path';
import { type Database, migrate, openDatabase } from '#lib/database/database.ts';
import { databaseAddress, loadSettings, type Settings } from '#lib/settings.ts';
import { demoPortVariable } from '#lib/settingsEnvironment.ts';
import { runningInstance } from '../supervisor/instanceLock.ts';
import { PartProcess } from '../supervisor/partProcess.ts';

/** The settings, with the ports that the running installation has in fact taken; `running` tells whether there is one. */
export function settingsBesideRunning(): { settings: Settings; running: boolean } {
  const settings = loadSettings();
  const instance = runningInstance(settings.dataDir);
  if (instance === null) return { settings, running: false };
  const { port, databasePort, demoPorts } = instance;
  const taken = {
    ...process.env,
    PORT: String(port),
    SANTRAL_DATABASE_PORT: String(databasePort),
    ...Object.fromEntries(Object.entries(demoPorts).map(([id, taken]) => [demoPortVariable(id), String(taken)])),
  };
  return { settings: loadSettings(taken), running: true };
}

/**
 * Runs `work` with the database: that of the running installation or of DATABASE_URL, else the embedded one, started for
 * just as long.
 */
export async function withDatabase<T>(
  { settings, running }: { settings: Settings; running: boolean },
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const own = settings.databaseUrl === null && !running;
  const part = new PartProcess({
    name: 'database',
    args: [resolve(import.meta.dirname, '..', 'database.ts'), '--data', settings.dataDir, '--port', '0'],
    env: process.env,
    logDir: resolve(settings.dataDir, 'log'),
    onSentence: (sentence) => process.stderr.write(`${sentence}\n`),
  });
  try {
    const databasePort = own ? Number((await part.start('must')).port) : settings.databasePort;
    const db = openDatabase({
      url: databaseAddress({ ...settings, databasePort }),
      applicationName: 'santral command',
    });
    try {
      await migrate(db);
      return await work(db);
    } finally {
      await db.destroy();
    }
  } finally {
    await part.stop(5_000);
  }
}
