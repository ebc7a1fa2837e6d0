/** Contacts that wait, by arrival, one line per queue; anyone may leave from the middle. */
export class WaitingLine {
  readonly #first: Int32Array;
  readonly #last: Int32Array;
  #next = new Int32Array(256);
  #previous = new Int32Array(256);
  #queue = new Int32Array(256);
  #interval = new Int32Array(256);
  #since = new Float64Array(256);
  #waits = new Uint8Array(256);
  #count = 0;

  constructor(queues: number) {
    this.#first = new Int32Array(queues).fill(-1);
    this.#last = new Int32Array(queues).fill(-1);
  }

  clear(): void {
    this.#first.fill(-1);
    this.#last.fill(-1);
    this.#count = 0;
  }

  /** Joins its queue's line; answers its number, which no other contact of the day has. */
  join(queue: number, since: number, interval: number): number {
    const contact = this.#count++;
    if (contact === this.#next.length) this.#grow();
    const last = this.#last[queue] as number;
    this.#next[contact] = -1;
    this.#previous[contact] = last;
    if (last < 0) this.#first[queue] = contact;
    else this.#next[last] = contact;
    this.#last[queue] = contact;
    this.#queue[contact] = queue;
    this.#interval[contact] = interval;
    this.#since[contact] = since;
    this.#waits[contact] = 1;
    return contact;
  }

  /** Who waits longest in the queue; −1: nobody. */
  first(queue: number): number {
    return this.#first[queue] as number;
  }

  waits(contact: number): boolean {
    return this.#waits[contact] === 1;
  }

  queueOf(contact: number): number {
    return this.#queue[contact] as number;
  }

  /** The interval in which it came. */
  intervalOf(contact: number): number {
    return this.#interval[contact] as number;
  }

  since(contact: number): number {
    return this.#since[contact] as number;
  }

  leave(contact: number): void {
    const queue = this.#queue[contact] as number;
    const next = this.#next[contact] as number;
    const previous = this.#previous[contact] as number;
    if (previous < 0) this.#first[queue] = next;
    else this.#next[previous] = next;
    if (next < 0) this.#last[queue] = previous;
    else this.#previous[next] = previous;
    this.#waits[contact] = 0;
  }

  #grow(): void {
    const size = this.#next.length * 2;
    const larger = (of: Int32Array) => {
      const array = new Int32Array(size);
      array.set(of);
      return array;
    };
    this.#next = larger(this.#next);
    this.#previous = larger(this.#previous);
    this.#queue = larger(this.#queue);
    this.#interval = larger(this.#interval);
    const since = new Float64Array(size);
    since.set(this.#since);
    this.#since = since;
    const waits = new Uint8Array(size);
    waits.set(this.#waits);
    this.#waits = waits;
  }
}
