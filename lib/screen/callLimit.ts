/** How often somebody may do something: so many times within a span that slides along. In memory, so of one process. */
export class CallLimit {
  readonly #most: number;
  readonly #spanMs: number;
  readonly #calls = new Map<string, number[]>();

  constructor(most: number, spanMs: number) {
    this.#most = most;
    this.#spanMs = spanMs;
  }

  /**
   * Counts a call of `who`, if it may be made.
   *
   * @returns null: it may; else the seconds to wait
   */
  take(who: string, now: number): number | null {
    const since = now - this.#spanMs;
    const calls = (this.#calls.get(who) ?? []).filter((at) => at > since);
    const [oldest] = calls;
    if (oldest !== undefined && calls.length >= this.#most) return Math.ceil((oldest - since) / 1000);
    this.#calls.set(who, [...calls, now]);
    if (this.#calls.size > 10_000) this.#forget(since);
    return null;
  }

  /** The latest call of `who` does not count after all. */
  giveBack(who: string): void {
    const calls = this.#calls.get(who)?.slice(0, -1) ?? [];
    if (calls.length > 0) this.#calls.set(who, calls);
    else this.#calls.delete(who);
  }

  #forget(since: number): void {
    for (const [who, calls] of this.#calls) if ((calls.at(-1) ?? 0) <= since) this.#calls.delete(who);
  }
}
