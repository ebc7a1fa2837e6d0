/** What the model does later: `run` with `subject`, at epoch ms `at`. Cancel by setting `cancelled`. */
export interface Timer {
  at: number;
  order: number;
  run: (subject: never) => void;
  subject: unknown;
  cancelled: boolean;
  /** It ends a length that the model drew, so that a change of speed moves it; else it hangs on the calendar. */
  length: boolean;
}

/** The future of a discrete-event model: a binary heap by time, first in first out at the same instant. */
export class EventHeap {
  readonly #heap: Timer[] = [];
  #order = 0;

  get size(): number {
    return this.#heap.length;
  }

  add<T>(at: number, run: (subject: T) => void, subject: T, length = false): Timer {
    const timer: Timer = { at, order: this.#order++, run, subject, cancelled: false, length };
    const heap = this.#heap;
    let i = heap.length;
    heap.push(timer);
    while (i > 0) {
      const parent = (i - 1) >> 1;
      const above = heap[parent] as Timer;
      if (!before(timer, above)) break;
      heap[i] = above;
      i = parent;
    }
    heap[i] = timer;
    return timer;
  }

  /** The next timer that is not cancelled, without taking it. */
  peek(): Timer | undefined {
    while (this.#heap[0]?.cancelled) this.#remove();
    return this.#heap[0];
  }

  /** Takes the next timer if it is due at `until` or before. */
  take(until: number): Timer | undefined {
    const first = this.peek();
    if (!first || first.at > until) return undefined;
    this.#remove();
    return first;
  }

  /** What remains of every length from `now` on is multiplied by `factor`. */
  stretch(now: number, factor: number): void {
    for (const timer of this.#heap) if (timer.length && timer.at > now) timer.at = now + (timer.at - now) * factor;
    this.#heap.sort((a, b) => (before(a, b) ? -1 : 1));
  }

  #remove(): void {
    const heap = this.#heap;
    const last = heap.pop() as Timer;
    const length = heap.length;
    if (length === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= length) break;
      if (child + 1 < length && before(heap[child + 1] as Timer, heap[child] as Timer)) child++;
      const below = heap[child] as Timer;
      if (!before(below, last)) break;
      heap[i] = below;
      i = child;
    }
    heap[i] = last;
  }
}

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
