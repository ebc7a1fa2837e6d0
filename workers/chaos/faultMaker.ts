import { setTimeout as pause } from 'node:timers/promises';
import type { ChaosInstallation } from './chaosInstallation.ts';
import type { ExchangeProcess } from './exchangeProcess.ts';
import type { Fault } from './faultSchedule.ts';
import type { PartTimes } from './partTimes.ts';
import type { SpoolGauge } from './spoolGauge.ts';
import { heldUpAfterMs, type WallWatch } from './wallWatch.ts';

export interface FaultMakerOptions {
  installation: ChaosInstallation;
  exchanges: readonly ExchangeProcess[];
  watch: WallWatch;
  gauge: SpoolGauge;
  times: PartTimes;
}

/** A part that does not run right now is waited for so long. */
const partPatienceMs = 15_000;
/** Nothing takes longer to come back, or it never will. */
const backPatienceMs = 120_000;
/** So few rows wait at any moment under load. */
const drainedRows = 100;

/** Makes things go wrong, and measures how long it takes until all is as before. */
export class FaultMaker {
  /** Faults made, by kind. */
  readonly made: Record<string, number> = {};
  readonly #options: FaultMakerOptions;
  /** Faults of one exchange, or of the supervisor, come one after the other. */
  readonly #turns = new Map<string, Promise<void>>();
  /** Counts what disturbed the way from an exchange to the wall, so that a measured time is one fault's alone. */
  readonly #disturbed = new Map<string, number>();

  constructor(options: FaultMakerOptions) {
    this.#options = options;
  }

  /** Resolves when it is over. @throws Error when the installation does not start again */
  async make(fault: Fault): Promise<void> {
    const { installation } = this.#options;
    switch (fault.kind) {
      case 'kill':
        return this.#kill(fault.part);
      case 'kill_supervisor':
        return this.#inTurn('supervisor', () => {
          this.#count(fault);
          for (const { id } of this.#options.exchanges) this.#disturb(id);
          return installation.killSupervisor(fault.downMs);
        });
      case 'pause':
        this.#disturb(fault.part);
        return this.#pause(fault);
      case 'cut':
        return this.#outage(fault, (exchange) => exchange.line.cut(fault.afterBytes, fault.lastsMs));
      case 'stall':
        return this.#ofExchange(fault, async ({ id, line }) => {
          const { watch } = this.#options;
          watch.silent(id, 'line');
          await line.stall(fault.lastsMs);
          watch.speaks(id, 'line');
        });
      case 'restart_exchange':
        return this.#outage(fault, (exchange) => exchange.restart(), 1_500);
      case 'kill_exchange':
        return this.#outage(fault, (exchange) => exchange.kill(fault.downMs));
    }
  }

  async #kill(part: string): Promise<void> {
    const { installation, times } = this.#options;
    const giveUpAt = Date.now() + partPatienceMs;
    let killedAt = Date.now();
    while (!installation.kill(part)) {
      if (Date.now() > giveUpAt) return;
      await pause(100);
      killedAt = Date.now();
    }
    this.#count({ kind: 'kill', part });
    const exchange = exchangeOf(part);
    if (exchange === null) return;
    const mark = this.#disturb(exchange);
    const ms = await this.#backLive(exchange, killedAt);
    if (ms !== null && mark === this.#disturbed.get(exchange)) times.add('pbx worker, SIGKILL → live', ms);
  }

  async #pause(fault: Extract<Fault, { kind: 'pause' }>): Promise<void> {
    const { installation, gauge, times, watch } = this.#options;
    const exchange = exchangeOf(fault.part);
    if (exchange !== null) watch.silent(exchange, 'worker');
    const paused = installation.pause(fault.part, fault.lastsMs);
    const told =
      fault.part === 'database' && fault.lastsMs > heldUpAfterMs
        ? setInterval(() => watch.expectHeldUp(), fault.lastsMs - 500)
        : undefined;
    const found = await paused;
    clearInterval(told);
    if (exchange !== null) watch.speaks(exchange, 'worker');
    if (!found) return;
    this.#count(fault);
    if (fault.part !== 'database') return;
    const began = performance.now();
    const giveUpAt = began + backPatienceMs;
    do {
      await pause(100);
      await gauge.ask();
    } while ((gauge.rows === null || gauge.rows > drainedRows) && performance.now() < giveUpAt);
    times.add('database back → spool drained', performance.now() - began);
  }

  /** Something after which the exchange must be heard anew. `endsMs`: the lines end so long after the beginning. */
  #outage(
    fault: Extract<Fault, { exchange: string }>,
    work: (exchange: ExchangeProcess) => Promise<void>,
    endsMs = 1_000,
  ): Promise<void> {
    const { watch, times } = this.#options;
    return this.#ofExchange(fault, async (exchange, mark) => {
      const began = Date.now();
      let over = false;
      const cut = setTimeout(() => over || watch.cut(exchange.id), endsMs);
      await work(exchange);
      over = true;
      clearTimeout(cut);
      watch.restored(exchange.id);
      const back = Date.now();
      const ms = await this.#backLive(exchange.id, began, back);
      if (ms !== null && mark === this.#disturbed.get(exchange.id)) times.add('AMI back → live', ms);
    });
  }

  #ofExchange(
    fault: Extract<Fault, { exchange: string }>,
    work: (exchange: ExchangeProcess, mark: number) => Promise<void>,
  ): Promise<void> {
    const exchange = this.#options.exchanges.find(({ id }) => id === fault.exchange);
    if (exchange === undefined) throw new RangeError(`There is no exchange ${fault.exchange}`);
    return this.#inTurn(fault.exchange, () => {
      this.#count(fault);
      return work(exchange, this.#disturb(fault.exchange));
    });
  }

  /**
   * Milliseconds from `back` until the wall showed the exchange as live anew, since an instant after `began`; null when
   * something else came between.
   */
  async #backLive(exchange: string, began: number, back = began): Promise<number | null> {
    const mark = this.#disturbed.get(exchange);
    for (const giveUpAt = Date.now() + backPatienceMs; Date.now() < giveUpAt; await pause(50)) {
      const since = this.#options.watch.liveSince(exchange);
      if (since !== null && since > began) return Math.max(0, Date.now() - back);
      if (mark !== this.#disturbed.get(exchange)) return null;
    }
    throw new Error(`Exchange ${exchange} was not live again within ${backPatienceMs / 1000} s`);
  }

  #disturb(what: string): number {
    const exchange = exchangeOf(what) ?? what;
    const mark = (this.#disturbed.get(exchange) ?? 0) + 1;
    this.#disturbed.set(exchange, mark);
    return mark;
  }

  #count({ kind }: Fault): void {
    this.made[kind] = (this.made[kind] ?? 0) + 1;
  }

  #inTurn(whose: string, work: () => Promise<void>): Promise<void> {
    const turn = (this.#turns.get(whose) ?? Promise.resolve()).then(work);
    this.#turns.set(whose, turn);
    return turn;
  }
}

function exchangeOf(part: string): string | null {
  return part.startsWith('pbx:') ? part.slice(4) : null;
}
