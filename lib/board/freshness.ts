import type { QueueNow, SourceHealth } from '#lib/feed/feedEvents.ts';

/** `connecting`: never linked since the page was opened; `lost`: linked before, silent or cut off now. */
export type Link = 'connecting' | 'live' | 'lost';

/** How far a board's numbers can be trusted right now. */
export interface Freshness {
  /** Link up and every source live. */
  live: boolean;
  /** Link up and some sources live, others not: sums hold the last known numbers of those. */
  partly: boolean;
  /** The sources that are not live. */
  unwell: SourceHealth[];
  /** Exchanges whose numbers are not live: all of them while the link is down. */
  isLive(exchange: string): boolean;
  /** The instant up to which an exchange's timers may run: now while live, else when it was last heard. */
  heldUntil(exchange: string): number;
}

/**
 * Timers of a source that went silent stand still at its last word: nobody knows whether that citizen still waits.
 *
 * @param asOf the instant (server's clock) at which the floor was last known to hold
 */
export function freshness(link: Link, sources: SourceHealth[], asOf: number): Freshness {
  const unwell = sources.filter((source) => source.state !== 'live');
  const byExchange = new Map(unwell.map((source) => [source.id, source]));
  return {
    live: link === 'live' && unwell.length === 0,
    partly: link === 'live' && unwell.length > 0 && unwell.length < sources.length,
    unwell,
    isLive: (exchange) => link === 'live' && !byExchange.has(exchange),
    heldUntil(exchange) {
      const source = byExchange.get(exchange);
      return source ? Math.min(asOf, source.lastHeardAt ?? source.since) : asOf;
    },
  };
}

/** Seconds that the longest waiting citizen has waited: 0 when nobody waits, null when no queue is known. */
export function longestWaitSeconds(queues: QueueNow[], fresh: Freshness): number | null {
  if (queues.length === 0) return null;
  return queues.reduce((longest, queue) => Math.max(longest, queueWaitSeconds(queue, fresh) ?? 0), 0);
}

/** Seconds that the queue's longest waiting citizen has waited; null when nobody waits there. */
export function queueWaitSeconds(queue: QueueNow, fresh: Freshness): number | null {
  if (queue.longestWaitingSince === null) return null;
  return Math.max(0, (fresh.heldUntil(queue.exchange) - queue.longestWaitingSince) / 1000);
}
