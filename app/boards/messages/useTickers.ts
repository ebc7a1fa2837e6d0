'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { TickerNow } from '#lib/feed/feedEvents.ts';
import { ask } from '../boardRequests.ts';

const againMs = 10_000;

/**
 * The messages that stand or are to come, as the server has them: asked for anew when those on the screens change, and now
 * and then, since screens are not told of what is to come.
 *
 * @param onScreens as the live feed tells them; another object when they are others
 */
export function useTickers(
  atFirst: readonly TickerNow[],
  onScreens: Readonly<Record<string, TickerNow>> | undefined,
): { tickers: readonly TickerNow[]; renew: () => void } {
  const [tickers, setTickers] = useState(atFirst);
  const asked = useRef(0);
  const renew = useCallback(async () => {
    asked.current++;
    const nth = asked.current;
    const answer = await ask<{ tickers: TickerNow[] }>('GET', '/api/tickers');
    if ('ok' in answer && nth === asked.current) setTickers(answer.ok.tickers);
  }, []);
  useEffect(() => {
    if (onScreens !== undefined) void renew();
  }, [onScreens, renew]);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && void renew(), againMs);
    return () => clearInterval(timer);
  }, [renew]);
  return { tickers, renew: () => void renew() };
}
