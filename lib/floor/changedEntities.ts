import { emptyFloor } from '../feed/applyPatch.ts';
import type { Floor, FloorChanges, FloorKind, FloorRemovals } from '../feed/feedEvents.ts';

/** The entities of a floor and which of them changed since they were last asked for. */
export class ChangedEntities {
  readonly floor: Floor = emptyFloor();
  readonly #changed = new Map<FloorKind, Set<string>>();
  readonly #removed = new Map<FloorKind, Set<string>>();

  put<K extends FloorKind>(kind: K, id: string, entity: Floor[K][string]): void {
    (this.floor[kind] as Record<string, typeof entity>)[id] = entity;
    setOf(this.#changed, kind).add(id);
    this.#removed.get(kind)?.delete(id);
  }

  remove(kind: FloorKind, id: string): void {
    if (!(id in this.floor[kind])) return;
    delete this.floor[kind][id];
    this.#changed.get(kind)?.delete(id);
    setOf(this.#removed, kind).add(id);
  }

  /** Whole entities that changed and ids that went, since the last call; null when nothing did. */
  take(): { changed: FloorChanges; removed: FloorRemovals } | null {
    if (this.#changed.size === 0 && this.#removed.size === 0) return null;
    const changed: Record<string, Record<string, unknown>> = {};
    for (const [kind, ids] of this.#changed) {
      const entities: Record<string, unknown> = {};
      for (const id of ids) entities[id] = this.floor[kind][id];
      if (ids.size > 0) changed[kind] = entities;
    }
    const removed: FloorRemovals = {};
    for (const [kind, ids] of this.#removed) if (ids.size > 0) removed[kind] = [...ids];
    this.#changed.clear();
    this.#removed.clear();
    return { changed: changed as FloorChanges, removed };
  }
}

function setOf(map: Map<FloorKind, Set<string>>, kind: FloorKind): Set<string> {
  let set = map.get(kind);
  if (set === undefined) {
    set = new Set();
    map.set(kind, set);
  }
  return set;
}
