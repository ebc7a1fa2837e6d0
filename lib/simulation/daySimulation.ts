import { AgentPool } from './agentPool.ts';
import type { PreparedGroup, PreparedModel, PreparedQueue } from './centreModel.ts';
import { at, DayTally } from './dayTally.ts';
import { EventHeap } from './eventHeap.ts';
import { exponential, gamma } from './variates.ts';
import { WaitingLine } from './waitingLine.ts';
import type { Xoshiro } from './xoshiro.ts';

const arrival = 0;
const completion = 1;
const abandonment = 2;
const redial = 3;
const kinds = 4;

/** Discrete-event simulation of one day at a time; its memory serves day after day. */
export class DaySimulation {
  readonly #model: PreparedModel;
  readonly #queues: readonly PreparedQueue[];
  readonly #groups: readonly PreparedGroup[];
  readonly #heap = new EventHeap();
  readonly #line: WaitingLine;
  readonly #pool: AgentPool;
  readonly #inSystem: Int32Array;
  readonly #factors: Float64Array;
  readonly #tally: DayTally;
  #allInSystem = 0;
  #waiting = 0;
  #interval = 0;
  #counts = false;
  /** The last interval is over: only who waits is still served, and nobody calls again. */
  #over = false;
  #random: Xoshiro | null = null;

  constructor(model: PreparedModel) {
    this.#model = model;
    this.#queues = model.queues;
    this.#groups = model.groups;
    this.#line = new WaitingLine(model.queues.length);
    this.#pool = new AgentPool(model.groups.map(({ concurrency }) => concurrency));
    this.#inSystem = new Int32Array(model.queues.length);
    this.#factors = new Float64Array(model.queues.length);
    this.#tally = new DayTally(model.queues.length, model.ends.length, model.groups.length);
  }

