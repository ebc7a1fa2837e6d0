import type { StaffingRules } from './staffingRules.ts';

/** Agents who handle several contacts at once, seen as places that handle one each. */
export interface Places {
  /** Contacts that one agent handles at once. */
  perAgent: number;
  /** Seconds that a contact keeps its place, beside the others. */
  ahtSeconds: number;
}

/**
 * Chats and messages: an agent with k at once is k places, in each of which a contact lasts longer than it would alone,
 * since the agent turns to the others in between: AHT · (1 + inflation · (k − 1)). With inflation 0 the customers' own pauses hide
 * the agent's absence; with 1 nothing is won by taking several (each new one slows the rest by its whole length). Measured
 * values lie between 0.1 and 0.4 for two or three chats; an agent carries at once as much as is taken for granted here only while
 * contacts do come: agents = ⌈places / k⌉.
 *
 * @param ahtSeconds of a contact handled alone
 * @example placesOf(600, { concurrency: 3, concurrencyInflation: 0.2 }).ahtSeconds // 840: 280 s of an agent's time
 */
export function placesOf(
  ahtSeconds: number,
  { concurrency = 1, concurrencyInflation = 0 }: Pick<StaffingRules, 'concurrency' | 'concurrencyInflation'>,
): Places {
  return { perAgent: concurrency, ahtSeconds: ahtSeconds * (1 + concurrencyInflation * (concurrency - 1)) };
}

/** Agents for so many places. */
export function agentsFor(places: number, { perAgent }: Places): number {
  return Math.ceil(places / perAgent);
}
