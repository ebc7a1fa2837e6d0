import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import type { Floor, FloorChanges, FloorRemovals, IngestClientEvents, IngestServerEvents } from './feedEvents.ts';

export interface PublishedFloor {
  readonly floor: Floor;
  takeChanges(): { changed: FloorChanges; removed: FloorRemovals } | null;
}

/** Changes of one AMI chunk travel together; the screens' pace is set by the web process. */
const gatherMs = 5;

/** A worker's end of `/ingest`: the whole floor on connecting, then numbered patches. */
export class FloorPublisher {
  readonly #exchange: string;
  readonly #floor: PublishedFloor;
  readonly #socket: Socket<IngestServerEvents, IngestClientEvents>;
  readonly #epoch = randomUUID();
  #seq = 0;
  #timer: NodeJS.Timeout | null = null;

  /** `socket` is the part's own connection to `/ingest`, which it may share with its health and metrics. */
  constructor(exchange: string, floor: PublishedFloor, socket: Socket<IngestServerEvents, IngestClientEvents>) {
    this.#exchange = exchange;
    this.#floor = floor;
    this.#socket = socket;
    socket.on('connect', () => this.#sendFloor());
    socket.on('resync', (asked) => {
      if (asked === exchange) this.#sendFloor();
    });
    if (socket.connected) this.#sendFloor();
  }

  /** Something may have changed. */
  touched(): void {
    this.#timer ??= setTimeout(() => this.#flush(), gatherMs);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #flush(): void {
    this.#timer = null;
    const changes = this.#floor.takeChanges();
    // while the web process is away nothing is kept for it: it gets the whole floor when it is back
    if (changes === null || !this.#socket.connected) return;
    this.#seq++;
    this.#socket.emit('floorPatch', this.#exchange, { epoch: this.#epoch, seq: this.#seq, at: Date.now(), ...changes });
  }

  #sendFloor(): void {
    this.#floor.takeChanges();
    this.#socket.emit('floor', this.#exchange, {
      epoch: this.#epoch,
      seq: this.#seq,
      at: Date.now(),
      floor: this.#floor.floor,
    });
  }
}
