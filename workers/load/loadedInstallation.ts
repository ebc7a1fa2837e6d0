import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { loadQueueName } from '#lib/pbx/demo/loadCentre.ts';
import { type Installation, startInstallation } from '../installation.ts';

export interface Load {
  queues: number;
  agents: number;
  /** Calls a second. */
  calls: number;
}

/** An installation that reads one exchange of a given size. */
export interface LoadedInstallation {
  installation: Installation;
  /** The exchange's queue_log, and where its AMI is on this machine. */
  queueLog: string;
  exchangePort: number;
  /** Ids of the centres, which share the queues. */
  centres: readonly string[];
  /** No more calls come; those that are there go on to their own end. */
  closeLines(): void;
  stop(): Promise<void>;
}

/** The exchange, as it is called among the parts. */
export const exchangePart = 'pbx:yuk';
const exchangeId = 'yuk';
const centres = ['kuzey', 'guney'] as const;

/** Starts the exchange in a process of its own, and the installation as a site's `npm start` does. */
export async function startLoaded(load: Load): Promise<LoadedInstallation> {
  const folder = mkdtempSync(join(tmpdir(), 'santral-load-'));
  const args = [
    '--data',
    folder,
    ...['queues', 'agents', 'calls'].flatMap((name) => [`--${name}`, `${load[name as keyof Load]}`]),
  ];
  const exchange = spawn(process.execPath, [resolve(import.meta.dirname, 'exchange.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const { port, queueLog } = await firstLine(exchange);
    const config = join(folder, 'santral.yaml');
    writeFileSync(config, settingsText(load, port, queueLog));
    const installation = await startInstallation({ SANTRAL_CONFIG: config, SANTRAL_LOAD_SECRET: 'yuk' });
    return {
      installation,
      queueLog,
      exchangePort: port,
      centres,
      closeLines: () => exchange.kill('SIGUSR2'),
      stop: async () => {
        await installation.stop();
        await end(exchange, folder);
      },
    };
  } catch (error) {
    await end(exchange, folder);
    throw error;
  }
}

async function end(exchange: ChildProcess, folder: string): Promise<void> {
  if (exchange.exitCode === null && exchange.kill('SIGTERM')) await once(exchange, 'exit');
  rmSync(folder, { recursive: true, force: true });
}

async function firstLine(child: ChildProcess): Promise<{ port: number; queueLog: string }> {
  if (child.stdout === null) throw new Error('The load exchange has no output to read its port from.');
  const [line] = await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(([code]) => {
      throw new Error(`The load exchange ended with ${code} before it could be connected to.`);
    }),
  ]);
  return JSON.parse(line);
}

function settingsText({ queues }: Load, port: number, queueLog: string): string {
  const names = Array.from({ length: queues }, (_, i) => loadQueueName(i));
  const half = Math.ceil(queues / 2);
  return [
    'centres:',
    ...centres.flatMap((centre, i) => [
      `  - id: ${centre}`,
      '    queues:',
      ...names.slice(i * half, (i + 1) * half).map((queue) => `      - { queue: ${queue}, label: Kuyruk ${queue} }`),
    ]),
    'exchanges:',
    `  - id: ${exchangeId}`,
    `    centre: ${centres[0]}`,
    '    host: 127.0.0.1',
    `    port: ${port}`,
    '    username: santral',
    '    secret_env: SANTRAL_LOAD_SECRET',
    `    queue_log: ${queueLog}`,
    '    inbound_contexts: [from-trunk]',
    '    wrap_up_seconds: 2',
    '',
  ].join('\n');
}
