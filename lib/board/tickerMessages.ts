import type { TickerNow } from '#lib/feed/feedEvents.ts';
import { type FigureScope, holdsCentre } from './figureScope.ts';

export interface TickerOptions {
  /** A message that does not fit: it moves along, or is told page after page. */
  overflow: 'move' | 'page';
  /** Who sent it, and until when it holds, behind the message. */
  sender: boolean;
}

/**
 * The messages to be shown now: those that have begun and not expired, of the scope's centres or of all; the urgent first, then
 * the newest.
 *
 * @param now epoch ms by the server's clock
 */
export function tickerMessages(
  tickers: Readonly<Record<string, TickerNow>>,
  scope: FigureScope,
  now: number,
): TickerNow[] {
  return Object.values(tickers)
    .filter(({ centre, startsAt, expiresAt }) => {
      return startsAt <= now && now < expiresAt && (centre === null || holdsCentre(scope, centre));
    })
    .sort((a, b) => Number(b.urgent) - Number(a.urgent) || b.startsAt - a.startsAt || (a.id < b.id ? -1 : 1));
}
