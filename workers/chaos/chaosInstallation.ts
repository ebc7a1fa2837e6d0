import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { demoCentres } from '#lib/pbx/demo/demoCentres.ts';
import { secretVariable } from '#lib/settingsFile.ts';
import { type Installation, startInstallation } from '../installation.ts';
import type { ExchangeProcess } from './exchangeProcess.ts';
import type { PartTimes } from './partTimes.ts';

const mostAttempts = 10;

/** The installation under test: as an operator has it, with the demo exchanges named in a santral.yaml. */
export class ChaosInstallation {
  readonly dataDir: string;
  /** How often a part was started beyond its first time, the supervisor's own starts included. */
  restarts = 0;
  readonly #folder: string;
  readonly #exchanges: readonly ExchangeProcess[];
  readonly #speed: number;
  readonly #times: PartTimes;
  readonly #killedAt = new Map<string, number>();
  readonly #seen = new Set<string>();
  /** How many pauses hold a process up, by its number. */
  readonly #pauses = new Map<number, number>();
  #now: Installation | null = null;

  constructor(options: { folder: string; exchanges: readonly ExchangeProcess[]; speed: number; times: PartTimes }) {
    this.#folder = options.folder;
    this.#exchanges = options.exchanges;
    this.#speed = options.speed;
    this.#times = options.times;
    this.dataDir = join(options.folder, 'data');
  }

  /** Where its pages are, the same across restarts. */
  get url(): string {
    return this.#installation.url;
  }

  /** The link that makes the first admin, as the last start has told it. */
  get setUp(): string | null {
    return this.#installation.setUp;
  }

  /** All that it said. */
  get said(): readonly string[] {
    return this.#now?.said ?? [];
  }

  async start(): Promise<void> {
    mkdirSync(this.dataDir, { recursive: true });
    const config = join(this.#folder, 'santral.yaml');
    writeFileSync(config, this.#yaml());
    const port: Record<string, string> = this.#now === null ? {} : { PORT: new URL(this.#now.url).port };
    this.#now = await startInstallation(
      { SANTRAL_CONFIG: config, ...secrets(), ...port },
      { dataDir: this.dataDir, onLife: (part, life) => this.#life(part, life) },
    );
  }

  /** SIGKILL of a part; false when it does not run. */
  kill(part: string): boolean {
    const pid = this.#installation.parts.get(part);
    if (pid === undefined || !signal(pid, 'SIGKILL')) return false;
    this.#killedAt.set(part, performance.now());
    return true;
  }

  /** SIGKILL of the supervisor, and another start. Its parts end by themselves. */
  async killSupervisor(downMs: number): Promise<void> {
    const { process: supervisor } = this.#installation;
    const ended = once(supervisor, 'exit');
    supervisor.kill('SIGKILL');
    await ended;
    await pause(downMs);
    const began = performance.now();
    // Whoever keeps it running tries again, as when a part of the last run is held up and cannot end.
    for (let attempt = 1; ; attempt++) {
      try {
        await this.start();
        break;
      } catch (error) {
        if (attempt === mostAttempts) throw error;
        await pause(1_000);
      }
    }
    this.#times.add('supervisor, start → wall live', performance.now() - began);
  }

  /** Holds a part up; false when it does not run. */
  async pause(part: string, lastsMs: number): Promise<boolean> {
    const pid = this.#installation.parts.get(part);
    if (pid === undefined || !signal(pid, 'SIGSTOP')) return false;
    this.#pauses.set(pid, (this.#pauses.get(pid) ?? 0) + 1);
    await pause(lastsMs);
    // of pauses that overlap the last to end ends them all
    const left = (this.#pauses.get(pid) ?? 1) - 1;
    this.#pauses.set(pid, left);
    if (left === 0) signal(pid, 'SIGCONT');
    return true;
  }

  async stop(): Promise<void> {
    await this.#now?.stop();
  }

  get #installation(): Installation {
    if (this.#now === null) throw new Error('The installation has not been started');
    return this.#now;
  }

  #life(part: string, life: 'started' | 'ready' | 'over'): void {
    if (life === 'started') {
      if (this.#seen.has(part)) this.restarts++;
      this.#seen.add(part);
    }
    const killedAt = this.#killedAt.get(part);
    if (life !== 'ready' || killedAt === undefined) return;
    this.#killedAt.delete(part);
    this.#times.add(`${part}, SIGKILL → ready`, performance.now() - killedAt);
  }

  #yaml(): string {
    const centres = demoCentres.map(
      ({ id, label, queues }) => `  - id: "${id}"
    label: ${label}
    queues:
${queues.map(({ queue, label: name }) => `      - { exchange: "${id}", queue: ${queue}, label: ${name} }`).join('\n')}`,
    );
    const exchanges = this.#exchanges.map(({ id, port, queueLog }) => {
      const centre = demoCentres.find((one) => one.id === id);
      return `  - id: "${id}"
    centre: "${id}"
    host: 127.0.0.1
    port: ${port}
    username: ${centre?.account.username}
    inbound_contexts: [${centre?.inboundContexts.join(', ')}]
    wrap_up_seconds: ${Math.round((centre?.wrapUpSeconds ?? 0) / this.#speed)}
    queue_log: ${queueLog}`;
    });
    return `centres:\n${centres.join('\n')}\nexchanges:\n${exchanges.join('\n')}\n`;
  }
}

function secrets(): Record<string, string> {
  return Object.fromEntries(demoCentres.map(({ id, account }) => [secretVariable(id), account.secret]));
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}
