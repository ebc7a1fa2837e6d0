'use client';

import { useEffect, useState } from 'react';

const key = 'santral-alarms-silent';

/** Whether whoever sits here has silenced alarms on this machine; kept there. */
export function useOwnSilence(): { silent: boolean; toggle: () => void } {
  const [silent, setSilent] = useState(false);
  useEffect(() => {
    try {
      setSilent(localStorage.getItem(key) === '1');
    } catch {
      // Storage is shut: nothing was silenced before.
    }
  }, []);
  const toggle = () => {
    setSilent(!silent);
    try {
      localStorage.setItem(key, silent ? '0' : '1');
    } catch {
      // Holds for this page alone then.
    }
  };
  return { silent, toggle };
}
