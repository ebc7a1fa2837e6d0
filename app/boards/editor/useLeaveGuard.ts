'use client';

import { useEffect, useRef } from 'react';

/**
 * Asks before the page is left while something is unsaved: by closing it, by a link, or by the browser's way back.
 *
 * @param text the question
 */
export function useLeaveGuard(unsaved: boolean, text: string): void {
  // The way back first meets an entry that looks the same as this page: one, however often it is changed and saved.
  const guarded = useRef(false);
  useEffect(() => {
    let leaving = false;
    const here = location.href;
    const guard = () => {
      window.history.pushState(window.history.state, '', here);
      guarded.current = true;
    };
    if (unsaved && !guarded.current) guard();
    const onUnload = (event: BeforeUnloadEvent) => {
      if (unsaved && !leaving) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      if (!unsaved) return;
      const link = (event.target as Element | null)?.closest?.('a[href]');
      const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
      if (!(link instanceof HTMLAnchorElement) || !plain || link.target === '_blank' || link.download !== '') return;
      if (link.origin === location.origin && link.pathname === location.pathname) return;
      if (window.confirm(text)) {
        leaving = true;
        return;
      }
      event.preventDefault();
      event.stopPropagation();
    };
    const onBack = () => {
      if (leaving || !guarded.current) return;
      guarded.current = false;
      if (unsaved && !window.confirm(text)) return guard();
      leaving = true;
      window.history.back();
    };
    window.addEventListener('beforeunload', onUnload);
    document.addEventListener('click', onClick, { capture: true });
    window.addEventListener('popstate', onBack);
    return () => {
      window.removeEventListener('beforeunload', onUnload);
      document.removeEventListener('click', onClick, { capture: true });
      window.removeEventListener('popstate', onBack);
    };
  }, [unsaved, text]);
}
