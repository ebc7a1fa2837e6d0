import type { Xoshiro } from './xoshiro.ts';

/**
 * Agents at their desks, by group. Who can take another contact stands in a list of those with equally many, longest idle
 * first.
 */
export class AgentPool {
  readonly #concurrency: Int32Array;
  readonly #levels: number;
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #present: number[][];
  readonly #busy: Float64Array;
  readonly #busySince: Float64Array;
  readonly #busySeconds: Float64Array;
  // Per agent:
  #group = new Int32Array(256);
  #active = new Int32Array(256);
  /** Place among those present; −1: the shift is over. */
  #place = new Int32Array(256);
  #next = new Int32Array(256);
  #previous = new Int32Array(256);
  #since = new Float64Array(256);
  #count = 0;

  constructor(concurrency: readonly number[]) {
    this.#concurrency = Int32Array.from(concurrency);
    this.#levels = Math.max(1, ...concurrency);
    this.#first = new Int32Array(concurrency.length * this.#levels).fill(-1);
    this.#last = new Int32Array(concurrency.length * this.#levels).fill(-1);
    this.#present = concurrency.map(() => []);
    this.#busy = new Float64Array(concurrency.length);
    this.#busySince = new Float64Array(concurrency.length);
    this.#busySeconds = new Float64Array(concurrency.length);
  }

  clear(time: number): void {
    this.#first.fill(-1);
    this.#last.fill(-1);
    for (const present of this.#present) present.length = 0;
    this.#busy.fill(0);
    this.#busySince.fill(time);
    this.#busySeconds.fill(0);
    this.#count = 0;
  }

  presentIn(group: number): number {
    return (this.#present[group] as number[]).length;
  }

  groupOf(agent: number): number {
    return this.#group[agent] as number;
  }

  /** An agent's shift begins, idle. */
  begin(group: number, time: number): number {
    const agent = this.#count++;
    if (agent === this.#group.length) this.#grow();
    const present = this.#present[group] as number[];
    this.#group[agent] = group;
    this.#active[agent] = 0;
    this.#place[agent] = present.length;
    present.push(agent);
    this.#enlist(agent, time);
    return agent;
  }

  /** The shift of one of the group's agents ends, each as likely; who is in a call finishes it. */
  endOne(group: number, time: number, random: Xoshiro): void {
    const present = this.#present[group] as number[];
    const place = random.below(present.length);
    const agent = present[place] as number;
    if (this.available(agent)) this.#delist(agent);
    this.#busyBy(group, -(this.#active[agent] as number), time);
    const last = present.pop() as number;
    if (last !== agent) {
      present[place] = last;
      this.#place[last] = place;
    }
    this.#place[agent] = -1;
  }

  /** Whether the agent's shift goes on. */
  present(agent: number): boolean {
    return (this.#place[agent] as number) >= 0;
  }

  /** Whether the agent takes another contact. */
  available(agent: number): boolean {
    return (
      this.present(agent) &&
      (this.#active[agent] as number) < (this.#concurrency[this.#group[agent] as number] as number)
    );
  }

  /** Of these groups, the agent with the fewest contacts, then the longest idle; −1: nobody is free. */
  longestIdle(groups: readonly number[]): number {
    for (let level = 0; level < this.#levels; level++) {
      let found = -1;
      for (let i = 0; i < groups.length; i++) {
        const agent = this.#first[(groups[i] as number) * this.#levels + level] as number;
        if (agent >= 0 && (found < 0 || (this.#since[agent] as number) < (this.#since[found] as number))) found = agent;
      }
      if (found >= 0) return found;
    }
    return -1;
  }

  /** A contact more; after the end of the shift it counts as nobody's work. */
  take(agent: number, time: number): void {
    if (this.present(agent)) this.#delist(agent);
    this.#active[agent] = (this.#active[agent] as number) + 1;
    if (!this.present(agent)) return;
    this.#busyBy(this.#group[agent] as number, 1, time);
    if (this.available(agent)) this.#enlist(agent, time);
  }

  release(agent: number, time: number): void {
    if (this.available(agent)) this.#delist(agent);
    this.#active[agent] = (this.#active[agent] as number) - 1;
    if (!this.present(agent)) return;
    this.#busyBy(this.#group[agent] as number, -1, time);
    this.#enlist(agent, time);
  }

  /** Contacts × seconds that the group's present agents had in hand since the last call of this. */
  busySeconds(group: number, time: number): number {
    this.#busyBy(group, 0, time);
    const seconds = this.#busySeconds[group] as number;
    this.#busySeconds[group] = 0;
    return seconds;
  }

  #busyBy(group: number, change: number, time: number): void {
    const busy = this.#busy[group] as number;
    this.#busySeconds[group] =
      (this.#busySeconds[group] as number) + busy * (time - (this.#busySince[group] as number));
    this.#busySince[group] = time;
    this.#busy[group] = busy + change;
  }

  #enlist(agent: number, time: number): void {
    const list = (this.#group[agent] as number) * this.#levels + (this.#active[agent] as number);
    const last = this.#last[list] as number;
    this.#next[agent] = -1;
    this.#previous[agent] = last;
    if (last < 0) this.#first[list] = agent;
    else this.#next[last] = agent;
    this.#last[list] = agent;
    this.#since[agent] = time;
  }

  #delist(agent: number): void {
    const list = (this.#group[agent] as number) * this.#levels + (this.#active[agent] as number);
    const next = this.#next[agent] as number;
    const previous = this.#previous[agent] as number;
    if (previous < 0) this.#first[list] = next;
    else this.#next[previous] = next;
    if (next < 0) this.#last[list] = previous;
    else this.#previous[next] = previous;
  }

  #grow(): void {
    const size = this.#group.length * 2;
    const larger = (of: Int32Array) => {
      const array = new Int32Array(size);
      array.set(of);
      return array;
    };
    this.#group = larger(this.#group);
    this.#active = larger(this.#active);
    this.#place = larger(this.#place);
    this.#next = larger(this.#next);
    this.#previous = larger(this.#previous);
    const since = new Float64Array(size);
    since.set(this.#since);
    this.#since = since;
  }
}
