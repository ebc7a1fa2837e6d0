import { floorKinds } from './applyPatch.ts';
import type { CallerNow, Floor, FloorKind, Patch, Snapshot } from './feedEvents.ts';
import type { Touched } from './mergedFloor.ts';
import { shownCaller } from './shownCallers.ts';
import type { ViewScope } from './viewScope.ts';

/** At most four patches a second, however many calls arrive. */
export const patchIntervalMs = 250;
/** Changes that come together travel together. */
const gatherMs = 4;

/** The floor as those see it who may see the same of it: which entities, their sequence of patches, and their pace. */
export class FloorView {
  readonly #epoch: string;
  readonly #floor: Floor;
  readonly #scope: ViewScope;
  readonly #centres: ReadonlySet<string> | null;
  readonly #exchanges: ReadonlySet<string>;
  readonly #send: (patch: Patch) => void;
  #seq = 0;
  #sentAt = 0;
  #timer: NodeJS.Timeout | null = null;
  /** What changed since the last patch. */
  readonly #dirty = new Map<FloorKind, Set<string>>();
  /** What some screen was told and not told to be gone. */
  readonly #inView = new Map<FloorKind, Set<string>>();

  /**
   * @param epoch of this view alone: who comes from another one must not take its patches for the next ones
   * @param exchanges those whose health is in view besides the centres' own
   */
  constructor(
    epoch: string,
    floor: Floor,
    scope: ViewScope,
    exchanges: ReadonlySet<string>,
    send: (patch: Patch) => void,
  ) {
    this.#epoch = epoch;
    this.#floor = floor;
    this.#scope = scope;
    this.#centres = scope.centres === null ? null : new Set(scope.centres);
    this.#exchanges = exchanges;
    this.#send = send;
    for (const kind of scope.kinds) {
      this.#dirty.set(kind, new Set());
      this.#inView.set(kind, new Set(Object.keys(this.#entities(kind))));
    }
  }

  /** Kinds that are not in view are empty. */
  snapshot(now: number): Snapshot {
    const floor: Record<string, unknown> = {};
    for (const kind of floorKinds) {
      const inView = this.#inView.get(kind);
      const entities = inView === undefined ? {} : this.#entities(kind);
      // The next patch has not told some of them yet; they may be gone before it.
      for (const id of Object.keys(entities)) inView?.add(id);
      floor[kind] = entities;
    }
    return { epoch: this.#epoch, seq: this.#seq, at: now, floor: floor as unknown as Floor };
  }

  touch(touched: Touched): void {
    let any = false;
    for (const { kind, id } of touched) {
      const inView = this.#inView.get(kind);
      if (inView === undefined) continue;
      const entity = this.#floor[kind][id];
      // what was in view may have gone to another centre
      if (!inView.has(id) && (entity === undefined || !this.#fits(kind, id, entity))) continue;
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
    let any = false;
    for (const [kind, ids] of this.#dirty) {
      const inView = this.#inView.get(kind) ?? new Set();
      const entities: Record<string, unknown> = {};
      const gone: string[] = [];
      let here = 0;
      for (const id of ids) {
        const entity = this.#floor[kind][id];
        if (entity !== undefined && this.#fits(kind, id, entity)) {
          inView.add(id);
          entities[id] = this.#shown(kind, entity);
          here++;
        } else if (inView.delete(id)) gone.push(id);
      }
      if (gone.length > 0) removed[kind] = gone;
      if (here > 0) changed[kind] = entities;
      any ||= gone.length > 0 || here > 0;
      ids.clear();
    }
    // what came and went again between two patches, and was in no snapshot either, was never seen
    if (!any) return;
    this.#seq++;
    this.#sentAt = Date.now();
    this.#send({ epoch: this.#epoch, seq: this.#seq, at: this.#sentAt, changed: changed as Patch['changed'], removed });
  }

  #entities(kind: FloorKind): Record<string, unknown> {
    const entities: Record<string, unknown> = {};
    for (const [id, entity] of Object.entries(this.#floor[kind]))
      if (this.#fits(kind, id, entity)) entities[id] = this.#shown(kind, entity);
    return entities;
  }

  #shown(kind: FloorKind, entity: Floor[FloorKind][string]): unknown {
    return kind === 'callers' ? shownCaller(entity as CallerNow, this.#scope.callers === 'whole') : entity;
  }

  #fits(kind: FloorKind, id: string, entity: Floor[FloorKind][string]): boolean {
    if (!this.#scope.talks && kind === 'contacts' && 'state' in entity && entity.state !== 'waiting') return false;
    const centres = this.#centres;
    if (centres === null) return true;
    if (kind === 'centres') return centres.has(id);
    if (kind === 'sources' && this.#exchanges.has(id)) return true;
    // an exchange's agents may serve queues of several centres
    if (
      'queues' in entity &&
      entity.queues?.some((queue) => {
        const centre = this.#floor.queues[queue]?.centre;
        return centre !== undefined && centres.has(centre);
      })
    )
      return true;
    if (!('centre' in entity)) return false;
    if (entity.centre !== null) return centres.has(entity.centre);
    // an alarm or a message of no centre is of every one, but for an alarm of some together
    return !('centres' in entity) || (entity.centres?.some((one) => centres.has(one)) ?? true);
  }
}
