import { createHash } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { applyPatch, emptyFloor } from '#lib/feed/applyPatch.ts';
import type { Floor, Patch, WallClientEvents, WallServerEvents } from '#lib/feed/feedEvents.ts';

export interface LoadScreenOptions {
  /** A person's, for a board by name. */
  cookie?: string | undefined;
  /** Weighs each patch by kind, which costs this process time. */
  byKind?: boolean;
}

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
  assignments = 0;
  /** Ms from when each patch was made to when it was on the floor here. */
  delays: number[] = [];
  /** When contacts were first seen waiting, epoch ms, of those whose call's number ends in 0. */
  readonly seen = new Map<string, number>();
  readonly #socket: Socket<WallServerEvents, WallClientEvents>;
  #epoch = '';
  #seq = -1;
  #latest = 0;

  constructor(url: string, auth: { board: string } | { screen: string }, options: LoadScreenOptions = {}) {
    const { cookie, byKind = false } = options;
    const socket: Socket<WallServerEvents, WallClientEvents> = io(`${url}/wall`, {
      auth,
      transports: ['websocket'],
      forceNew: true,
      ...(cookie === undefined ? {} : { extraHeaders: { cookie } }),
    });
    this.#socket = socket;
    this.wireBytes = () => wireOf(socket)?.bytesRead ?? 0;
    socket.on('connect', () =>
      socket.io.engine.on('packet', ({ data }) => {
        this.#latest = typeof data === 'string' ? Buffer.byteLength(data) : 0;
        this.bytes += this.#latest;
      }),
    );
    socket.on('assignment', () => this.assignments++);
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
      this.#note(patch);
    });
  }

  /** Equal for equal floors; when an exchange was last heard moves on by itself and is left out. */
  digest(): string {
    const sources = Object.values(this.floor.sources).map((source) => [source.id, { ...source, lastHeardAt: null }]);
    const floor = { ...this.floor, sources: Object.fromEntries(sources) };
    const ordered = Object.values(floor).map((entities) =>
      Object.entries(entities).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    return createHash('sha1').update(JSON.stringify(ordered)).digest('base64');
  }

  close(): void {
    this.#socket.disconnect();
  }

  #note({ at, changed }: Patch): void {
    const now = performance.timeOrigin + performance.now();
    this.delays.push(now - at);
    for (const id of Object.keys(changed.contacts ?? {})) {
      if (id.split('|', 2)[1]?.endsWith('0') && !this.seen.has(id)) this.seen.set(id, now);
    }
  }

  #weigh({ changed, removed }: Patch): void {
    const add = (kind: string, what: unknown) =>
      this.bytesByKind.set(kind, (this.bytesByKind.get(kind) ?? 0) + Buffer.byteLength(JSON.stringify(what)));
    for (const [kind, entities] of Object.entries(changed)) add(kind, entities);
    for (const [kind, ids] of Object.entries(removed)) add(kind, ids);
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
