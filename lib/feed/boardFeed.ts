import { floorKinds } from './applyPatch.ts';
import type { Floor, FloorKind, Patch, Snapshot } from './feedEvents.ts';
import type { Touched } from './mergedFloor.ts';

/** At most four patches a second, however many calls arrive. */
export const patchIntervalMs = 250;
/** Changes that come together travel together. */
const gatherMs = 4;

/** One board's view of the floor: which entities are on it, its sequence of patches, and their pace. */
export class BoardFeed {
  readonly #epoch: string;
  readonly #floor: Floor;
  readonly #centre: string | null;
  readonly #exchanges: ReadonlySet<string>;
  readonly #send: (patch: Patch) => void;
  #seq = 0;
  #sentAt = 0;
  #timer: NodeJS.Timeout | null = null;
  /** What changed since the last patch, and what was on the board then. */
  readonly #dirty = new Map<FloorKind, Set<string>>();
  readonly #onBoard = new Map<FloorKind, Set<string>>();

  /** `centre` null: every centre's. `exchanges`: those whose health is on the board besides the centre's own. */
  constructor(
    epoch: string,
    floor: Floor,
    centre: string | null,
    exchanges: ReadonlySet<string>,
    send: (patch: Patch) => void,
  ) {
    this.#epoch = epoch;
    this.#floor = floor;
    this.#centre = centre;
    this.#exchanges = exchanges;
    this.#send = send;
    for (const kind of floorKinds) {
      this.#dirty.set(kind, new Set());
      this.#onBoard.set(kind, new Set(Object.keys(this.#entities(kind))));
    }
  }

  snapshot(now: number): Snapshot {
    const floor: Record<string, unknown> = {};
    for (const kind of floorKinds) floor[kind] = this.#entities(kind);
    return { epoch: this.#epoch, seq: this.#seq, at: now, floor: floor as unknown as Floor };
  }

  touch(touched: Touched): void {
    let any = false;
    for (const { kind, id } of touched) {
      const entity = this.#floor[kind][id];
      // what was on the board may have gone to another centre
      const shown = this.#onBoard.get(kind)?.has(id) || (entity !== undefined && this.#fits(kind, id, entity));
      if (!shown) continue;
      this.#dirty.get(kind)?.add(id);
      any = true;
    }
    if (!any || this.#timer !== null) return;
    const wait = Math.max(gatherMs, this.#sentAt + patchIntervalMs - Date.now());
    this.#timer = setTimeout(() => this.#flush(), wait);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #flush(): void {
    this.#timer = null;
    const changed: Record<string, Record<string, unknown>> = {};
    const removed: Partial<Record<FloorKind, string[]>> = {};
    for (const kind of floorKinds) {
      const ids = this.#dirty.get(kind) ?? new Set();
      const onBoard = this.#onBoard.get(kind) ?? new Set();
      const entities: Record<string, unknown> = {};
      const gone: string[] = [];
      for (const id of ids) {
        const entity = this.#floor[kind][id];
        if (entity === undefined || !this.#fits(kind, id, entity)) {
          onBoard.delete(id);
          gone.push(id);
        } else {
          onBoard.add(id);
          entities[id] = entity;
        }
      }
      if (gone.length > 0) removed[kind] = gone;
      if (gone.length < ids.size) changed[kind] = entities;
      ids.clear();
    }
    this.#seq++;
    this.#sentAt = Date.now();
    this.#send({ epoch: this.#epoch, seq: this.#seq, at: this.#sentAt, changed: changed as Patch['changed'], removed });
  }

  #entities(kind: FloorKind): Record<string, unknown> {
    const entities: Record<string, unknown> = {};
    for (const [id, entity] of Object.entries(this.#floor[kind]))
      if (this.#fits(kind, id, entity)) entities[id] = entity;
    return entities;
  }

  #fits(kind: FloorKind, id: string, entity: Floor[FloorKind][string]): boolean {
    if (this.#centre === null) return true;
    if (kind === 'centres') return id === this.#centre;
    if (kind === 'sources' && this.#exchanges.has(id)) return true;
    // an exchange's agents may serve queues of several centres
    if ('queues' in entity && entity.queues.some((queue) => this.#floor.queues[queue]?.centre === this.#centre))
      return true;
    return 'centre' in entity && entity.centre === this.#centre;
  }
}
