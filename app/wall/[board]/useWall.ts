'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { createFloorStore, type FloorStore, type WallState } from '../../live/floorStore.ts';
import { reloadOnNewBuild } from '../../live/reloadOnNewBuild.ts';
import { openWallLink, steadyNow } from '../../live/wallLink.ts';

export interface WallNow extends WallState {
  store: FloorStore;
  /** The server's clock, epoch ms; moves at least once a second. */
  now: number;
  /** The instant at which the floor was last known to hold; null before any word. */
  asOf: number | null;
}

const atRest: WallState = { link: 'connecting', floor: null };

/** The board's floor, live for as long as the component is on the screen. */
export function useWall(board: string): WallNow {
  const [store] = useState(() => createFloorStore(steadyNow));
  const state = useSyncExternalStore(store.subscribe, store.state, () => atRest);
  useEffect(() => {
    const onBuild = reloadOnNewBuild({ storage: sessionStorage, reload: () => location.reload() });
    return openWallLink(board, store, onBuild);
  }, [board, store]);
  useTick(store);
  return { ...state, store, now: store.now(), asOf: store.asOf() };
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
