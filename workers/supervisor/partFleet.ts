import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { DemoSettings, ExchangeSettings, Settings } from '#lib/settings.ts';
import { demoPortVariable } from '#lib/settingsEnvironment.ts';
import type { Progress } from '#lib/terminal/progressText.ts';
import { type BackOff, type PartLife, PartProcess } from './partProcess.ts';

const workers = resolve(import.meta.dirname, '..');

/**
 * Who is stopped together, in this order, and how long each group may take before it is ended by force; all of them
 * together stay under five seconds. What uses others goes first, so that none sees another one disappear.
 */
const stopOrder: { parts: (name: string) => boolean; graceMs: number }[] = [
  { parts: (name) => name !== 'database' && name !== 'demo', graceMs: 2_600 },
  { parts: (name) => name === 'demo', graceMs: 700 },
  { parts: (name) => name === 'database', graceMs: 1_500 },
];

export interface FleetOptions {
  settings: Settings;
  onSentence: (sentence: string) => void;
  onProgress: (part: string, what: string, progress: Progress) => void;
  onLife?: (part: string, life: PartLife, pid: number | null) => void;
  backOff?: BackOff;
  /** Folder of the workers' scripts, for tests. */
  scripts?: string;
}

/** All parts of one installation. */
export class PartFleet {
  readonly #options: FleetOptions;
  readonly #env: Record<string, string | undefined>;
  readonly #parts: PartProcess[] = [];
  /** Made anew at each start, so that a process of an earlier run cannot report to this one. */
  readonly ingestKey = randomBytes(24).toString('base64url');
  #stopping = false;

  constructor(options: FleetOptions) {
    const { settings } = options;
    this.#options = options;
    this.#env = {
      ...process.env,
      NODE_ENV: process.env.SANTRAL_DEV === '1' ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(settings.port),
      HOST: settings.host,
      SANTRAL_DATA: settings.dataDir,
      SANTRAL_DATABASE_PORT: String(settings.databasePort),
      SANTRAL_INGEST_KEY: this.ingestKey,
      // What a part has compiled is kept, so that one that is started again is there sooner.
      NODE_COMPILE_CACHE: join(settings.dataDir, 'cache', 'modules'),
      ...(settings.demo ? demoEnvironment(settings.demo, settings.exchanges) : {}),
    };
  }

  /** Starts a part and keeps it running; see PartProcess.start. */
  start(name: string, first: 'must' | 'may', script: string, ...args: string[]): Promise<Record<string, unknown>> {
    return this.#part(name, script, args).start(first);
  }

  /** Runs a part to its own end, once. */
  run(name: string, script: string, ...args: string[]): Promise<void> {
    return this.#part(name, script, args).run();
  }

  /** Process numbers of the parts that run, by name. */
  pids(): Map<string, number> {
    return new Map(this.#parts.flatMap(({ name, pid }) => (pid === null ? [] : [[name, pid] as const])));
  }

  /** How often each part fell over and was started again, by name. */
  restarts(): Map<string, number> {
    return new Map(this.#parts.map(({ name, restarts }) => [name, restarts]));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    for (const { parts, graceMs } of stopOrder) {
      await Promise.all(this.#parts.filter(({ name }) => parts(name)).map((part) => part.stop(graceMs)));
    }
  }

  #part(name: string, script: string, args: readonly string[]): PartProcess {
    const { settings, onSentence, onProgress, onLife, backOff, scripts } = this.#options;
    const part = new PartProcess({
      name,
      args: [join(scripts ?? workers, script), ...args],
      env: this.#env,
      logDir: join(settings.dataDir, 'log'),
      // While all are being stopped, what one says of another is no news.
      onSentence: (sentence) => this.#stopping || onSentence(sentence),
      onProgress: (what, progress) => onProgress(name, what, progress),
      onLife: (life, pid) => onLife?.(name, life, pid),
      ...(backOff ? { backOff } : {}),
    });
    this.#parts.push(part);
    return part;
  }

  /** At once, without asking. */
  async kill(): Promise<void> {
    await Promise.all(this.#parts.map((part) => part.stop(0)));
  }
}

function demoEnvironment(demo: DemoSettings, exchanges: readonly ExchangeSettings[]): Record<string, string> {
  return {
    SANTRAL_DEMO_SEED: String(demo.seed),
    SANTRAL_DEMO_SPEED: String(demo.speed),
    ...Object.fromEntries(exchanges.map(({ id, port }) => [demoPortVariable(id), String(port)])),
  };
}
