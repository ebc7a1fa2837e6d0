import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { AmiSession } from '#lib/pbx/ami/session.ts';
import type { AmiPeer } from '#lib/pbx/ami/socket.ts';
import type { DemoCentre } from '#lib/pbx/demo/demoCentres.ts';
import { CuttingProxy } from './cuttingProxy.ts';

const script = resolve(import.meta.dirname, '..', 'demoPbx.ts');

export interface ExchangeProcessOptions {
  centre: DemoCentre;
  /** Folder of its own; the queue_log lies in it. */
  folder: string;
  seed: number;
  /** Calls a second that arrive, before the IVR keeps its share. */
  callsPerSecond: number;
  /** Talks, waits and rings are so many times shorter than real. */
  speed: number;
}

/** A demo exchange as a process of nobody's but the chaos run's, behind a line that can be cut. */
export class ExchangeProcess {
  readonly id: string;
  readonly queueLog: string;
  /** The port that clients connect to, the same across restarts. */
  port = 0;
  readonly line = new CuttingProxy();
  readonly #options: ExchangeProcessOptions;
  #child: ChildProcess | null = null;
  #starts = 0;

  constructor(options: ExchangeProcessOptions) {
    this.#options = options;
    this.id = options.centre.id;
    this.queueLog = join(options.folder, 'demo', this.id, 'queue_log');
  }

  /** @throws Error when it ends before it serves */
  async start(): Promise<void> {
    const { centre, folder, seed, callsPerSecond, speed } = this.#options;
    if (this.port === 0) this.port = await this.line.listen();
    const agents = Math.ceil((callsPerSecond / speed) * agentsPerCallPerSecond);
    const { PORT: _, ...env } = process.env;
    const child = spawn(process.execPath, [script, 'serve', centre.id], {
      env: {
        ...env,
        SANTRAL_DATA: folder,
        SANTRAL_DEMO_SEED: String(seed + this.#starts++),
        SANTRAL_DEMO_SPEED: String(speed),
        SANTRAL_DEMO_SCENARIO: `${callsPerSecond / speed}/${agents}`,
        [`SANTRAL_DEMO_PORT_${centre.id}`]: '0',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    const served = new Promise<number>((ports, failed) => {
      child.once('exit', (code, signal) => failed(new Error(`Exchange ${this.id} ended (${signal ?? code})`)));
      createInterface({ input: child.stdout }).on('line', (line) => ports(JSON.parse(line).ports[this.id]));
    });
    this.line.target = await served;
  }

  /** A power cut; it comes back `downMs` later. */
  async kill(downMs: number): Promise<void> {
    await this.#end('SIGKILL');
    await pause(downMs);
    await this.start();
  }

  /** `core restart now`; resolves when it takes sign-ins again. */
  async restart(): Promise<void> {
    await this.#command('core restart now');
    await pause(1_200);
    while (!(await this.#answers())) await pause(20);
  }

  /** No more calls come. */
  closeLines(): void {
    this.#child?.kill('SIGUSR2');
  }

  /** Calls that are in the exchange now, in its IVR too. */
  async calls(): Promise<number> {
    const said = await this.#command('core show channels count');
    return Number(/(\d+) active calls/.exec(said)?.[1] ?? Number.NaN);
  }

  /** Ends every call now, told as any other end. */
  async hangUpAll(): Promise<void> {
    await this.#command('channel request hangup all');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await this.line.close();
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#child = null;
    this.line.target = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  async #answers(): Promise<boolean> {
    return this.#command('core show uptime').then(
      () => true,
      () => false,
    );
  }

  /** Over a line of its own, which is not cut. */
  #command(command: string): Promise<string> {
    const { account } = this.#options.centre;
    const peer: AmiPeer = {
      host: '127.0.0.1',
      port: this.line.target ?? 0,
      ...account,
      login: 'plain',
      tls: false,
    };
    return new Promise((said, failed) => {
      const session = new AmiSession({
        peer,
        wanted: new Set(),
        onMessage: () => undefined,
        onState: ({ state, detail }) => {
          if (state === 'down') session.stop().then(() => failed(new Error(detail)), failed);
          if (state !== 'live') return;
          session
            .action('Command', { Command: command })
            .then((answer) => said(answer.getAll('Output').join('\n')), failed)
            .finally(() => session.stop());
        },
      });
      session.start();
    });
  }
}

/** Two thirds of what the demo's busy hall has, so that there are always some who wait, and who leave in each way. */
const agentsPerCallPerSecond = 115;
