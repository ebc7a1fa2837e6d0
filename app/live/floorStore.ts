import type { Link } from '#lib/board/freshness.ts';
import { floorKinds } from '#lib/feed/applyPatch.ts';
import type { Floor, FloorChanges, FloorRemovals, Patch, Snapshot } from '#lib/feed/feedEvents.ts';
import { type ClockReading, createClockOffset } from './clockOffset.ts';

/** What a screen knows. Each change makes a new object; unchanged parts keep their identity. */
export interface WallState {
  link: Link;
  /** null before the first snapshot. */
  floor: Floor | null;
}

/** What a patch did. `gap`: it does not follow what is known, so ask for a snapshot; `awaiting`: one is on its way. */
export type PatchResult = 'applied' | 'old' | 'gap' | 'awaiting';

export interface FloorStore {
  state(): WallState;
  /** Calls `listener` after each change; the answer stops it. */
  subscribe(listener: () => void): () => void;
  /** The server's clock now, epoch ms, as well as this screen can tell. */
  now(): number;
  /** The instant by the server's clock at which the floor was last known to hold; null before any. Now, while the link is live. */
  asOf(): number | null;
  /** Patches are of no use until the next snapshot. */
  awaitsSnapshot(): boolean;
  snapshot(snapshot: Snapshot): void;
  patch(patch: Patch): PatchResult;
  clock(reading: ClockReading): void;
  /** The link is up again; the floor counts as lost until the next snapshot. */
  linked(): void;
  /** The link is cut or silent. */
  unlinked(): void;
}

/**
 * The floor as one screen knows it, from snapshots and patches. No React and no socket in here.
 *
 * @param localNow this screen's clock, epoch ms
 */
export function createFloorStore(localNow: () => number = Date.now): FloorStore {
  const clockOffset = createClockOffset();
  const listeners = new Set<() => void>();
  let state: WallState = { link: 'connecting', floor: null };
  let epoch: string | null = null;
  let seq = -1;
  let awaitsSnapshot = true;
  // By this screen's clock, so that a later correction of the offset applies to it as well.
  let heardAt: number | null = null;

  const change = (next: WallState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  return {
    state: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    now: () => localNow() + clockOffset.offset(),
    asOf() {
      if (heardAt === null) return null;
      return (state.link === 'live' ? localNow() : heardAt) + clockOffset.offset();
    },
    awaitsSnapshot: () => awaitsSnapshot,
    snapshot(snapshot) {
      const overtaken = !awaitsSnapshot && snapshot.epoch === epoch && snapshot.seq < seq;
      if (overtaken) return;
      epoch = snapshot.epoch;
      seq = snapshot.seq;
      awaitsSnapshot = false;
      heardAt = localNow();
      // a screen whose clock is a day off shows no wrong number, not even until its first question is answered
      clockOffset.guess(snapshot.at, heardAt);
      change({ link: 'live', floor: snapshot.floor });
    },
    patch(patch) {
      if (awaitsSnapshot || !state.floor) return 'awaiting';
      if (patch.epoch === epoch && patch.seq <= seq) return 'old';
      if (patch.epoch !== epoch || patch.seq !== seq + 1) {
        awaitsSnapshot = true;
        return 'gap';
      }
      seq = patch.seq;
      heardAt = localNow();
      change({ link: 'live', floor: patched(state.floor, patch.changed, patch.removed) });
      return 'applied';
    },
    clock(reading) {
      clockOffset.add(reading);
      if (state.link === 'live') heardAt = localNow();
    },
    linked() {
      awaitsSnapshot = true;
    },
    unlinked() {
      awaitsSnapshot = true;
      if (state.link === 'live') change({ ...state, link: 'lost' });
    },
  };
}

/** A new floor in which only the kinds that changed are new. */
function patched(floor: Floor, changed: FloorChanges, removed: FloorRemovals): Floor {
  let next = floor;
  for (const kind of floorKinds) {
    const gone = removed[kind] ?? [];
    if (!changed[kind] && gone.length === 0) continue;
    const entities: Record<string, unknown> = { ...floor[kind], ...changed[kind] };
    for (const id of gone) delete entities[id];
    next = { ...next, [kind]: entities };
  }
  return next;
}
