'use client';

import { useCallback, useEffect, useState } from 'react';
import type { ListedScreen } from '../../api/screens/screenKeeping.ts';

export interface ScreensNow {
  /** null: not known yet. */
  screens: ListedScreen[] | null;
  /** The build that the server runs; null: not known. */
  build: string | null;
  /** The server's clock at the answer, epoch ms. */
  now: number;
}

const againMs = 3000;

/** The screens, asked for anew every few seconds while somebody looks. */
export function useScreens(initial: ScreensNow): ScreensNow & { stale: boolean; renew: () => void } {
  const [told, setTold] = useState(initial);
  const [stale, setStale] = useState(initial.screens === null);

  const renew = useCallback(async () => {
    try {
      const answer = await fetch('/api/screens');
      // the session is over: the server sends the page to the sign-in and back
      if (answer.status === 401) return location.reload();
      if (!answer.ok) return setStale(true);
      setTold((await answer.json()) as ScreensNow);
      setStale(false);
    } catch {
      setStale(true);
    }
  }, []);
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void renew();
    };
    const timer = setInterval(look, againMs);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [renew]);
  return { ...told, stale, renew: () => void renew() };
}
