/** More channels than any exchange has between the request and the hang-up; beyond it the oldest are forgotten. */
const most = 20_000;

/**
 * Channels whose far end has hung up while they are still torn down. A caller may do so in the moment in which the
 * dialplan puts him into a queue: then the request comes before the queue has told of him.
 */
export class HangupRequests {
  readonly #channels = new Set<string>();

  get size(): number {
    return this.#channels.size;
  }

  add(channel: string): void {
    if (channel === '') return;
    this.#channels.add(channel);
    if (this.#channels.size <= most) return;
    for (const oldest of this.#channels) {
      this.#channels.delete(oldest);
      break;
    }
  }

  has(channel: string): boolean {
    return this.#channels.has(channel);
  }

  /** It is gone. */
  delete(channel: string): void {
    this.#channels.delete(channel);
  }

  /** What was asked before a connection was lost may have been done behind our back. */
  clear(): void {
    this.#channels.clear();
  }
}
