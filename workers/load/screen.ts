import { createHash } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import { applyPatch, emptyFloor } from '#lib/feed/applyPatch.ts';
import type { Floor, Patch, WallClientEvents, WallServerEvents } from '#lib/feed/feedEvents.ts';

export interface LoadScreenOptions {
  /** A person's, for a board by name. */
  cookie?: string | undefined;
  /** Weighs each patch by kind, which costs this process time. */
  byKind?: boolean;
  /** Keeps the digests of its floor after each frame, by `mark`. */
  history?: boolean;
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
  /** By mark, when it was asked to keep them. A snapshot may be ahead of its mark by what the next patch tells again. */
  readonly history = new Map<string, { digests: Record<string, string>; ahead: boolean }>();
  readonly #keepsHistory: boolean;
  readonly #socket: Socket<WallServerEvents, WallClientEvents>;
  #epoch = '';
  #seq = -1;
  #latest = 0;

  constructor(url: string, auth: { board: string } | { screen: string }, options: LoadScreenOptions = {}) {
    const { cookie, byKind = false, history = false } = options;
    this.#keepsHistory = history;
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
      // screens of one process may be given the same object
      this.floor = Object.fromEntries(
        Object.entries(floor).map(([kind, all]) => [kind, { ...all }]),
      ) as unknown as Floor;
      this.#epoch = epoch;
      this.#seq = seq;
      this.snapshots++;
      this.snapshotBytes = this.#latest;
      this.#remember(true);
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
      this.#remember(false);
    });
  }

  /** Which frame its floor is of: screens of the same mark must have the same floor. */
  mark(): string {
    return `${this.#epoch} ${this.#seq}`;
  }

  /** By kind, equal for equal entities; when an exchange was last heard moves on by itself and is left out. */
  digests(): Record<string, string> {
    return Object.fromEntries(
      Object.entries(this.floor).map(([kind, entities]) => {
        const ordered = Object.entries(entities as Record<string, object>).sort(([a], [b]) => (a < b ? -1 : 1));
        const text = JSON.stringify(ordered, (key, value) => (key === 'lastHeardAt' ? null : value));
        return [kind, createHash('sha1').update(text).digest('base64')];
      }),
    );
  }

  close(): void {
    this.#socket.disconnect();
  }

  #remember(ahead: boolean): void {
    if (this.#keepsHistory) this.history.set(this.mark(), { digests: this.digests(), ahead });
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
