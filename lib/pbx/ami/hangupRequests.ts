/** From its request to its hang-up a channel takes a moment, a graceless dialplan some seconds. */
const rememberedMs = 60_000;

/**
 * Channels whose far end has hung up while they are still torn down. A caller may do so in the moment in which the
 * dialplan puts him into a queue: then the request comes before the queue has told of him.
 */
export class HangupRequests {
  /** When each was heard, the oldest first. */
  readonly #channels = new Map<string, number>();

  get size(): number {
    return this.#channels.size;
  }

  add(channel: string, now: number): void {
    if (channel !== '' && !this.#channels.has(channel)) this.#channels.set(channel, now);
  }

  has(channel: string): boolean {
    return this.#channels.has(channel);
  }

  /** It is gone. */
  delete(channel: string): void {
    this.#channels.delete(channel);
  }

  /** Lets go of those whose hang-up was not told. */
  forgetOld(now: number): void {
    for (const [channel, heardAt] of this.#channels) {
      if (now - heardAt <= rememberedMs) break;
      this.#channels.delete(channel);
    }
  }

  /** What was asked before a connection was lost may have been done behind our back. */
  clear(): void {
    this.#channels.clear();
  }
}
