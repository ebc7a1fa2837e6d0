'use client';

import { useEffect } from 'react';

/**
 * Asks before the page is left while something is unsaved: by closing it, by a link, or by the browser's way back.
 *
 * @param text the question
 */
export function useLeaveGuard(unsaved: boolean, text: string): void {
  useEffect(() => {
    if (!unsaved) return;
    let leaving = false;
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!leaving) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
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
    // The way back first meets an entry that looks the same as this page.
    const here = location.href;
    window.history.pushState(window.history.state, '', here);
    const onBack = () => {
      if (leaving) return;
      if (window.confirm(text)) {
        leaving = true;
        window.history.back();
      } else window.history.pushState(window.history.state, '', here);
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
