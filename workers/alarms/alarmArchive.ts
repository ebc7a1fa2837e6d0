import { entryOf } from '#lib/alarm/alarmEntry.ts';
import { withBuiltIn } from '#lib/alarm/builtInRules.ts';
import { ForecastToday } from '#lib/alarm/forecastToday.ts';
import { writeAndDeliver } from '#lib/database/alarmDeliveries.ts';
import { pruneAlarmLog, standingEntries, writeAlarmEntries } from '#lib/database/alarmLog.ts';
import { readAlarmRules, readAlarmSettings } from '#lib/database/alarmRules.ts';
import type { Database } from '#lib/database/database.ts';
import type { AlarmCourier } from './alarmCourier.ts';
import type { AlarmKeeper } from './alarmKeeper.ts';
import { readForecastToday } from './readForecastToday.ts';
import type { WatchedFloor } from './watchedFloor.ts';

/** Rules are read again so often, should a word of their change have been lost. */
const rulesEveryMs = 15_000;
const forecastEveryMs = 300_000;
const pruneEveryMs = 86_400_000;
/** How bad an alarm that stands has been is noted in the log so often. */
const worstEveryMs = 60_000;
const never = Number.NEGATIVE_INFINITY;

/** All of the watch that needs the database: it is asked in its own time, so that a look never waits for it. */
export class AlarmArchive {
  readonly #db: Database;
  readonly #keeper: AlarmKeeper;
  readonly #courier: AlarmCourier;
  readonly #watched: Pick<WatchedFloor, 'floor' | 'linked'>;
  #rulesAt = never;
  #forecastAt = never;
  #worstAt = performance.now();
  #prunedAt = performance.now();
  #knows = false;
  forecast = new ForecastToday([]);
  /** A rule that is none, and why a message did not go; one sentence each. */
  unreadable: string | null = null;
  undelivered: string | null = null;

  constructor(
    db: Database,
    keeper: AlarmKeeper,
    courier: AlarmCourier,
    watched: Pick<WatchedFloor, 'floor' | 'linked'>,
  ) {
    this.#db = db;
    this.#keeper = keeper;
    this.#courier = courier;
    this.#watched = watched;
  }

  /** What stood before is known: from this machine's disk, or from the database since. */
  get knows(): boolean {
    return this.#knows || !this.#keeper.isNew;
  }

  /** Rules have changed: they are read in the next round. */
  rulesChanged(): void {
    this.#rulesAt = never;
  }

  /**
   * One round: rules that changed, what the log does not know yet, the day's forecast.
   *
   * @returns whether the alarms that stand are others by it
   */
  async round(): Promise<boolean> {
    const now = performance.now();
    const turned = now - this.#rulesAt > rulesEveryMs && (await this.#readRules());
    const entries = this.#keeper.unwritten();
    await writeAndDeliver(this.#db, entries);
    this.#keeper.written(entries);
    if (now - this.#worstAt > worstEveryMs) {
      await this.#noteWorst();
      this.#worstAt = now;
    }
    if (this.#watched.linked && now - this.#forecastAt > forecastEveryMs) {
      this.forecast = await readForecastToday(this.#db, this.#watched.floor, Date.now());
      this.#forecastAt = now;
    }
    if (now - this.#prunedAt > pruneEveryMs) {
      await pruneAlarmLog(this.#db);
      this.#prunedAt = now;
    }
    return turned;
  }

  /** Sends what is due; a mail server that hangs holds up nothing but messages. */
  async deliver(): Promise<void> {
    const { sent, failed } = await this.#courier.round();
    if (failed[0] !== undefined) this.undelivered = failed[0];
    else if (sent > 0) this.undelivered = null;
  }

  /** Of alarms that the log knows already only: those that it does not are told to recipients when it first does. */
  async #noteWorst(): Promise<void> {
    const unwritten = new Set(this.#keeper.unwritten().map(({ id }) => id));
    const known = this.#keeper.standing().filter(({ id }) => !unwritten.has(id));
    await writeAlarmEntries(
      this.#db,
      known.map((alarm) => entryOf(alarm)),
    );
  }

  async #readRules(): Promise<boolean> {
    // noted first: what changes while it is being read is read again
    this.#rulesAt = performance.now();
    try {
      return await this.#readChanges();
    } catch (error) {
      this.#rulesAt = never;
      throw error;
    }
  }

  async #readChanges(): Promise<boolean> {
    const { rules, unreadable } = await readAlarmRules(this.#db);
    const settings = await readAlarmSettings(this.#db);
    const entries = await standingEntries(this.#db);
    let turned = !this.knows;
    if (!this.knows) this.#keeper.restore(entries);
    this.#knows = true;
    this.unreadable = unreadable[0]?.problem ?? null;
    if (this.#keeper.setRules(withBuiltIn(rules), settings)) turned = true;
    // Acknowledged while nobody told us.
    for (const { id, acknowledgedAt, acknowledgedBy } of entries) {
      if (acknowledgedAt !== null && this.#keeper.acknowledge(id, acknowledgedBy ?? '', acknowledgedAt)) turned = true;
    }
    await this.#endForgotten(entries);
    return turned;
  }

  /** What the log holds as standing, and the watch does not know: nobody else would ever end it. */
  async #endForgotten(entries: Awaited<ReturnType<typeof standingEntries>>): Promise<void> {
    const known = new Set([...this.#keeper.standing(), ...this.#keeper.unwritten()].map(({ id }) => id));
    const forgotten = entries.filter(({ id }) => !known.has(id));
    await writeAndDeliver(
      this.#db,
      forgotten.map((entry) => ({ ...entry, clearedAt: Date.now(), endedBecause: 'gone' as const })),
    );
  }
}
