/** Events by time in a binary heap of typed arrays: the next one in O(log n), without an object per event. */
export class EventHeap {
  #times = new Float64Array(256);
  #codes = new Float64Array(256);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Time of the next event; Infinity when there is none. */
  get nextTime(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#times[0] as number);
  }

  clear(): void {
    this.#size = 0;
  }

  push(time: number, code: number): void {
    if (this.#size === this.#times.length) this.#grow();
    const times = this.#times;
    const codes = this.#codes;
    let i = this.#size++;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if ((times[parent] as number) <= time) break;
      times[i] = times[parent] as number;
      codes[i] = codes[parent] as number;
      i = parent;
    }
    times[i] = time;
    codes[i] = code;
  }

  /** The code of the next event, which is taken out. There must be one. */
  pop(): number {
    const times = this.#times;
    const codes = this.#codes;
    const first = codes[0] as number;
    const size = --this.#size;
    const time = times[size] as number;
    const code = codes[size] as number;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      if (child + 1 < size && (times[child + 1] as number) < (times[child] as number)) child++;
      if ((times[child] as number) >= time) break;
      times[i] = times[child] as number;
      codes[i] = codes[child] as number;
      i = child;
    }
    times[i] = time;
    codes[i] = code;
    return first;
  }

  #grow(): void {
    const times = new Float64Array(this.#times.length * 2);
    const codes = new Float64Array(this.#codes.length * 2);
    times.set(this.#times);
    codes.set(this.#codes);
    this.#times = times;
    this.#codes = codes;
  }
}
