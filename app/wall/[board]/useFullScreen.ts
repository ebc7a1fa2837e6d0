'use client';

import { useCallback, useEffect, useState } from 'react';

const idleMs = 3000;

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
    const root = document.documentElement;
    root.toggleAttribute('data-full', full);
    if (!full) return;
    let timer = setTimeout(() => root.toggleAttribute('data-idle', true), idleMs);
    const moved = () => {
      root.toggleAttribute('data-idle', false);
      clearTimeout(timer);
      timer = setTimeout(() => root.toggleAttribute('data-idle', true), idleMs);
    };
    document.addEventListener('mousemove', moved);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('mousemove', moved);
      root.removeAttribute('data-idle');
      root.removeAttribute('data-full');
    };
  }, [full]);

  return { full, toggle };
}
