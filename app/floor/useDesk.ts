'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { createFloorStore, type FloorStore, type WallState } from '../live/floorStore.ts';
import { reloadOnNewBuild } from '../live/reloadOnNewBuild.ts';
import { openFloorLink, steadyNow } from '../live/wallLink.ts';

export interface DeskNow extends WallState {
  store: FloorStore;
  /** The server's clock, epoch ms; moves at least once a second. */
  now: number;
  /** The instant at which the floor was last known to hold; null before any word. */
  asOf: number | null;
  /** The session is over, or the account may not see it any more. */
  refused: 'sign_in' | 'not_allowed' | null;
}

const atRest: WallState = { link: 'connecting', floor: null };

/** The floor of a centre, or of all, live for as long as the component is on the screen. */
export function useDesk(centre: string): DeskNow {
  const [store] = useState(() => createFloorStore(steadyNow));
  const [refused, setRefused] = useState<DeskNow['refused']>(null);
  const state = useSyncExternalStore(store.subscribe, store.state, () => atRest);
  useEffect(
    () =>
      openFloorLink(store, {
        namespace: '/desk',
        auth: { centre },
        onBuild: reloadOnNewBuild({ storage: sessionStorage, reload: () => location.reload() }),
        onRefused: (why) => setRefused(why === 'sign_in' || why === 'not_allowed' ? why : null),
      }),
    [centre, store],
  );
  useTick(store);
  return { ...state, store, now: store.now(), asOf: store.asOf(), refused: state.link === 'live' ? null : refused };
}

/** Draws anew at each full second of the server's clock. */
function useTick(store: FloorStore): void {
  const [, tick] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const next = () => {
      timer = setTimeout(
        () => {
          tick((count) => count + 1);
          next();
        },
        1000 - (store.now() % 1000),
      );
    };
    next();
    return () => clearTimeout(timer);
  }, [store]);
}
