import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { dayKinds } from './dayKinds.ts';
import type { Floor, FloorChanges, FloorRemovals, IngestClientEvents, IngestServerEvents } from './feedEvents.ts';

export interface PublishedFloor {
  readonly floor: Floor;
  takeChanges(): { changed: FloorChanges; removed: FloorRemovals } | null;
}

export interface FloorPublisherOptions {
  /** Called before anything is told, at most some thirty times a second: what a screen shows is durable by then. */
  before?: () => void;
  /**
   * The day's figures are still to be counted: until `dayCounted`, the web process keeps those it had, and for the
   * first `patienceMs` it is told nothing at all, so that no screen ever shows less than before. Default: counted.
   */
  uncounted?: { patienceMs: number };
}

/** Changes of one AMI chunk travel together; the screens' pace is set by the web process. */
const gatherMs = 5;
const paceMs = 30;

/** A worker's end of `/ingest`: the whole floor on connecting, then numbered patches. */
export class FloorPublisher {
  readonly #exchange: string;
  readonly #floor: PublishedFloor;
  readonly #socket: Socket<IngestServerEvents, IngestClientEvents>;
  readonly #before: () => void;
  readonly #epoch = randomUUID();
  #seq = 0;
  #flushedAt = 0;
  #timer: NodeJS.Timeout | null = null;
  #patience: NodeJS.Timeout | null = null;
  #dayCounted: boolean;

  /** `socket` is the part's own connection to `/ingest`, which it may share with its health and metrics. */
  constructor(
    exchange: string,
    floor: PublishedFloor,
    socket: Socket<IngestServerEvents, IngestClientEvents>,
    { before = () => undefined, uncounted }: FloorPublisherOptions = {},
  ) {
    this.#exchange = exchange;
    this.#floor = floor;
    this.#socket = socket;
    this.#before = before;
    this.#dayCounted = uncounted === undefined;
    if (uncounted) this.#patience = setTimeout(() => this.#outOfPatience(), uncounted.patienceMs);
    socket.on('connect', () => this.#sendFloor());
    socket.on('resync', (asked) => {
      if (asked === exchange) this.#sendFloor();
    });
    if (socket.connected) this.#sendFloor();
  }

  /** Something may have changed. */
  touched(): void {
    if (this.#timer !== null) return;
    const wait = Math.max(gatherMs, this.#flushedAt + paceMs - performance.now());
    this.#timer = setTimeout(() => this.#flush(), wait);
  }

  /** The day's figures are on the floor. */
  dayCounted(): void {
    if (this.#dayCounted) return;
    this.#dayCounted = true;
    this.#endPatience();
    if (this.#socket.connected) this.#sendFloor();
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#endPatience();
  }

  #flush(): void {
    this.#timer = null;
    this.#flushedAt = performance.now();
    this.#before();
    const changes = this.#floor.takeChanges();
    // while the web process is away nothing is kept for it: it gets the whole floor when it is back
    if (changes === null || !this.#socket.connected || this.#patience !== null) return;
    if (!this.#dayCounted) {
      for (const kind of dayKinds) {
        delete changes.changed[kind];
        delete changes.removed[kind];
      }
    }
    this.#seq++;
    this.#socket.emit('floorPatch', this.#exchange, { epoch: this.#epoch, seq: this.#seq, at: Date.now(), ...changes });
  }

  #sendFloor(): void {
    if (this.#patience !== null) return;
    this.#before();
    this.#floor.takeChanges();
    const { floor } = this.#floor;
    this.#socket.emit('floor', this.#exchange, {
      epoch: this.#epoch,
      seq: this.#seq,
      at: Date.now(),
      ...(this.#dayCounted ? { floor } : { floor: withoutDay(floor), uncounted: true }),
    });
  }

  #outOfPatience(): void {
    this.#patience = null;
    if (this.#socket.connected) this.#sendFloor();
  }

  #endPatience(): void {
    if (this.#patience !== null) clearTimeout(this.#patience);
    this.#patience = null;
  }
}

function withoutDay(floor: Floor): Floor {
  return Object.assign({ ...floor }, Object.fromEntries(dayKinds.map((kind) => [kind, {}])));
}
