/** From so many messages on it is plain what share of them is read. */
const enoughMessages = 500;

/**
 * When an exchange refuses to filter, says once whether that matters: it does not where manager.conf already keeps back
 * what nobody reads.
 */
export class FilterAdvice {
  #refused: { said: string; since: number; read: number } | null = null;

  /** The exchange refused with these words, when so many messages had come. */
  refused(said: string, messages: number): void {
    this.#refused = { said, since: messages, read: 0 };
  }

  /** A new connection begins. */
  reset(): void {
    this.#refused = null;
  }

  /** One more message was read, of so many that came. Answers the advice, once, if most of them nobody reads. */
  read(peer: string, messages: number): string | null {
    const refused = this.#refused;
    if (refused === null) return null;
    refused.read++;
    const came = messages - refused.since;
    if (came < enoughMessages) return null;
    this.#refused = null;
    if (refused.read > came / 2) return null;
    return `${peer} sends events that nobody reads, since Filter was refused (${refused.said}): give the account the eventfilter lines of the README, or write = system, to spare the exchange work.`;
  }
}
