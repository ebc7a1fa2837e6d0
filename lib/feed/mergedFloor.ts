import { applyPatch, emptyFloor, floorKinds } from './applyPatch.ts';
import { dayKinds } from './dayKinds.ts';
import type { Floor, FloorChanges, FloorKind, FloorRemovals, Patch, Snapshot } from './feedEvents.ts';

interface Told {
  epoch: string;
  seq: number;
  floor: Floor;
}
export type Touched = { kind: FloorKind; id: string }[];

/** The floors of all exchanges as one, each kept in step with its worker by epoch and sequence number. */
export class MergedFloor {
  readonly floor = emptyFloor();
  readonly #told = new Map<string, Told>();

  /** A worker's whole floor, in place of what was known of its exchange; what changed by it. */
  snapshot(exchange: string, snapshot: Snapshot): Touched {
    const before = this.#told.get(exchange)?.floor ?? emptyFloor();
    // what is not counted yet is not told as nothing
    if (snapshot.uncounted) for (const kind of dayKinds) Object.assign(snapshot.floor[kind], before[kind]);
    this.#told.set(exchange, { epoch: snapshot.epoch, seq: snapshot.seq, floor: snapshot.floor });
    const removed: FloorRemovals = {};
    for (const kind of floorKinds) {
      removed[kind] = Object.keys(before[kind]).filter((id) => !(id in snapshot.floor[kind]));
    }
    return this.#merge(snapshot.floor, removed);
  }

  /** The next patch of a worker; null when one before it is missing, so that a snapshot must be asked for. */
  patch(exchange: string, patch: Patch): Touched | null {
    const told = this.#told.get(exchange);
    if (told === undefined || told.epoch !== patch.epoch || patch.seq !== told.seq + 1) return null;
    told.seq = patch.seq;
    applyPatch(told.floor, patch);
    return this.#merge(patch.changed, patch.removed);
  }

  /** An entity that the web process itself knows: a centre, or the health of a source whose worker is gone. */
  put<K extends FloorKind>(kind: K, id: string, entity: Floor[K][string]): Touched {
    return this.#merge({ [kind]: { [id]: entity } } as FloorChanges, {});
  }

  /** All entities of a kind, in place of those known; for kinds that no worker's floor holds. */
  replace<K extends FloorKind>(kind: K, entities: Floor[K]): Touched {
    const removed = Object.keys(this.floor[kind]).filter((id) => !(id in entities));
    return this.#merge({ [kind]: entities } as FloorChanges, { [kind]: removed });
  }

  #merge(changed: FloorChanges, removed: FloorRemovals): Touched {
    applyPatch(this.floor, { changed, removed });
    const touched: Touched = [];
    for (const kind of floorKinds) {
      for (const id of Object.keys(changed[kind] ?? {})) touched.push({ kind, id });
      for (const id of removed[kind] ?? []) touched.push({ kind, id });
    }
    return touched;
  }
}
