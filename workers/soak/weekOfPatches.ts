import type { AgentState } from '#lib/agent/agentState.ts';
import { dayMs, dayStart } from '#lib/board/sampleFloor.ts';
import { sampleHall } from '#lib/board/sampleHall.ts';
import { applyPatch } from '#lib/feed/applyPatch.ts';
import type { AgentNow, AlarmNow, ContactNow, Floor, FloorChanges, FloorRemovals } from '#lib/feed/feedEvents.ts';

export interface Change {
  /** The hall's clock, epoch ms. */
  at: number;
  changed: FloorChanges;
  removed: FloorRemovals;
}

const quarterMs = 15 * 60_000;
const states: readonly AgentState[] = ['available', 'ringing', 'on_contact', 'wrap_up', 'paused', 'on_hold'];

/**
 * Days of a hall with two centres as a screen hears of them: calls that come and go, each with an id of its own, agents who
 * change state, sign in and out, each quarter's figures, outlooks and staffing, midnights, sources that fall silent, alarms
 * and messages. What is there at one time of the day is about as much on every day. The same at every run.
 */
export class WeekOfPatches {
  /** As it is now; only read. */
  readonly floor: Floor;
  readonly #stepMs: number;
  #at = dayStart;
  #nth = 0;
  #calls = 0;
  #seed = 20_261_121;

  /** @param patchesPerDay how many changes tell of one day, at least one for each quarter of an hour */
  constructor(patchesPerDay: number) {
    if (!(patchesPerDay >= 96)) throw new RangeError(`A day is told in 96 patches or more, not ${patchesPerDay}.`);
    this.#stepMs = dayMs / patchesPerDay;
    this.floor = { ...sampleHall('busy'), days: {}, intervals: {}, alarms: {}, tickers: {}, contacts: {} };
  }

  get at(): number {
    return this.#at;
  }

