import { join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { AmiEvents } from './amiEvents.ts';
import { AmiServer } from './amiServer.ts';
import type { CentreModel } from './centreModel.ts';
import type { DemoCentre } from './demoCentres.ts';
import { DemoLog } from './demoLog.ts';
import { localDayAt } from './localDay.ts';
import { QueueLogRows } from './queueLogRows.ts';
import { type Scenario, Switchboard } from './switchboard.ts';
import { type SwitchboardReport, tellAll } from './switchboardReport.ts';

export interface DemoExchangeOptions {
  centre: DemoCentre;
  /** The data folder; queue_log goes to `<dataDir>/demo/<centre>/queue_log`. */
  dataDir: string;
  seed: number;
  /**
   * 1 is real speed. At 10, ten times as many calls come per second while talk, patience, ringing and after-contact work take a
   * tenth: the same load, ten times the events. Clocks are never bent: AMI and queue_log carry real instants and really
   * elapsed seconds (waits are short then), and the hour of the day is the real one.
   */
  speed?: number;
  /** Default: the centre's; 0 picks a free one. */
  port?: number;
  /** A plain load without the hours of the day; no past is made then. */
  scenario?: Scenario | null;
  /** Default: the model of the demo centre of that id. */
  model?: CentreModel;
  /** manager.conf `writetimeout`, ms. */
  writeTimeoutMs?: number;
  /** How long restart() and kill() leave the exchange down, ms. */
  downMs?: number;
  /** It could not come back after a restart that a client asked for; without it the error is thrown. */
  onFailure?: (error: Error) => void;
}

/** An absence longer than this is not filled in. */
const longestAbsenceMs = 35 * 86_400_000;
/** Behind by more than this (the machine slept), events are stamped with the present. */
const mostLagMs = 2000;

function thrown(error: Error): never {
  throw error;
}

/** One exchange, live: its model on the real clock, its AMI port, its queue_log. */
export class DemoExchange {
  readonly centre: DemoCentre;
  readonly #options: DemoExchangeOptions;
  readonly #server: AmiServer;
  readonly #events: AmiEvents;
  #log: DemoLog | null = null;
  #report: SwitchboardReport | null = null;
  #switchboard: Switchboard | null = null;
  #startedAt = 0;
  #port = 0;
  #timer: NodeJS.Timeout | null = null;
  #running = false;

  constructor(options: DemoExchangeOptions) {
    this.#options = options;
    this.centre = options.centre;
    this.#server = new AmiServer({
      accounts: [options.centre.account, options.centre.readonlyAccount],
      writeTimeoutMs: options.writeTimeoutMs ?? 2000,
    });
    this.#events = new AmiEvents(options.centre.id, options.seed, (cls, name, body) => {
      // The log is first: what a client has heard of stands there, even if this process is killed the next moment.
      if (this.#running) this.#log?.flush();
      this.#server.broadcast(cls, name, body);
    });
  }

  /** The AMI port; 0 before start(). */
  get port(): number {
    return this.#port;
  }

  /** The model; null before start(). */
  get switchboard(): Switchboard | null {
    return this.#switchboard;
  }

  get queueLogPath(): string {
    return join(this.#options.dataDir, 'demo', this.centre.id, 'queue_log');
  }

  /**
   * Makes the time since local midnight (or since the last row of queue_log) pass at once, so that the hall is as busy as the
   * hour asks, then goes on with the clock.
   * @returns the AMI port.
   * @throws Error when the port is taken or the log cannot be written.
   */
  async start(): Promise<number> {
    const { centre, seed, scenario, model } = this.#options;
    const log = new DemoLog(this.queueLogPath);
    this.#log = log;
    const now = Date.now();
    const since = log.lastRowAt === null ? localDayAt(now, centre.zone).start : log.lastRowAt + 1000;
    const from = scenario || since > now ? now : Math.max(since, now - longestAbsenceMs);
    const report = tellAll(new QueueLogRows(log.add), this.#events);
    this.#report = report;
    const switchboard = new Switchboard({
      centre,
      seed,
      from,
      report,
      scenario: scenario ?? null,
      ...(model ? { model } : {}),
    });
    this.#switchboard = switchboard;
    report.started(from);
    switchboard.open(true);
    for (let until = from; until < now; until = Math.min(now, until + 86_400_000)) {
      switchboard.clock.runUntil(until);
      log.flush();
      await nextTurn();
    }
    switchboard.clock.runUntil(Date.now());
    log.flush();
    log.live = true;
    switchboard.setSpeed(this.#options.speed ?? 1);
    await this.#goUp(this.#options.port ?? centre.port);
    return this.#port;
  }

  /** As `core stop now`: calls are hung up and told, then the port closes. */
  async stop(): Promise<void> {
    if (this.#running) {
      this.#sync();
      this.#goDown();
      this.#switchboard?.hangUpAll();
      this.#report?.stopped(Date.now(), false);
    }
    await this.#server.close();
    this.#log?.close();
    this.#log = null;
  }

  /** No more calls come; those in the exchange go on to their own end. */
  closeLines(): void {
    this.#switchboard?.close();
  }

  /** As `core restart now`: calls are hung up and told, a second later Shutdown and the end of all connections; then up again. */
  async restart(): Promise<void> {
    if (!this.#running) return;
    this.#sync();
    this.#goDown();
    this.#switchboard?.hangUpAll();
    this.#log?.flush();
    await pause(1000);
    this.#report?.stopped(Date.now(), true);
    await this.#server.close();
    await this.#comeBack();
  }

  /** As a power cut: connections end in the middle of a message, no event and no row tells what became of the calls. */
  async kill(): Promise<void> {
    this.#sync();
    this.#goDown();
    await this.#server.cut();
    this.#switchboard?.vanish();
    this.#events.forget();
    await this.#comeBack();
  }

  async #comeBack(): Promise<void> {
    await pause(this.#options.downMs ?? 500);
    const now = Date.now();
    const switchboard = this.#switchboard;
    if (!switchboard || !this.#log) return;
    switchboard.clock.now = Math.max(switchboard.clock.now, now);
    switchboard.forget();
    this.#report?.started(now);
    switchboard.reopen();
    await this.#goUp(this.#port);
  }

  async #goUp(port: number): Promise<void> {
    const switchboard = this.#switchboard;
    if (!switchboard) return;
    this.#startedAt = Date.now();
    const { channels } = this.#events;
    this.#server.serve({
      switchboard,
      channels,
      startedAt: this.#startedAt,
      broadcast: (cls, name, headers) => this.#server.broadcast(cls, name, () => headers),
      sync: () => this.#sync(),
      restart: () => {
        this.restart().catch(this.#options.onFailure ?? thrown);
      },
    });
    this.#port = await this.#server.listen(port);
    this.#running = true;
    this.#tick();
  }

  #goDown(): void {
    this.#running = false;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#switchboard?.close();
  }

  readonly #tick = (): void => {
    if (!this.#running || !this.#switchboard) return;
    this.#sync();
    const next = this.#switchboard.clock.nextAt() ?? Number.POSITIVE_INFINITY;
    this.#timer = setTimeout(this.#tick, Math.max(1, Math.min(250, next - Date.now())));
  };

  #sync(): void {
    const clock = this.#switchboard?.clock;
    if (!clock || !this.#running) return;
    const now = Date.now();
    if (now - (clock.nextAt() ?? now) > mostLagMs) clock.now = Math.max(clock.now, now);
    clock.runUntil(now);
    this.#log?.flush();
  }
}