  /** Simulates a day with these random numbers. The tally is overwritten by the next day. */
  run(random: Xoshiro): DayTally {
    const { ends, warmUpSeconds, commonArrivalsCv } = this.#model;
    const begin = -warmUpSeconds;
    this.#random = random;
    this.#tally.clear();
    this.#heap.clear();
    this.#line.clear();
    this.#pool.clear(begin);
    this.#inSystem.fill(0);
    this.#allInSystem = 0;
    this.#waiting = 0;
    const common = gamma(random, commonArrivalsCv);
    for (let q = 0; q < this.#queues.length; q++)
      this.#factors[q] = common * gamma(random, (this.#queues[q] as PreparedQueue).arrivalsCv);
    this.#counts = false;
    this.#over = false;
    this.#interval = 0;
    this.#staff(begin);
    for (let q = 0; q < this.#queues.length; q++) this.#nextArrival(q, begin);
    if (warmUpSeconds > 0) {
      this.#until(0);
      for (let g = 0; g < this.#groups.length; g++) this.#pool.busySeconds(g, 0);
    }
    this.#counts = true;
    for (let i = 0; i < ends.length; i++) {
      this.#interval = i;
      const start = i === 0 ? 0 : (ends[i - 1] as number);
      const end = ends[i] as number;
      if (i > 0) this.#staff(start);
      this.#until(end);
      this.#accountWork(i, end - start, end);
    }
    // The last agents stay until nobody waits.
    this.#counts = false;
    this.#over = true;
    while (this.#waiting > 0 && this.#heap.size > 0) this.#next();
    return this.#tally;
  }

  #until(time: number): void {
    while (this.#heap.nextTime < time) this.#next();
  }

  #next(): void {
    const time = this.#heap.nextTime;
    const code = this.#heap.pop();
    const id = Math.floor(code / kinds);
    switch (code - id * kinds) {
      case arrival:
        this.#nextArrival(id, time);
        this.#arrive(id, time, false);
        break;
      case completion:
        this.#complete(id, time);
        break;
      case abandonment:
        if (this.#line.waits(id)) this.#abandon(id, time);
        break;
      case redial:
        this.#arrive(id, time, true);
        break;
    }
  }

  /** Poisson with a rate that jumps: one exponential amount of expected arrivals is used up interval by interval. */
  #nextArrival(queue: number, from: number): void {
    const { ends } = this.#model;
    const { rates } = this.#queues[queue] as PreparedQueue;
    const factor = this.#factors[queue] as number;
    let left = exponential(this.#random as Xoshiro);
    let time = from;
    for (let i = this.#interval; i < ends.length; i++) {
      const rate = (rates[i] as number) * factor;
      const end = ends[i] as number;
      if (rate * (end - time) > left) {
        this.#heap.push(time + left / rate, arrival + kinds * queue);
        return;
      }
      left -= rate * (end - time);
      time = end;
    }
  }

  #arrive(queue: number, time: number, again: boolean): void {
    const of = this.#queues[queue] as PreparedQueue;
    const interval = this.#counts ? this.#interval : null;
    const row = this.#tally.row(queue, interval);
    this.#tally.add(row, at.offered, 1);
    if (again) this.#tally.add(row, at.redials, 1);
    if ((this.#inSystem[queue] as number) >= of.lines || this.#allInSystem >= this.#model.lines) {
      this.#tally.add(row, at.blocked, 1);
      this.#perhapsAgain(queue, time);
      return;
    }
    this.#inSystem[queue] = (this.#inSystem[queue] as number) + 1;
    this.#allInSystem++;
    for (let level = 0; level < of.groups.length; level++) {
      const agent = this.#pool.longestIdle(of.groups[level] as number[]);
      if (agent >= 0) {
        this.#answer(agent, queue, row, 0, time);
        return;
      }
    }
    this.#tally.add(row, at.waited, 1);
    const contact = this.#line.join(queue, time, interval ?? -1);
    this.#waiting++;
    const patience = of.patienceSeconds[this.#interval] as number;
    if (patience !== Number.POSITIVE_INFINITY)
      this.#heap.push(time + patience * of.patience(this.#random as Xoshiro), abandonment + kinds * contact);
  }

  #answer(agent: number, queue: number, row: number, wait: number, time: number): void {
    const of = this.#queues[queue] as PreparedQueue;
    const tally = this.#tally;
    tally.add(row, at.answered, 1);
    tally.add(row, at.waitSecondsAnswered, wait);
    if (wait <= of.thresholdSeconds) tally.add(row, at.answeredInTime, 1);
    this.#pool.take(agent, time);
    const handling = (of.ahtSeconds[this.#interval] as number) * of.handling(this.#random as Xoshiro);
    this.#heap.push(time + handling, completion + kinds * (agent * this.#queues.length + queue));
  }

  #complete(id: number, time: number): void {
    const queue = id % this.#queues.length;
    const agent = (id - queue) / this.#queues.length;
    this.#inSystem[queue] = (this.#inSystem[queue] as number) - 1;
    this.#allInSystem--;
    this.#pool.release(agent, time);
    const group = this.#pool.groupOf(agent);
    if (this.#pool.tooMany(group) && this.#closes(group)) this.#serveNext(agent, time);
    else this.#serve(agent, time);
    if (this.#pool.tooMany(group) && this.#pool.idle(agent)) this.#pool.leave(agent);
  }

  /** Gives the agent who waits longest in the first queue of the agent's skills, as often as there is room. */
  #serve(agent: number, time: number): void {
    while (this.#pool.available(agent) && this.#serveNext(agent, time));
  }

  /** Whether anybody waited whom the agent serves. */
  #serveNext(agent: number, time: number): boolean {
    if (this.#waiting === 0) return false;
    const { queues } = this.#groups[this.#pool.groupOf(agent)] as PreparedGroup;
    const contact = this.#longestWaiting(queues);
    if (contact < 0) return false;
    const queue = this.#line.queueOf(contact);
    this.#line.leave(contact);
    this.#waiting--;
    this.#answer(agent, queue, this.#rowOf(contact), time - this.#line.since(contact), time);
    return true;
  }

  /** Whether, for the group's queues, neither agents nor contacts are to come in this interval. */
  #closes(group: number): boolean {
    const { queues } = this.#groups[group] as PreparedGroup;
    return queues.flat().every((q) => {
      const { rates, groups } = this.#queues[q] as PreparedQueue;
      const nobody = (g: number) => (this.#groups[g] as PreparedGroup).agents[this.#interval] === 0;
      return rates[this.#interval] === 0 && groups.flat().every(nobody);
    });
  }

  #longestWaiting(queues: readonly (readonly number[])[]): number {
    for (let level = 0; level < queues.length; level++) {
      const equal = queues[level] as readonly number[];
      let found = -1;
      for (let i = 0; i < equal.length; i++) {
        const contact = this.#line.first(equal[i] as number);
        if (contact >= 0 && (found < 0 || this.#line.since(contact) < this.#line.since(found))) found = contact;
      }
      if (found >= 0) return found;
    }
    return -1;
  }

  #abandon(contact: number, time: number): void {
    const queue = this.#line.queueOf(contact);
    const of = this.#queues[queue] as PreparedQueue;
    const row = this.#rowOf(contact);
    const wait = time - this.#line.since(contact);
    this.#line.leave(contact);
    this.#waiting--;
    this.#inSystem[queue] = (this.#inSystem[queue] as number) - 1;
    this.#allInSystem--;
    this.#tally.add(row, at.abandoned, 1);
    this.#tally.add(row, at.waitSecondsAbandoned, wait);
    if (wait <= of.thresholdSeconds) this.#tally.add(row, at.abandonedInTime, 1);
    if (wait <= of.shortAbandonSeconds) this.#tally.add(row, at.abandonedShort, 1);
    this.#perhapsAgain(queue, time);
  }

  #perhapsAgain(queue: number, time: number): void {
    const { redialProbability, redialSeconds } = this.#queues[queue] as PreparedQueue;
    const random = this.#random as Xoshiro;
    if (redialProbability > 0 && !this.#over && random.uniform() < redialProbability)
      this.#heap.push(time + redialSeconds * exponential(random), redial + kinds * queue);
  }

  #rowOf(contact: number): number {
    const interval = this.#line.intervalOf(contact);
    return this.#tally.row(this.#line.queueOf(contact), interval < 0 ? null : interval);
  }

  /** Shifts begin with the interval, and end with it for who is idle. */
  #staff(time: number): void {
    for (let g = 0; g < this.#groups.length; g++) {
      this.#pool.want(g, (this.#groups[g] as PreparedGroup).agents[this.#interval] as number, time);
      while (this.#pool.tooFew(g)) this.#serve(this.#pool.begin(g, time), time);
      // Those who were to leave may have room again for contacts of chats.
      for (let agent = this.#pool.longestIdle([g]); agent >= 0; agent = this.#pool.longestIdle([g]))
        if (!this.#serveNext(agent, time)) break;
    }
  }

  #accountWork(interval: number, seconds: number, end: number): void {
    for (let g = 0; g < this.#groups.length; g++) {
      const { agents, concurrency } = this.#groups[g] as PreparedGroup;
      const capacity = (agents[interval] as number) * concurrency * seconds;
      this.#tally.work(g, interval, this.#pool.busySeconds(g, end), capacity);
    }
  }
}
