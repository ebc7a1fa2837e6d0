import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { logName } from '#lib/telemetry/partBoard.ts';
import { durationText, type Progress } from '#lib/terminal/progressText.ts';
import { lastWords, sentenceIn } from './lastWords.ts';
import { PartLog } from './partLog.ts';

export interface PartOptions {
  /** The part's name, such as `pbx:153`. */
  name: string;
  /** The script and its arguments. */
  args: readonly string[];
  env: Record<string, string | undefined>;
  logDir: string;
  /** A warning or worse from the part or about it, one plain sentence. */
  onSentence: (sentence: string) => void;
  onProgress?: (what: string, progress: Progress) => void;
  /** A process of the part was started, serves, or is over. */
  onLife?: (life: PartLife, pid: number | null) => void;
  backOff?: BackOff;
}
export type PartLife = 'started' | 'ready' | 'over';
export interface BackOff {
  firstMs: number;
  longestMs: number;
  /** A part that has been ready for so long counts as healthy, and the next fall starts from `firstMs` again. */
  healthyAfterMs: number;
}
/** A fall out of good health costs a tenth of a second; one that falls at every start comes half a minute apart in the end. */
const usualBackOff: BackOff = { firstMs: 100, longestMs: 30_000, healthyAfterMs: 10_000 };

/** What a part says on its stdout once it serves: `{"ready":"<part>", …}`. */
export type Ready = Record<string, unknown>;

/** The part said that it cannot start and that starting it again is no cure (`{"failed":"<sentence>"}`). */
export class PartFailed extends Error {
  override name = 'PartFailed';
}

const followParent = resolve(import.meta.dirname, 'followParent.ts');

/**
 * One part as a process of its own: started, listened to, started again after a fall with growing pauses, stopped.
 * It runs in a process group of its own, so that Ctrl-C reaches the supervisor alone, which then stops all in order.
 */
export class PartProcess {
  readonly name: string;
  readonly #options: PartOptions;
  readonly #log: PartLog;
  #child: ChildProcess | null = null;
  #stopping = false;
  #pauseMs = 0;
  #again: NodeJS.Timeout | null = null;
  #words: string[] = [];
  #once: { done: () => void; failed: (error: Error) => void } | null = null;

  constructor(options: PartOptions) {
    this.name = options.name;
    this.#options = options;
    this.#log = new PartLog(join(options.logDir, logName(options.name)));
  }

  /** How often it fell over and was started again. */
  restarts = 0;

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  /**
   * Starts the part and keeps it running. Resolves when it is ready for the first time.
   *
   * @param first `must`: a fall before that is final and rejects with the reason; `may`: it is started again until it
   * is ready
   */
  start(first: 'must' | 'may'): Promise<Ready> {
    return new Promise((ready, failed) => this.#launch(ready, first === 'must' ? failed : null));
  }

  /** Runs the part to its own end, once. @throws Error with its last words when that is not a good one */
  run(): Promise<void> {
    return new Promise((done, failed) => {
      this.#once = { done, failed };
      this.#launch(() => undefined, null);
    });
  }

  /** Ends the part: SIGTERM, and SIGKILL for its whole group if it is still there after `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.#stopping = true;
    if (this.#again) clearTimeout(this.#again);
    const child = this.#child;
    if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise<void>((exited) => child.once('exit', () => exited()));
      child.kill('SIGTERM');
      const late = setTimeout(() => killGroup(child), graceMs);
      await gone;
      clearTimeout(late);
    }
    if (child) killGroup(child);
    await this.#log.close();
  }

  #launch(onReady: (ready: Ready) => void, onFailed: ((error: Error) => void) | null): void {
    const child = spawn(process.execPath, ['--import', followParent, ...this.#options.args], {
      env: { ...this.#options.env, SANTRAL_PARENT: String(process.pid) } as unknown as NodeJS.ProcessEnv,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      detached: true,
    });
    this.#child = child;
    this.#options.onLife?.('started', child.pid ?? null);
    this.#words = [];
    let readyAt: number | null = null;
    let failedFor: string | null = null;

    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      const message = messageIn(line);
      if (message === null) this.#log.write(line);
      else if ('ready' in message && readyAt === null) {
        readyAt = Date.now();
        this.#options.onLife?.('ready', child.pid ?? null);
        onReady(message);
      } else if (typeof message.failed === 'string') failedFor = message.failed;
      else if (typeof message.progress === 'string') {
        const { progress, done, of, unit } = message;
        this.#options.onProgress?.(progress, {
          done: Number(done) || 0,
          of: typeof of === 'number' ? of : null,
          unit: typeof unit === 'string' ? unit : '',
        });
      }
    });
    createInterface({ input: child.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      this.#log.write(line);
      const sentence = sentenceIn(line);
      if (sentence !== null) this.#options.onSentence(`${this.name}: ${sentence}`);
      else if (!line.startsWith('{')) this.#words = [...this.#words.slice(-39), line];
    });

    let over = false;
    const ended = (how: string) => {
      if (over) return;
      over = true;
      killGroup(child);
      this.#options.onLife?.('over', child.pid ?? null);
      if (this.#stopping) return;
      if (this.#once && how === 'exit code 0') return this.#once.done();
      const reason = failedFor ?? lastWords(this.#words) ?? how;
      if (this.#once) return this.#once.failed(new Error(reason));
      if (readyAt === null && onFailed) {
        onFailed(failedFor ? new PartFailed(failedFor) : new Error(reason));
        return;
      }
      const { firstMs, longestMs, healthyAfterMs } = this.#options.backOff ?? usualBackOff;
      const healthy = readyAt !== null && Date.now() - readyAt >= healthyAfterMs;
      this.#pauseMs = healthy || this.#pauseMs === 0 ? firstMs : Math.min(this.#pauseMs * 2, longestMs);
      const why = reason === how ? how : `${how}: ${reason}`;
      this.#options.onSentence(`${this.name} fell over (${why}); it starts again in ${durationText(this.#pauseMs)}`);
      const ready = readyAt === null ? onReady : () => this.#options.onSentence(`${this.name} is back`);
      this.restarts++;
      this.#again = setTimeout(() => this.#launch(ready, null), this.#pauseMs);
    };
    child.once('error', (error) => ended(error.message));
    child.once('exit', () => killGroup(child));
    // `close` comes after the last line of output has been read, so that the reason is known.
    child.once('close', (code, signal) => ended(signal ? `signal ${signal}` : `exit code ${code}`));
  }
}

/** Ends what the part itself may have started. */
function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function messageIn(line: string): Record<string, unknown> | null {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return null;
  }
}
