import { join } from 'node:path';
import type { Database } from '#lib/database/database.ts';
import type { LiveExchange } from '#lib/floor/liveExchange.ts';
import { centreDay } from '#lib/interval/centreDay.ts';
import type { Spool } from '#lib/ledger/spool.ts';
import { DaySoFar } from '#lib/pbx/queue-log/daySoFar.ts';
import { openFollowedLog } from '#lib/pbx/queue-log/openFollowedLog.ts';
import { QueueLogFollower } from '#lib/pbx/queue-log/queueLogFollower.ts';
import { RecordKeeper } from '#lib/pbx/queue-log/recordKeeper.ts';
import type { ExchangeSettings } from '#lib/settings.ts';
import { DayCheck } from './dayCheck.ts';
import type { PacedPut } from './pacedPut.ts';

export interface ExchangeRecordOptions {
  exchange: ExchangeSettings;
  db: Database;
  live: LiveExchange;
  spool: Spool;
  spoolDir: string;
  paced: PacedPut;
  /** IANA zones of the centres, in which days begin. */
  zones: readonly string[];
  /** The floor changed. */
  onChange: () => void;
  /** The day has been counted. */
  onCounted: () => void;
  onNotice: (sentence: string) => void;
  onProblem: (sentence: string) => void;
}

/**
 * The exchange's own record, its queue_log: what events missed or told less well, followed across restarts of this
 * process, and with it the day so far.
 */
export class ExchangeRecord {
  readonly #follower: QueueLogFollower | null;
  readonly #day: DaySoFar;
  readonly #keeper: RecordKeeper;
  readonly #check: DayCheck;

  constructor(options: ExchangeRecordOptions) {
    const { exchange, db, live, spool, spoolDir, paced, zones, onChange, onCounted, onNotice, onProblem } = options;
    const { id, queueLog, queueLogZone } = exchange;
    const dayStart = () => Math.min(...zones.map((zone) => centreDay(Date.now(), zone).dayStart));
    this.#follower =
      queueLog === null
        ? null
        : new QueueLogFollower({
            exchange: id,
            ...openFollowedLog({ exchange, onNotice }),
            keepIn: join(spoolDir, `${id}.queue_log`),
            onTold: (visits, contacts) => this.#keeper.take(visits, contacts),
            isKept: () => spool.problem === null,
            onNotice,
          });
    this.#day = new DaySoFar({
      db,
      exchange: id,
      queueLog,
      zone: queueLogZone,
      followed: this.#follower?.isNew === false,
      from: dayStart,
      recount: (from) => {
        paced.put();
        return live.recount(from, { visits: spool.waitingVisits(), contacts: spool.waitingContacts() });
      },
      onBrought: onCounted,
      onProblem,
    });
    this.#keeper = new RecordKeeper({
      db,
      exchange: id,
      live,
      spool,
      onItsWay: (key) => paced.visit(key),
      keep(visits, contacts) {
        paced.add(visits, contacts);
        paced.put();
        onChange();
      },
      covered: () => this.#follower?.covered ?? null,
      dayStart,
      recount: (from) => this.#day.ask(from),
    });
    this.#check = new DayCheck({
      db,
      exchange: id,
      intervals: () => live.floor.intervals,
      contacts: live.floor.contactDays,
      spool,
      dayStart,
      put: () => paced.put(),
      recount: (from) => this.#day.ask(from),
      onDifference: onNotice,
    });
  }

  /** Intervals that the floor told otherwise than the database since the start. */
  get differences(): number {
    return this.#check.differences;
  }

  /** What keeps it from being read, or the day from being counted, in one sentence; null when well. */
  get problem(): string | null {
    return this.#follower?.problem ?? this.#day.problem;
  }

  /** The queue_log has rows of contacts, which know what the IVR did. */
  get tellsContacts(): boolean {
    return this.#follower?.tellsContacts ?? false;
  }

  /** Since the start: rows read, lines that are none, and visits of which it told more than events. */
  get counts(): { rows: number; badLines: number; completed: number } {
    const { rows = 0, badLines = 0 } = this.#follower ?? {};
    return { rows, badLines, completed: this.#keeper.completed };
  }

  start(): void {
    this.#day.ask();
    this.#follower?.start();
    this.#keeper.start();
    this.#check.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.#day.stop(), this.#follower?.stop(), this.#keeper.stop(), this.#check.stop()]);
  }
}
