'use client';

import { useEffect, useState } from 'react';
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
    const stopping = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const read = async () => {
      let next = againMs;
      try {
        if (document.visibilityState === 'visible') {
          const answer = await fetch(`/api/floor/roster?centre=${encodeURIComponent(centre)}`, {
            signal: stopping.signal,
          });
          if (!answer.ok) throw new Error(`The roster was answered with ${answer.status}`);
          const roster = (await answer.json()) as RosterToday;
          setTold({ roster, failed: false });
        }
      } catch {
        if (stopping.signal.aborted) return;
        next = soonMs;
        setTold(({ roster }) => ({ roster, failed: true }));
      }
      timer = setTimeout(read, next);
    };
    void read();
    const onVisible = () => {
      if (document.visibilityState !== 'visible') return;
      clearTimeout(timer);
      void read();
    };
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      stopping.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [centre]);
  return told;
}
