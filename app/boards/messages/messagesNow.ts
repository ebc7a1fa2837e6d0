import type { TickerNow } from '#lib/feed/feedEvents.ts';

/** Those on the screens at `now` (epoch ms), the urgent and the latest first, and those to come, the next first. */
export function messagesNow(tickers: readonly TickerNow[], now: number): { current: TickerNow[]; coming: TickerNow[] } {
  const standing = tickers.filter(({ expiresAt }) => expiresAt > now);
  return {
    current: standing
      .filter(({ startsAt }) => startsAt <= now)
      .sort((a, b) => Number(b.urgent) - Number(a.urgent) || b.startsAt - a.startsAt),
    coming: standing.filter(({ startsAt }) => startsAt > now).sort((a, b) => a.startsAt - b.startsAt),
  };
}
