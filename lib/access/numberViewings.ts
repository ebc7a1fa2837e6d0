/** A desk that is away for so long and comes back, as over a lost connection or a reload, is looked at still. */
const sameViewingMs = 10 * 60_000;

/** Tells when somebody begins to look at callers' numbers: each viewing goes into the audit log once, however many desks. */
export class NumberViewings {
  readonly #open = new Map<string, Set<string>>();
  /** When the last desk of a person was closed. */
  readonly #closedAt = new Map<string, number>();

  /**
   * A desk with whole numbers opened.
   *
   * @param now epoch ms
   * @returns whether a viewing begins with it
   */
  opened(personId: string, desk: string, now: number): boolean {
    const open = this.#open.get(personId);
    if (open !== undefined) {
      open.add(desk);
      return false;
    }
    this.#open.set(personId, new Set([desk]));
    const closedAt = this.#closedAt.get(personId);
    this.#closedAt.delete(personId);
    return closedAt === undefined || now - closedAt > sameViewingMs;
  }

  /** It was closed. */
  closed(personId: string, desk: string, now: number): void {
    const open = this.#open.get(personId);
    if (open === undefined || !open.delete(desk) || open.size > 0) return;
    this.#open.delete(personId);
    this.#closedAt.set(personId, now);
    for (const [person, at] of this.#closedAt) if (now - at > sameViewingMs) this.#closedAt.delete(person);
  }
}
