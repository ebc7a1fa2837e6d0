import { io, type Socket } from 'socket.io-client';
import { applyPatch, emptyFloor } from '#lib/feed/applyPatch.ts';
import type { Floor, WallClientEvents, WallServerEvents } from '#lib/feed/feedEvents.ts';
import type { IntervalTally } from '#lib/interval/intervalTally.ts';
import { tallyOf } from '#lib/interval/tallyRow.ts';
import type { QueueLogTruth } from './queueLogTruth.ts';

/** Counts that only grow within a day. What is unknown or lost at first may turn out to be one of these. */
const growing = [
  'offered',
  'answered',
  'abandoned',
  'timedOut',
  'leftByKey',
  'leftEmpty',
  'withdrawn',
] as const satisfies readonly (keyof IntervalTally)[];

/** Where a tally counts an outcome. */
const fieldOf: Readonly<Record<string, keyof IntervalTally>> = {
  answered: 'answered',
  abandoned: 'abandoned',
  timed_out: 'timedOut',
  left_by_key: 'leftByKey',
  left_empty: 'leftEmpty',
  withdrawn: 'withdrawn',
  lost_in_outage: 'lostInOutage',
};

const checkEveryMs = 500;
/** Without an answer for so long nothing is on its way to the wall, which says so itself. */
const answersWithinMs = 1_000;
/** The reconcile comes every minute, and takes two looks a moment apart to be sure. */
const ghostAfterMs = 75_000;
/** A line may be silent for 20 s before it is given up; with the next one all who wait are listed. */
const missedAfterMs = 30_000;
/** A line that was cut shows as such within so long. */
const falselyLiveAfterMs = 3_000;
/** A database that hangs is known as away within so long. */
export const heldUpAfterMs = 9_000;
const heardWithinMs = 4_000;
/** Whatever keeps an exchange from being heard, its figures do not look live for longer. */
const staleWithinMs = 5_000;
/** Two processes' clocks are one here; what is dated ahead of now by more is wrong. */
const aheadMs = 2_000;
const mostNamed = 10;

export interface WallInvariants {
  checks: number;
  /** Broken promises by name, how often each, and the first few in words. */
  broken: Record<string, number>;
  named: string[];
}

interface Cut {
  since: number;
  told: boolean;
}

/** Of the way from an exchange to the wall: its line says nothing though it stands, or its worker stands still. */
type Silence = 'line' | 'worker';

/** A screen that checks, all the time, what a wall must never show. */
export class WallWatch {
  floor: Floor | null = null;
  readonly result: WallInvariants = { checks: 0, broken: {}, named: [] };
  readonly #socket: Socket<WallServerEvents, WallClientEvents>;
  readonly #truths: ReadonlyMap<string, QueueLogTruth>;
  readonly #highest = new Map<string, number>();
  readonly #cuts = new Map<string, Cut>();
  readonly #silences = new Map<string, Cut & { exchange: string; of: Silence; from: number }>();
  readonly #ghosts = new Map<string, number>();
  readonly #missed = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;
  #closed = false;
  #answeredAt = 0;
  #checkedAt = 0;
  #epoch = '';
  #seq = 0;
  #day = 0;

