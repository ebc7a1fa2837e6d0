'use client';

import { useEffect, useState } from 'react';

/** Draws the component anew at each full second of the clock, such as the server's: `now` in epoch ms. */
export function useTick(clock: { now: () => number }): void {
  const [, tick] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const next = () => {
      timer = setTimeout(
        () => {
          tick((count) => count + 1);
          next();
        },
        1000 - (clock.now() % 1000),
      );
    };
    next();
    return () => clearTimeout(timer);
  }, [clock]);
}
