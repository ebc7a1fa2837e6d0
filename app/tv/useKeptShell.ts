'use client';

import { useEffect } from 'react';

/** Has the browser keep this page and its files, so that the TV opens it while the server is away. */
export function useKeptShell(): void {
  useEffect(() => {
    // There is none without https, except on this machine; the page works all the same while the server is there.
    if (!('serviceWorker' in navigator)) return;
    navigator.serviceWorker
      .register('/sw.js', { scope: '/tv', updateViaCache: 'none' })
      .then(() => navigator.serviceWorker.ready)
      .then(({ active }) => active?.postMessage({ do: 'keep', files: loadedFiles() }))
      .catch((error: unknown) => console.warn('The page could not be kept for when the server is away:', error));
    // Else a browser short of space may forget the pairing.
    void navigator.storage?.persist?.();
  }, []);
}

/** What the page has loaded besides what its document names, such as fonts and parts that are loaded later. */
function loadedFiles(): string[] {
  return performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/_next/static/'))
    .map(({ pathname, search }) => pathname + search);
}

const keptWithinMs = 20_000;

/** Loads the page anew once the new one is kept, or as it comes when that takes too long. */
export async function reloadKept(): Promise<void> {
  const worker = navigator.serviceWorker?.controller;
  if (worker) {
    const { port1, port2 } = new MessageChannel();
    await new Promise<void>((done) => {
      port1.onmessage = () => done();
      setTimeout(done, keptWithinMs);
      worker.postMessage({ do: 'renew' }, [port2]);
    });
  }
  location.reload();
}
