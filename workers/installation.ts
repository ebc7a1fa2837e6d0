import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { PartLife } from './supervisor/partProcess.ts';

/** A whole installation in a folder of its own, started as `npm start` does, for tests and benches. */
export interface Installation {
  dataDir: string;
  url: string;
  /** The link that makes the first admin; null: somebody has used one already. See signIn.ts. */
  setUp: string | null;
  /** All that it said, lines of JSON and sentences alike. */
  said: string[];
  /** The supervisor. */
  process: ChildProcess;
  /** Process numbers of the parts that run now, by name. */
  parts: ReadonlyMap<string, number>;
  /** As Ctrl-C does; resolves with the exit code when it has ended, and removes the folder if it made it. */
  stop(): Promise<number | null>;
}

export interface InstallationOptions {
  /** An existing folder, which stays; default: one of its own. */
  dataDir?: string;
  /** A part's process was started, serves, or is over. */
  onLife?: (part: string, life: PartLife, pid: number | null) => void;
}

/** Ports that the system picks, so that installations which start together do not pick the same ones. */
const anyPorts = { PORT: '0', SANTRAL_DATABASE_PORT: '0', SANTRAL_DEMO_PORT_153: '0', SANTRAL_DEMO_PORT_185: '0' };
const root = resolve(import.meta.dirname, '..');

/**
 * Starts and waits until the wall is live.
 * @param settings environment variables beside the folder and a free port
 * @throws Error with all that it said when it ends before
 */
export async function startInstallation(
  settings: Record<string, string> = {},
  { dataDir: given, onLife = () => undefined }: InstallationOptions = {},
): Promise<Installation> {
  const dataDir = given ?? mkdtempSync(join(tmpdir(), 'santral-'));
  const child = spawn(process.execPath, [join(root, 'workers', 'cli.ts'), 'start', '--json'], {
    cwd: root,
    env: { ...process.env, SANTRAL_DATA: dataDir, SANTRAL_CONFIG: '', ...anyPorts, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const parts = new Map<string, number>();
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  let setUp: string | null = null;
  const live = new Promise<string>((found, failed) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      const told = line.startsWith('{') ? (JSON.parse(line) as Told) : {};
      if (typeof told.setUp === 'string') setUp = told.setUp;
      if (typeof told.live?.wall === 'string') found(new URL(told.live.wall).origin);
      const { part, life, pid } = told;
      if (part === undefined || life === undefined) return;
      if (life !== 'over' && typeof pid === 'number') parts.set(part, pid);
      else if (parts.get(part) === pid) parts.delete(part);
      onLife(part, life, pid ?? null);
    });
    createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
    ended.then((code) =>
      failed(new Error(`The installation ended with ${code} before it was live:\n${said.join('\n')}`)),
    );
  });
  const stop = async () => {
    child.kill('SIGINT');
    const code = await ended;
    if (given === undefined) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    return code;
  };
  try {
    return { dataDir, url: await live, setUp, said, process: child, parts, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Has the demo's past been imported, and forecast from? */
export function pastIsForecast({ said }: Pick<Installation, 'said'>): boolean {
  const done = (step: string) => said.findLastIndex((line) => line.includes(`"${step}","state":"done"`));
  return done('History import') > 0 && done('Forecasts') > done('History import');
}

interface Told {
  live?: { wall?: string };
  setUp?: string;
  part?: string;
  life?: PartLife;
  pid?: number | null;
}