  /** @param cookie of the session of somebody who may see agents */
  constructor(url: string, truths: ReadonlyMap<string, QueueLogTruth>, cookie: string) {
    this.#truths = truths;
    // The desk has every kind, single contacts too, which no board needs; what both have is the same.
    this.#socket = io(`${url}/desk`, {
      auth: { centre: 'all' },
      extraHeaders: { cookie },
      transports: ['websocket'],
      reconnectionDelay: 200,
      reconnectionDelayMax: 1_000,
    });
    // As after a start of which nobody can tell yet who is signed in; socket.io does not try again by itself then.
    this.#socket.on('connect_error', () => {
      if (!this.#socket.active && !this.#closed) setTimeout(() => this.#closed || this.#socket.connect(), 1_000);
    });
    this.#socket.on('snapshot', ({ epoch, seq, floor }) => {
      this.#epoch = epoch;
      this.#seq = seq;
      this.floor = Object.assign(emptyFloor(), floor);
      this.#counts();
    });
    this.#socket.on('patch', (patch) => {
      if (this.floor === null) return;
      if (patch.epoch !== this.#epoch || patch.seq !== this.#seq + 1) {
        this.floor = null;
        this.#socket.emit('resync');
        return;
      }
      this.#seq = patch.seq;
      applyPatch(this.floor, patch);
      this.#counts();
    });
    this.#timer = setInterval(() => this.#check(), checkEveryMs);
  }

  get connected(): boolean {
    return this.#socket.connected && this.floor !== null;
  }

  /** Is this exchange shown as live, since when? */
  liveSince(exchange: string): number | null {
    const source = this.#socket.connected ? this.floor?.sources[exchange] : undefined;
    return source?.state === 'live' ? source.since : null;
  }

  /** The database has taken nothing for long enough: every exchange that is heard must say how many of its rows wait. */
  expectHeldUp(): void {
    if (this.floor === null || !this.#socket.connected) return;
    const now = Date.now();
    for (const { id, state, since, lastHeardAt, heldUpRows } of Object.values(this.floor.sources)) {
      // A worker that is held up itself tells nothing, not even what it hears.
      const heard = state === 'live' && now - since > heldUpAfterMs && now - (lastHeardAt ?? 0) < heardWithinMs;
      if (heard && !heldUpRows) this.#broken('rows that wait for the database are not told', id);
    }
  }

  /** From now on nothing can come from this exchange; until `restored`. */
  cut(exchange: string): void {
    this.#cuts.set(exchange, { since: Date.now(), told: false });
  }
  restored(exchange: string): void {
    this.#cuts.delete(exchange);
  }

  /** From now on this part of the way from the exchange says nothing; until `speaks`. */
  silent(exchange: string, of: Silence): void {
    const from = Date.now();
    this.#silences.set(`${of} ${exchange}`, { exchange, of, from, since: from, told: false });
  }
  speaks(exchange: string, of: Silence): void {
    this.#silences.delete(`${of} ${exchange}`);
    // of a line no worker that stood still could tell
    const line = this.#silences.get(`line ${exchange}`);
    if (line) line.since = Date.now();
  }

  /** What today's figures on the wall say otherwise than the queue_log, and who is still shown; one line each. */
  differences(): string[] {
    const { floor } = this;
    if (floor === null || !this.#socket.connected) return ['the wall is not connected'];
    const differences = Object.values(floor.contacts).map(({ id, state }) => `${id} is still ${state}`);
    for (const [exchange, truth] of this.#truths) {
      const logged = new Map<string, number>();
      const add = (counts: Map<string, number>, key: string, count: number) =>
        counts.set(key, (counts.get(key) ?? 0) + count);
      for (const { queue, outcome, entered } of truth.visits.values()) {
        if (entered * 1000 < this.#day) continue;
        add(logged, `${exchange}:${queue} offered`, 1);
        add(logged, `${exchange}:${queue} ${fieldOf[outcome ?? 'unknown'] ?? 'unknown'}`, 1);
      }
      const shown = new Map<string, number>();
      for (const { queue, start, counts } of Object.values(floor.days)) {
        if (start < this.#day || !queue.startsWith(`${exchange}:`)) continue;
        const tally = tallyOf(start, counts);
        for (const field of [...growing, 'lostInOutage', 'unknown'] as const)
          if (tally[field] > 0) add(shown, `${queue} ${field}`, tally[field]);
      }
      for (const key of new Set([...logged.keys(), ...shown.keys()]))
        if (logged.get(key) !== shown.get(key))
          differences.push(`${key}: ${shown.get(key) ?? 0} on the wall, ${logged.get(key) ?? 0} in the log`);
    }
    return differences;
  }

  close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    this.#socket.disconnect();
  }

  #broken(promise: string, sentence: string): void {
    this.result.broken[promise] = (this.result.broken[promise] ?? 0) + 1;
    if (this.result.named.length < mostNamed)
      this.result.named.push(`${new Date().toISOString().slice(11, 23)} ${promise}: ${sentence}`);
  }

  /** After every frame: today's counts, for each queue. */
  #counts(): void {
    const { floor } = this;
    if (floor === null) return;
    const day = Math.max(...Object.values(floor.centres).map(({ dayStart }) => dayStart));
    if (day !== this.#day) this.#highest.clear();
    this.#day = day;
    const sums = new Map<string, number>();
    const counted = new Set<string>();
    for (const { queue, start, counts } of Object.values(floor.days)) {
      if (start < day) continue;
      counted.add(queue);
      const tally = tallyOf(start, counts);
      for (const field of growing) sums.set(`${queue} ${field}`, tally[field]);
    }
    this.result.checks++;
    for (const [key, highest] of this.#highest) {
      const now = sums.get(key) ?? 0;
      if (now >= highest) continue;
      const [queue = ''] = key.split(' ');
      const [exchange = ''] = queue.split(':');
      // what is still to be counted is shown as not known
      if (floor.sources[exchange]?.uncounted && !counted.has(queue)) continue;
      this.#broken('a count of today dropped', `${key} from ${highest} to ${now}`);
      this.#highest.set(key, now);
    }
    for (const [key, now] of sums) if (now > (this.#highest.get(key) ?? 0)) this.#highest.set(key, now);
  }

  #check(): void {
    const { floor } = this;
    if (floor === null || !this.#socket.connected) return;
    const now = Date.now();
    this.#socket.emit('clock', () => {
      this.#answeredAt = Date.now();
    });
    // what this process or the web process, held up by a pause or a busy machine, could not tell breaks no promise
    const heldUp = now - Math.min(this.#answeredAt, this.#checkedAt + checkEveryMs) > answersWithinMs;
    this.#checkedAt = now;
    if (heldUp) for (const cut of [...this.#cuts.values(), ...this.#silences.values()]) cut.since = now;
    this.#lines(floor, now);
    this.#timers(floor, now);
    for (const [exchange, truth] of this.#truths) {
      truth.read();
      this.#waiting(floor, exchange, truth, now);
    }
  }

  #lines(floor: Floor, now: number): void {
    for (const [exchange, cut] of this.#cuts) {
      if (cut.told || now - cut.since < falselyLiveAfterMs || floor.sources[exchange]?.state !== 'live') continue;
      cut.told = true;
      this.#broken('shown as live while cut', `${exchange}, for ${now - cut.since} ms`);
    }
    for (const silence of this.#silences.values()) {
      const { exchange, of, from, since, told } = silence;
      if (told || now - since < staleWithinMs || (of === 'line' && this.#silences.has(`worker ${exchange}`))) continue;
      const source = floor.sources[exchange];
      // one that has signed in anew since then goes by another line, or is another worker
      if (source?.state !== 'live' || source.since > from) continue;
      silence.told = true;
      this.#broken('shown as live while silent', `${exchange} (${of}), for ${now - since} ms`);
    }
  }

  #timers(floor: Floor, now: number): void {
    const limit = now + aheadMs;
    for (const { id, since } of Object.values(floor.contacts))
      if (since > limit) this.#broken('a timer runs ahead', `contact ${id} by ${since - now} ms`);
    for (const { id, since } of Object.values(floor.agents))
      if (since > limit || since <= 0) this.#broken('a timer runs ahead', `agent ${id} by ${since - now} ms`);
    const longest = new Map<string, number>();
    const lines = new Map<string, number>();
    for (const { queue, since, state } of Object.values(floor.contacts)) {
      if (state !== 'waiting') continue;
      longest.set(queue, Math.min(longest.get(queue) ?? since, since));
      lines.set(queue, (lines.get(queue) ?? 0) + 1);
    }
    for (const { id, waiting, longestWaitingSince } of Object.values(floor.queues)) {
      if (waiting !== (lines.get(id) ?? 0) || longestWaitingSince !== (longest.get(id) ?? null))
        this.#broken(
          'a queue and its contacts differ',
          `${id} shows ${waiting} since ${longestWaitingSince}, contacts ${lines.get(id)} since ${longest.get(id)}`,
        );
    }
  }

  #waiting(floor: Floor, exchange: string, truth: QueueLogTruth, now: number): void {
    const live = floor.sources[exchange]?.state === 'live';
    const waits = new Set([...truth.waiting()].map(({ key }) => `${exchange}|${key}`));
    const shown = new Set<string>();
    for (const { id, state } of Object.values(floor.contacts))
      if (state === 'waiting' && id.startsWith(`${exchange}|`)) shown.add(id);
    const overdue = (
      since: Map<string, number>,
      ids: Set<string>,
      others: Set<string>,
      afterMs: number,
      promise: string,
    ) => {
      for (const id of since.keys())
        if (id.startsWith(`${exchange}|`) && (!live || !ids.has(id) || others.has(id))) since.delete(id);
      if (!live) return;
      for (const id of ids) {
        if (others.has(id)) continue;
        const from = since.get(id) ?? now;
        since.set(id, from);
        if (now - from < afterMs) continue;
        since.set(id, Number.POSITIVE_INFINITY);
        this.#broken(promise, id);
      }
    };
    overdue(this.#ghosts, shown, waits, ghostAfterMs, 'a ghost waits on the wall');
    overdue(this.#missed, waits, shown, missedAfterMs, 'one who waits is not shown');
  }
}
