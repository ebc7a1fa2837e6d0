import { io, type Socket } from 'socket.io-client';
import type { WallClientEvents, WallServerEvents } from '#lib/feed/feedEvents.ts';
import type { FloorStore } from './floorStore.ts';

const beatMs = 1500;
/** With the beat, a silent line is known within five seconds. */
const answerMs = 3000;
const againMs = 3000;
/** A beat that comes later than this was held up with the whole machine, as by sleep: nothing was heard meanwhile. */
const lateMs = 5000;
/** Whether a line has outlived a sleep is known sooner. */
const hastyMs = 1000;
/** The two clocks here part by this much only when one was set, or when one stood still in the machine's sleep. */
const setMs = 2000;

/** This screen's clock, epoch ms, which nobody can set while the page is open. */
export const steadyNow = (): number => performance.timeOrigin + performance.now();

export interface FloorLinkOptions {
  namespace: '/wall' | '/desk';
  /** Of the handshake: `{board}` or `{screen}` for /wall, `{centre}` for /desk. */
  auth: Record<string, string>;
  /** Told the id of the server's build on each connection. */
  onBuild: (id: string) => void;
  /** Told the first word of the server's refusal, such as `sign_in`; it is tried again all the same. */
  onRefused?: (why: string) => void;
  /** More of what the server tells, before the first connection. */
  listen?: (socket: Socket<WallServerEvents, WallClientEvents>) => void;
  /** The server's address; empty: where the page came from. */
  server?: string;
  /** Outside a browser, such as a session's cookie. */
  extraHeaders?: Record<string, string>;
}

/** Keeps a store fed with what a board shows; see `openFloorLink`. */
export function openWallLink(board: string, store: FloorStore, onBuild: (id: string) => void, server = ''): () => void {
  return openFloorLink(store, { namespace: '/wall', auth: { board }, onBuild, server });
}

/**
 * Keeps a store fed from one of the server's namespaces, for ever: reconnects, asks anew after a gap, and notices a line
 * that is silent though not cut.
 *
 * @returns stops it
 */
export function openFloorLink(
  store: FloorStore,
  { namespace, auth, onBuild, onRefused, listen, server = '', extraHeaders }: FloorLinkOptions,
): () => void {
  const socket: Socket<WallServerEvents, WallClientEvents> = io(`${server}${namespace}`, {
    auth,
    ...(extraHeaders === undefined ? {} : { extraHeaders }),
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5000,
  });
  let askedAt = 0;
  let again: ReturnType<typeof setTimeout> | undefined;
  let closed = false;

  const ask = () => {
    askedAt = steadyNow();
    socket.emit('resync');
  };
  // socket.io does not try again by itself after a server's refusal or farewell.
  const tryAgain = () => {
    store.unlinked();
    clearTimeout(again);
    if (!closed && !socket.active) again = setTimeout(() => socket.connect(), againMs);
  };
  const beat = async (awoken = false) => {
    if (!socket.connected) return;
    if (store.awaitsSnapshot() && steadyNow() - askedAt > againMs) ask();
    const sentAt = steadyNow();
    try {
      const serverNow = await socket.timeout(awoken ? hastyMs : answerMs).emitWithAck('clock');
      store.clock({ askedAt: sentAt, heardAt: steadyNow(), serverNow });
    } catch {
      // No answer in time: the line is silent, whatever the transport believes. The next snapshot ends it.
      store.unlinked();
      // The far end of a line that slept is gone, though nobody said so; a new one is quicker than waiting for that.
      if (awoken) socket.io.engine.close();
    }
  };
  let beatAt = steadyNow();
  let lead = Date.now() - beatAt;
  const beatOrWake = () => {
    const late = !isHidden() && steadyNow() - beatAt > lateMs;
    const parted = Math.abs(Date.now() - steadyNow() - lead) > setMs;
    beatAt = steadyNow();
    lead = Date.now() - beatAt;
    if (late) store.unlinked();
    void beat(late || parted);
  };
  const onVisible = () => !isHidden() && beatOrWake();

  socket.on('connect', () => {
    askedAt = steadyNow();
    store.linked();
    void beat();
  });
  socket.on('connect_error', (error) => {
    // a server that refuses says why; a line that fails leaves the socket active
    if (!socket.active) onRefused?.(error.message.split(':', 1)[0] ?? '');
    tryAgain();
  });
  socket.on('disconnect', tryAgain);
  socket.on('snapshot', store.snapshot);
  socket.on('patch', (patch) => {
    if (store.patch(patch) === 'gap') ask();
  });
  socket.on('build', onBuild);
  listen?.(socket);
  const beating = setInterval(beatOrWake, beatMs);
  globalThis.document?.addEventListener('visibilitychange', onVisible);

  return () => {
    closed = true;
    clearInterval(beating);
    globalThis.document?.removeEventListener('visibilitychange', onVisible);
    clearTimeout(again);
    socket.disconnect();
  };
}

/** A page that nobody looks at is given time once a minute only. */
function isHidden(): boolean {
  return globalThis.document?.visibilityState === 'hidden';
}
