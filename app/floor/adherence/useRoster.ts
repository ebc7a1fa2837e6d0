'use client';

import { useEffect, useState } from 'react';
import { inTurn } from './inTurn.ts';
import type { RosterToday } from './rosterToday.ts';

/** Today's figures are as of the last full answer; the state of the moment is reckoned from the live feed besides. */
const againMs = 60_000;
const soonMs = 10_000;

export interface RosterNow {
  /** null: not read yet. */
  roster: RosterToday | null;
  /** It cannot be read now; what was read before stands. */
  failed: boolean;
}

/** The present day's roster of a centre, or of all, read once a minute for as long as somebody looks. */
export function useRoster(centre: string): RosterNow {
  const [told, setTold] = useState<RosterNow>({ roster: null, failed: false });
  useEffect(() => {
    const turns = inTurn(async (signal) => {
      if (document.visibilityState !== 'visible') return againMs;
      try {
        const answer = await fetch(`/api/floor/roster?centre=${encodeURIComponent(centre)}`, { signal });
        if (!answer.ok) throw new Error(`The roster was answered with ${answer.status}`);
        const roster = (await answer.json()) as RosterToday;
        setTold({ roster, failed: false });
        return againMs;
      } catch {
        if (!signal.aborted) setTold(({ roster }) => ({ roster, failed: true }));
        return soonMs;
      }
    });
    turns.now();
    const onVisible = () => {
      if (document.visibilityState === 'visible') turns.now();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      turns.stop();
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [centre]);
  return told;
}
