'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { type DeskAddress, readDeskAddress, writeDeskAddress } from './deskAddress.ts';

const listeners = new Set<() => void>();
let read = { search: '', desk: readDeskAddress('') };

function current(): DeskAddress {
  const { search } = window.location;
  if (search !== read.search) read = { search, desk: readDeskAddress(search) };
  return read.desk;
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('popstate', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('popstate', listener);
  };
}

/**
 * What the desk shows, kept in the address, so that it can be shared and found again.
 *
 * @returns the desk, and what changes it: `push` makes an entry of its own, so that Back undoes it
 */
export function useDeskAddress(
  initial: DeskAddress,
): [DeskAddress, (change: Partial<DeskAddress>, how?: 'push' | 'replace') => void] {
  const desk = useSyncExternalStore(subscribe, current, () => initial);
  const change = useCallback((changed: Partial<DeskAddress>, how: 'push' | 'replace' = 'replace') => {
    const url = `${window.location.pathname}${writeDeskAddress({ ...current(), ...changed })}`;
    // the present entry's own state is the router's
    if (how === 'push') window.history.pushState(window.history.state, '', url);
    else window.history.replaceState(window.history.state, '', url);
    for (const listener of listeners) listener();
  }, []);
  return [desk, change];
}
