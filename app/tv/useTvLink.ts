'use client';

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Socket } from 'socket.io-client';
import type { ScreenAssignment } from '#lib/board/screenAssignment.ts';
import type { WallClientEvents, WallServerEvents } from '#lib/feed/feedEvents.ts';
import { createFloorStore, type FloorStore, type WallState } from '../live/floorStore.ts';
import { reloadOnNewBuild } from '../live/reloadOnNewBuild.ts';
import { openFloorLink, steadyNow } from '../live/wallLink.ts';
import { reloadKept } from './useKeptShell.ts';

interface TvLinkOptions {
  token: string;
  /** That this page is of; null: not known. */
  build: string | null;
  onAssignment: (assignment: ScreenAssignment) => void;
  /** The pairing is over. */
  onOver: () => void;
}

export interface TvLink extends WallState {
  store: FloorStore;
  /** The server is there; its first figures may still be on their way. */
  connected: boolean;
  /** The first word of the server's last refusal, since it last let us in. */
  refused: string | null;
  /** Asked to show its name: anew with each question. */
  identified: { name: string; nth: number } | null;
  /** The board that is shown, for the list of screens. */
  showing: (board: string | null) => void;
}

const reportMs = 30_000;
const atRest: WallState = { link: 'connecting', floor: null };
/** Refusals that do not pass by themselves: the token is worth nothing any more. */
const worthless = ['revoked', 'unknown_screen'];

/** A paired screen's link to the server: what it is to show, its figures, and what it tells of itself. */
export function useTvLink({ token, build, onAssignment, onOver }: TvLinkOptions): TvLink {
  const [store] = useState(() => createFloorStore(steadyNow));
  const [connected, setConnected] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [identified, setIdentified] = useState<TvLink['identified']>(null);
  const shown = useRef<string | null>(null);
  const report = useRef<() => void>(() => undefined);
  const state = useSyncExternalStore(store.subscribe, store.state, () => atRest);

  useEffect(() => {
    let socket: Socket<WallServerEvents, WallClientEvents> | null = null;
    let latencyMs: number | null = null;
    let ownBuild = build;
    const timed: FloorStore = {
      ...store,
      clock(reading) {
        latencyMs = Math.max(0, Math.round(reading.heardAt - reading.askedAt));
        store.clock(reading);
      },
    };
    report.current = () => {
      if (!socket?.connected) return;
      const pixels = (points: number) => Math.round(points * devicePixelRatio);
      const [width, height] = [pixels(innerWidth), pixels(innerHeight)];
      socket.emit('report', { build: ownBuild ?? '', board: shown.current, latencyMs, width, height });
    };
    const heardBuild = reloadOnNewBuild(
      { storage: sessionStorage, reload: () => void reloadKept() },
      build ?? undefined,
    );
    const close = openFloorLink(timed, {
      namespace: '/wall',
      auth: { screen: token },
      onBuild: (id) => {
        ownBuild ??= id;
        heardBuild(id);
      },
      onRefused: (why) => {
        if (worthless.includes(why)) onOver();
        else setRefused(why);
      },
      listen: (opened) => {
        socket = opened;
        opened.on('connect', () => {
          setConnected(true);
          setRefused(null);
        });
        opened.on('disconnect', () => setConnected(false));
        opened.on('assignment', onAssignment);
        opened.on('identify', (name) => setIdentified((was) => ({ name, nth: (was?.nth ?? 0) + 1 })));
        opened.on('revoked', onOver);
        // after the first beat, so that its time is known
        opened.on('snapshot', () => setTimeout(() => report.current(), 1000));
      },
    });
    const reporting = setInterval(() => report.current(), reportMs);
    const resized = () => report.current();
    addEventListener('resize', resized);
    return () => {
      removeEventListener('resize', resized);
      clearInterval(reporting);
      report.current = () => undefined;
      close();
    };
  }, [token, build, store, onAssignment, onOver]);

  const showing = useCallback((board: string | null) => {
    if (board === shown.current) return;
    shown.current = board;
    report.current();
  }, []);
  return { ...state, store, connected, refused, identified, showing };
}
