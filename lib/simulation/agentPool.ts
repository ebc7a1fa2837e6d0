/**
 * Agents at their desks, by group. Who can take another contact stands in a list of those with equally many, longest idle
 * first. Where a group becomes smaller, idle agents go first and then whoever gets free; until then nobody in it takes
 * another contact while as many are in hand as those who are to stay could have.
 */
export class AgentPool {
  readonly #concurrency: Int32Array;
  readonly #levels: number;
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  readonly #present: number[][];
  /** So many are to stay; more are there as long as they have contacts in hand. */
  readonly #wanted: Int32Array;
  readonly #busy: Float64Array;
  readonly #busySince: Float64Array;
  readonly #busySeconds: Float64Array;
  // Per agent:
  #group = new Int32Array(256);
  #active = new Int32Array(256);
  /** Place among those present. */
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
    this.#wanted = new Int32Array(concurrency.length);
    this.#busy = new Float64Array(concurrency.length);
    this.#busySince = new Float64Array(concurrency.length);
    this.#busySeconds = new Float64Array(concurrency.length);
  }

  clear(time: number): void {
    this.#first.fill(-1);
    this.#last.fill(-1);
    for (const present of this.#present) present.length = 0;
    this.#wanted.fill(0);
    this.#busy.fill(0);
    this.#busySince.fill(time);
    this.#busySeconds.fill(0);
    this.#count = 0;
  }

  /** From now on the group is to have so many agents: idle ones too many go at once. */
  want(group: number, agents: number, time: number): void {
    this.#busyBy(group, 0, time);
    this.#wanted[group] = agents;
    for (let idle = this.#firstWith(group, 0); idle >= 0 && this.tooMany(group); idle = this.#firstWith(group, 0))
      this.leave(idle);
  }

  tooFew(group: number): boolean {
    return (this.#present[group] as number[]).length < (this.#wanted[group] as number);
  }

  tooMany(group: number): boolean {
    return (this.#present[group] as number[]).length > (this.#wanted[group] as number);
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

  /** An agent without contacts goes. */
  leave(agent: number): void {
    this.#delist(agent);
    const present = this.#present[this.#group[agent] as number] as number[];
    const place = this.#place[agent] as number;
    const last = present.pop() as number;
    if (last !== agent) {
      present[place] = last;
      this.#place[last] = place;
    }
  }

  /** Whether the agent has no contact. */
  idle(agent: number): boolean {
    return this.#active[agent] === 0;
  }

  /** Whether the agent takes another contact. */
  available(agent: number): boolean {
    return this.#listed(agent) && this.#hasRoom(this.#group[agent] as number);
  }

  /** Of these groups, the agent with the fewest contacts, then the longest idle; −1: nobody is free. */
  longestIdle(groups: readonly number[]): number {
    for (let level = 0; level < this.#levels; level++) {
      let found = -1;
      for (let i = 0; i < groups.length; i++) {
        const group = groups[i] as number;
        if (!this.#hasRoom(group)) continue;
        const agent = this.#firstWith(group, level);
        if (agent >= 0 && (found < 0 || (this.#since[agent] as number) < (this.#since[found] as number))) found = agent;
      }
      if (found >= 0) return found;
    }
    return -1;
  }

  take(agent: number, time: number): void {
    this.#delist(agent);
    this.#active[agent] = (this.#active[agent] as number) + 1;
    this.#busyBy(this.#group[agent] as number, 1, time);
    if (this.#listed(agent)) this.#enlist(agent, time);
  }

  release(agent: number, time: number): void {
    if (this.#listed(agent)) this.#delist(agent);
    this.#active[agent] = (this.#active[agent] as number) - 1;
    this.#busyBy(this.#group[agent] as number, -1, time);
    this.#enlist(agent, time);
  }

  /** Contacts × seconds in hand since the last call of this; those of agents who only finish are not counted. */
  busySeconds(group: number, time: number): number {
    this.#busyBy(group, 0, time);
    const seconds = this.#busySeconds[group] as number;
    this.#busySeconds[group] = 0;
    return seconds;
  }

  #busyBy(group: number, change: number, time: number): void {
    const busy = this.#busy[group] as number;
    const counted = Math.min(busy, this.#places(group));
    this.#busySeconds[group] =
      (this.#busySeconds[group] as number) + counted * (time - (this.#busySince[group] as number));
    this.#busySince[group] = time;
    this.#busy[group] = busy + change;
  }

  #places(group: number): number {
    return (this.#wanted[group] as number) * (this.#concurrency[group] as number);
  }

  #hasRoom(group: number): boolean {
    return (this.#busy[group] as number) < this.#places(group);
  }

  /** Whether the agent has fewer contacts than it can have. */
  #listed(agent: number): boolean {
    return (this.#active[agent] as number) < (this.#concurrency[this.#group[agent] as number] as number);
  }

  /** Of the group's agents with so many contacts the longest idle; −1: none has. */
  #firstWith(group: number, contacts: number): number {
    return this.#first[group * this.#levels + contacts] as number;
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
