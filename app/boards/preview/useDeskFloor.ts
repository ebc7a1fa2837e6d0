'use client';

import { useEffect, useState } from 'react';
import type { Link } from '#lib/board/freshness.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';
import { createFloorStore } from '../../live/floorStore.ts';
import { openFloorLink, steadyNow } from '../../live/wallLink.ts';

/** What a preview is drawn from. */
export interface DeskNow {
  /** null before any word from the server. */
  floor: Floor | null;
  link: Link;
  /** The server's clock, epoch ms. */
  now: number;
  /** The instant at which the floor was last known to hold; null before any word. */
  asOf: number | null;
}

/**
 * The floor of all centres for previews: whatever a board that is being made may show. Callers' numbers are not asked for.
 *
 * @param everyMs how often it is looked at
 */
export function useDeskFloor(everyMs: number): DeskNow {
  const [now, setNow] = useState<DeskNow>({ floor: null, link: 'connecting', now: 0, asOf: null });
  useEffect(() => {
    const store = createFloorStore(steadyNow);
    const look = () => setNow({ ...store.state(), now: store.now(), asOf: store.asOf() });
    const close = openFloorLink(store, {
      namespace: '/desk',
      auth: { centre: 'all', callers: 'none' },
      // What is being edited here is not lost to a deploy; the page is new when it is opened again.
      onBuild: () => undefined,
    });
    look();
    const unsubscribe = store.subscribe(() => {
      // The first word is shown at once.
      if (store.state().link === 'live') {
        unsubscribe();
        look();
      }
    });
    const looking = setInterval(look, everyMs);
    return () => {
      clearInterval(looking);
      unsubscribe();
      close();
    };
  }, [everyMs]);
  return now;
}
