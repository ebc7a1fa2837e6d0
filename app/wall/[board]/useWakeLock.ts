'use client';

import { useEffect } from 'react';

/** Taken back by the system, as on low battery, it is asked for again so often. */
const againMs = 60_000;

/** Keeps the screen awake while the page is seen, where the browser can; it refuses on low battery, and that is fine. */
export function useWakeLock(): void {
  useEffect(() => {
    if (!('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | undefined;
    let left = false;
    const hold = async () => {
      if (document.visibilityState !== 'visible' || (lock && !lock.released)) return;
      try {
        lock = await navigator.wakeLock.request('screen');
        if (left) await lock.release();
      } catch {
        // Refused now; asked again in a while, and when the page is next shown.
        lock = undefined;
      }
    };
    void hold();
    document.addEventListener('visibilitychange', hold);
    const again = setInterval(hold, againMs);
    return () => {
      left = true;
      clearInterval(again);
      document.removeEventListener('visibilitychange', hold);
      void lock?.release();
    };
  }, []);
}
