'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Board } from '#lib/board/board.ts';
import { createFloorStore, type FloorStore, type WallState } from '../../live/floorStore.ts';
import { reloadOnNewBuild } from '../../live/reloadOnNewBuild.ts';
import { useTick } from '../../live/useTick.ts';
import { openFloorLink, steadyNow } from '../../live/wallLink.ts';

export interface WallNow extends WallState {
  /** As it is now; null: it was deleted. */
  board: Board | null;
  store: FloorStore;
  /** The server's clock, epoch ms; moves at least once a second. */
  now: number;
  /** The instant at which the floor was last known to hold; null before any word. */
  asOf: number | null;
}

const atRest: WallState = { link: 'connecting', floor: null };

/** A board and its floor, live for as long as the component is on the screen. */
export function useWall(opened: Board): WallNow {
  const [store] = useState(() => createFloorStore(steadyNow));
  const [board, setBoard] = useState<Board | null>(opened);
  const state = useSyncExternalStore(store.subscribe, store.state, () => atRest);
  const { id } = opened;
  useEffect(() => {
    return openFloorLink(store, {
      namespace: '/wall',
      auth: { board: id },
      onBuild: reloadOnNewBuild({ storage: sessionStorage, reload: () => location.reload() }),
      onRefused: (why) => {
        // The session is over: the server sends the page to the sign-in and back.
        if (why === 'sign_in') location.reload();
        // It was deleted while the server was out of reach.
        if (why === 'unknown_board') setBoard(null);
      },
      listen: (socket) => socket.on('board', (told) => setBoard((was) => (sameBoard(was, told) ? was : told))),
    });
  }, [id, store]);
  useTick(store);
  return { ...state, board, store, now: store.now(), asOf: store.asOf() };
}

/** Told again on each connection; one that is the same leaves the tiles alone. */
function sameBoard(a: Board | null, b: Board | null): boolean {
  const shown = (board: Board | null) => board && [board.id, board.name, board.centres, board.tiles];
  return JSON.stringify(shown(a)) === JSON.stringify(shown(b));
}
