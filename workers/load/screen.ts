import { io, type Socket } from 'socket.io-client';
import { applyPatch, emptyFloor } from '#lib/feed/applyPatch.ts';
import type { Floor, Patch, WallClientEvents, WallServerEvents } from '#lib/feed/feedEvents.ts';

/** A wall screen without its page: keeps the floor as the contract says, and counts what comes. */
export class LoadScreen {
  floor: Floor = emptyFloor();
  /** Bytes of socket.io frames, as JSON, before any compression of the connection. */
  bytes = 0;
  /** Bytes on the wire, compressed or not. */
  readonly wireBytes: () => number;
  snapshotBytes = 0;
  largestPatchBytes = 0;
  /** Bytes of patches by kind of entity, as JSON; counted by the screens that are asked to. */
  readonly bytesByKind = new Map<string, number>();
  snapshots = 0;
  patches = 0;
  gaps = 0;
  readonly #socket: Socket<WallServerEvents, WallClientEvents>;
  #epoch = '';
  #seq = -1;
  #latest = 0;

  /** `byKind`: weighs each patch by kind, which costs this process time. */
  constructor(url: string, board: string, byKind = false) {
    const socket: Socket<WallServerEvents, WallClientEvents> = io(`${url}/wall`, {
      auth: { board },
      transports: ['websocket'],
      forceNew: true,
    });
    this.#socket = socket;
    this.wireBytes = () => wireOf(socket)?.bytesRead ?? 0;
    socket.on('connect', () =>
      socket.io.engine.on('packet', ({ data }) => {
        this.#latest = typeof data === 'string' ? Buffer.byteLength(data) : 0;
        this.bytes += this.#latest;
      }),
    );
    socket.on('snapshot', ({ epoch, seq, floor }) => {
      this.floor = floor;
      this.#epoch = epoch;
      this.#seq = seq;
      this.snapshots++;
      this.snapshotBytes = this.#latest;
    });
    socket.on('patch', (patch) => {
      if (patch.epoch === this.#epoch && patch.seq <= this.#seq) return;
      if (patch.epoch !== this.#epoch || patch.seq !== this.#seq + 1) {
        this.gaps++;
        socket.emit('resync');
        return;
      }
      this.#seq = patch.seq;
      this.patches++;
      this.largestPatchBytes = Math.max(this.largestPatchBytes, this.#latest);
      if (byKind) this.#weigh(patch);
      applyPatch(this.floor, patch);
    });
  }

  #weigh({ changed, removed }: Patch): void {
    const add = (kind: string, what: unknown) =>
      this.bytesByKind.set(kind, (this.bytesByKind.get(kind) ?? 0) + Buffer.byteLength(JSON.stringify(what)));
    for (const [kind, entities] of Object.entries(changed)) add(kind, entities);
    for (const [kind, ids] of Object.entries(removed)) add(kind, ids);
  }

  close(): void {
    this.#socket.disconnect();
  }
}

interface Wire {
  bytesRead: number;
}

/** The TCP connection below; null while there is none. */
function wireOf(socket: Socket): Wire | null {
  const { ws } = (socket.io.engine?.transport ?? {}) as { ws?: { _socket?: Wire } };
  return ws?._socket ?? null;
}
