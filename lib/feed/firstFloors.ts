import type { Snapshot } from './feedEvents.ts';

const stepMs = 200;

/**
 * After a start of the web process: until every exchange has told its floor with the day counted, or some time is over. Only
 * time counts in which this process could have heard them: while it loads its pages it hears nobody.
 */
export class FirstFloors {
  readonly #awaited: Set<string>;
  readonly #onOver: () => void;
  readonly #timer: NodeJS.Timeout;
  #leftMs: number;
  #over = false;

  /** @param onOver called once */
  constructor(exchanges: readonly string[], patienceMs: number, onOver: () => void) {
    this.#awaited = new Set(exchanges);
    this.#onOver = onOver;
    this.#leftMs = patienceMs;
    const step = Math.min(stepMs, patienceMs);
    // a timer that repeats fires once however long the process was busy
    this.#timer = setInterval(() => {
      this.#leftMs -= step;
      if (this.#leftMs <= 0) this.#end();
    }, step);
  }

  /** An exchange told its whole floor. */
  came(exchange: string, { uncounted }: Pick<Snapshot, 'uncounted'>): void {
    if (!uncounted && this.#awaited.delete(exchange) && this.#awaited.size === 0) this.#end();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #end(): void {
    this.stop();
    if (this.#over) return;
    this.#over = true;
    this.#onOver();
  }
}
