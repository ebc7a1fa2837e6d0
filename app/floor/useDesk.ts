'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { createFloorStore, type FloorStore, type WallState } from '../live/floorStore.ts';
import { reloadOnNewBuild } from '../live/reloadOnNewBuild.ts';
import { useTick } from '../live/useTick.ts';
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
