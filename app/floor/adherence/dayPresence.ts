import { agentPresence, type PresenceStretch } from '#lib/database/agentDay.ts';
import type { Database } from '#lib/database/database.ts';

/** What is older than this is in the database for good, but for outages, which are asked for each time. */
const settlesMs = 15 * 60_000;
/** A statement reads so long a span at most, so that the embedded database's other clients get their turn. */
const chunkMs = 2 * 3_600_000;

/** What the agents of some exchanges did on a day so far, by `exchange:agent`. Of the settled past nothing is read twice. */
export class DayPresence {
  readonly #exchanges: readonly string[];
  readonly #settled = new Map<string, PresenceStretch[]>();
  #settledTo: number;
  /** One reading at a time: each goes on where the one before it ended. */
  #reading: Promise<unknown> = Promise.resolve();

  /** @param dayStart epoch ms */
  constructor(exchanges: readonly string[], dayStart: number) {
    this.#exchanges = exchanges;
    this.#settledTo = dayStart;
  }

  /** Until `now`, epoch ms. */
  read(db: Database, now: number): Promise<ReadonlyMap<string, PresenceStretch[]>> {
    const read = this.#reading.then(() => this.#read(db, now));
    this.#reading = read.catch(() => undefined);
    return read;
  }

  async #read(db: Database, now: number): Promise<ReadonlyMap<string, PresenceStretch[]>> {
    while (now - this.#settledTo > 2 * settlesMs) {
      const to = Math.min(this.#settledTo + chunkMs, now - settlesMs);
      append(this.#settled, await agentPresence(db, this.#exchanges, { from: this.#settledTo, to }, now));
      this.#settledTo = to;
    }
    const whole = new Map([...this.#settled].map(([id, stretches]) => [id, [...stretches]]));
    append(whole, await agentPresence(db, this.#exchanges, { from: this.#settledTo, to: now }, now));
    return whole;
  }
}

/** Adds later stretches; one that goes on where the last ended is one with it. */
function append(to: Map<string, PresenceStretch[]>, later: readonly PresenceStretch[]): void {
  for (const stretch of later) {
    const id = `${stretch.exchange}:${stretch.agent}`;
    const known = to.get(id);
    const last = known?.at(-1);
    if (known === undefined || last === undefined) to.set(id, [stretch]);
    else if (last.to === stretch.from && last.state === stretch.state && last.pauseReason === stretch.pauseReason)
      known[known.length - 1] = { ...last, to: stretch.to };
    else known.push(stretch);
  }
}
