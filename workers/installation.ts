import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** A whole installation in a folder of its own, started as `npm start` does, for tests and benches. */
export interface Installation {
  dataDir: string;
  url: string;
  /** All that it said, lines of JSON and sentences alike. */
  said: string[];
  process: ChildProcess;
  /** As Ctrl-C does; resolves with the exit code when it has ended, and removes the folder. */
  stop(): Promise<number | null>;
}

/** Ports that the system picks, so that installations which start together do not pick the same ones. */
const anyPorts = { PORT: '0', SANTRAL_DATABASE_PORT: '0', SANTRAL_DEMO_PORT_153: '0', SANTRAL_DEMO_PORT_185: '0' };
const root = resolve(import.meta.dirname, '..');

/**
 * Starts and waits until the wall is live.
 * @param settings environment variables beside the folder and a free port
 * @throws Error with all that it said when it ends before
 */
export async function startInstallation(settings: Record<string, string> = {}): Promise<Installation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'santral-'));
  const child = spawn(process.execPath, [join(root, 'workers', 'cli.ts'), 'start', '--json'], {
    cwd: root,
    env: { ...process.env, SANTRAL_DATA: dataDir, SANTRAL_CONFIG: '', ...anyPorts, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const live = new Promise<string>((found, failed) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      const wall = line.startsWith('{') ? JSON.parse(line).live?.wall : undefined;
      if (typeof wall === 'string') found(new URL(wall).origin);
    });
    createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
    ended.then((code) =>
      failed(new Error(`The installation ended with ${code} before it was live:\n${said.join('\n')}`)),
    );
  });
  const stop = async () => {
    child.kill('SIGINT');
    const code = await ended;
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    return code;
  };
  try {
    return { dataDir, url: await live, said, process: child, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
