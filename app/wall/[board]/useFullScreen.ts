'use client';

import { useCallback, useEffect, useState } from 'react';
import { useIdlePointer } from '../../live/useIdlePointer.ts';

/**
 * Full screen by button and by the F key; also true of a browser that was started as a kiosk. While full, the frame is
 * hidden and so is a mouse pointer at rest. Where the browser has no full screen (phones), the frame alone is hidden.
 */
export function useFullScreen(): { full: boolean; toggle: () => void } {
  const [full, setFull] = useState(false);

  useEffect(() => {
    const kiosk = matchMedia('(display-mode: fullscreen)');
    const update = () => setFull(document.fullscreenElement !== null || kiosk.matches);
    update();
    document.addEventListener('fullscreenchange', update);
    kiosk.addEventListener('change', update);
    return () => {
      document.removeEventListener('fullscreenchange', update);
      kiosk.removeEventListener('change', update);
    };
  }, []);

  const toggle = useCallback(() => {
    const fallBack = () => setFull((was) => !was);
    if (document.fullscreenElement) document.exitFullscreen().catch(fallBack);
    else if (document.fullscreenEnabled) document.documentElement.requestFullscreen().catch(fallBack);
    else fallBack();
  }, []);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches('input, select, textarea');
      if (typing || event.ctrlKey || event.metaKey || event.altKey || event.key.toLowerCase() !== 'f') return;
      event.preventDefault();
      toggle();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [toggle]);

  useEffect(() => {
    document.documentElement.toggleAttribute('data-full', full);
    return () => document.documentElement.removeAttribute('data-full');
  }, [full]);
  useIdlePointer(full);

  return { full, toggle };
}
