'use client';

import { useEffect } from 'react';

/** A TV whose browser was not started full screen becomes so at the first click or key, such as OK on a remote control. */
export function useFullScreenOnTouch(): void {
  useEffect(() => {
    const fill = () => {
      if (document.fullscreenElement !== null || !document.fullscreenEnabled) return;
      // a browser that refuses shows the page all the same
      document.documentElement.requestFullscreen().catch(() => undefined);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' || event.key.toLowerCase() === 'f') fill();
    };
    document.addEventListener('click', fill);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('click', fill);
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}