  /** A hall that is the same on each day but for its date. */
  still(): Floor {
    const hall = sampleHall('busy');
    const later = Math.floor((this.#at - dayStart) / dayMs) * dayMs;
    const days = Object.values(hall.days).map((day) => ({
      ...day,
      id: `${day.queue}@${day.start + later}`,
      start: day.start + later,
    }));
    const waiting = Object.values(hall.queues).map((queue) => ({
      ...queue,
      longestWaitingSince: queue.longestWaitingSince === null ? null : this.#at - 60_000,
    }));
    return {
      ...hall,
      centres: this.floor.centres,
      days: Object.fromEntries(days.map((day) => [day.id, day])),
      intervals: {},
      queues: Object.fromEntries(waiting.map((queue) => [queue.id, queue])),
      contacts: Object.fromEntries(
        Object.values(hall.contacts).map((contact) => [contact.id, { ...contact, since: this.#at - 60_000 }]),
      ),
      agents: Object.fromEntries(
        Object.values(hall.agents).map((agent) => [agent.id, { ...agent, since: this.#at - 60_000 }]),
      ),
      outlooks: this.floor.outlooks,
    };
  }

  next(): Change {
    const before = this.#at;
    this.#at += this.#stepMs;
    this.#nth++;
    const changed: FloorChanges = {};
    const removed: FloorRemovals = {};
    this.#call(changed, removed);
    for (let n = 0; n < 2; n++) this.#agent(changed);
    if (Math.floor(this.#at / quarterMs) !== Math.floor(before / quarterMs)) this.#quarter(changed, removed);
    if (this.#nth % 40 === 0) this.#source(changed);
    if (this.#nth % 25 === 0) this.#alarm(changed, removed);
    if (this.#nth % 60 === 0) this.#ticker(changed, removed);
    if (Math.floor((this.#at - dayStart) / dayMs) !== Math.floor((before - dayStart) / dayMs))
      this.#midnight(changed, removed);
    applyPatch(this.floor, { changed, removed });
    return { at: this.#at, changed, removed };
  }

  #random(below: number): number {
    this.#seed = (Math.imul(this.#seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#seed / 2 ** 32) * below);
  }

  #pick<T>(of: Record<string, T>): T {
    const all = Object.values(of);
    const picked = all[this.#random(all.length)];
    if (picked === undefined) throw new Error('The hall of the soak test is empty.');
    return picked;
  }

  /** One caller more in a queue, or the oldest of a long one less. */
  #call(changed: FloorChanges, removed: FloorRemovals): void {
    const queue = this.#pick(this.floor.queues);
    const waiting = Object.values(this.floor.contacts).filter((contact) => contact.queue === queue.id);
    let left = waiting;
    if (waiting.length > this.#random(5)) {
      const [gone, ...rest] = waiting;
      if (gone) removed.contacts = [gone.id];
      left = rest;
    } else {
      const id = `${queue.exchange}|call-${++this.#calls}|${queue.queue}|1`;
      const contact: ContactNow = { id, queue: queue.id, centre: queue.centre, state: 'waiting', since: this.#at };
      changed.contacts = { [id]: contact };
      left = [...waiting, contact];
    }
    const longest = left[0]?.since ?? null;
    changed.queues = { [queue.id]: { ...queue, waiting: left.length, longestWaitingSince: longest } };
  }

  #agent(changed: FloorChanges): void {
    const agent = this.#pick(this.floor.agents);
    const state = states[this.#random(states.length)] ?? 'available';
    const next: AgentNow = {
      ...agent,
      state,
      since: this.#at,
      pauseReason: state === 'paused' ? (['Yemek', 'Çay', 'Eğitim'][this.#random(3)] ?? null) : null,
      onQueue: state === 'on_contact' || state === 'ringing' ? (agent.queues[0] ?? null) : null,
    };
    changed.agents = { ...changed.agents, [agent.id]: next };
  }

  /** Figures of the quarter, the planner's word of the rest of the day, and a change of shift. */
  #quarter(changed: FloorChanges, removed: FloorRemovals): void {
    const start = Math.floor(this.#at / quarterMs) * quarterMs;
    for (const centre of Object.values(this.floor.centres)) {
      const id = `sample/${centre.id}@${start}`;
      const offered = 5 + this.#random(40);
      const counts = [
        offered,
        offered - 2,
        offered - 4,
        offered * 15,
        offered - 2,
        offered * 16,
        offered,
        offered * 140,
      ];
      changed.intervals = { ...changed.intervals, [id]: { id, exchange: centre.id, centre: centre.id, start, counts } };
      for (const queue of Object.values(this.floor.queues).filter((one) => one.centre === centre.id)) {
        const day = `${queue.id}@${centre.dayStart}`;
        const sums = (this.floor.days[day]?.counts ?? []).concat(Array(8).fill(0)).slice(0, 8);
        const total = counts.map((count, nth) => (sums[nth] ?? 0) + Math.round(count / 5));
        const own = { id: day, queue: queue.id, centre: centre.id, start: centre.dayStart, counts: total };
        changed.days = { ...changed.days, [day]: own };
      }
    }
    for (const outlook of Object.values(this.floor.outlooks)) {
      const expected = outlook.expected.map((mean) => mean * (0.98 + this.#random(4) / 100));
      changed.outlooks = { ...changed.outlooks, [outlook.id]: { ...outlook, madeAt: this.#at, expected } };
    }
    // who leaves is replaced by somebody whom this screen has never seen
    const leaving = this.#pick(this.floor.agents);
    const id = `${leaving.exchange}:vardiya-${this.#nth}`;
    delete changed.agents?.[leaving.id];
    removed.agents = [leaving.id];
    changed.agents = { ...changed.agents, [id]: { ...leaving, id, name: `Vardiya ${this.#nth}`, since: this.#at } };
  }

  #source(changed: FloorChanges): void {
    const source = this.#pick(this.floor.sources);
    const live = source.state !== 'live';
    changed.sources = {
      [source.id]: {
        ...source,
        ...{ state: live ? 'live' : 'stale', cause: live ? null : 'silent', since: this.#at, lastHeardAt: this.#at },
      },
    };
  }

  #alarm(changed: FloorChanges, removed: FloorRemovals): void {
    const standing = Object.keys(this.floor.alarms);
    if (standing.length > 2) {
      removed.alarms = standing;
      return;
    }
    const id = `alarm-${this.#nth}`;
    const alarm: AlarmNow = {
      ...{ id, rule: 'r1', name: `Bekleyen çok (${this.#nth})`, centre: '153', queue: null, source: null },
      ...{ kind: 'waiting', level: this.#nth % 2 === 0 ? 'alarm' : 'warn', raisedAt: this.#at, value: 14, limit: 10 },
      ...{ sound: true, acknowledgedAt: null, acknowledgedBy: null },
    };
    changed.alarms = { [id]: alarm };
  }

  #ticker(changed: FloorChanges, removed: FloorRemovals): void {
    removed.tickers = Object.keys(this.floor.tickers);
    const id = `ticker-${this.#nth}`;
    const text = `Duyuru ${this.#nth}: 14.00’te kısa bir eğitim var.`;
    changed.tickers = {
      [id]: { id, text, centre: null, urgent: false, from: 'Ayşe', startsAt: this.#at, expiresAt: this.#at + dayMs },
    };
  }

  /** A new day of every centre; what was counted of the day before last is gone. */
  #midnight(changed: FloorChanges, removed: FloorRemovals): void {
    for (const centre of Object.values(this.floor.centres)) {
      const start = centre.nextDayStart;
      changed.centres = {
        ...changed.centres,
        [centre.id]: { ...centre, dayStart: start, nextDayStart: start + dayMs },
      };
      for (const [id, outlook] of Object.entries(this.floor.outlooks)) {
        if (outlook.centre !== centre.id) continue;
        removed.outlooks = [...(removed.outlooks ?? []), id];
        delete changed.outlooks?.[id];
        const next = { ...outlook, id: `${centre.id}@${start}`, start, madeAt: this.#at };
        changed.outlooks = { ...changed.outlooks, [next.id]: next };
      }
    }
    const old = Object.values(this.floor.intervals).filter(({ start }) => start < this.#at - dayMs);
    removed.intervals = old.map(({ id }) => id);
    removed.days = Object.values(this.floor.days)
      .filter(({ start }) => start < this.#at - dayMs)
      .map(({ id }) => id);
  }
}
