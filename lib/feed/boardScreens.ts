import type { Namespace, Socket } from 'socket.io';
import type { Patch, Snapshot, WallClientEvents, WallServerEvents } from './feedEvents.ts';

export type WallSocket = Socket<WallClientEvents, WallServerEvents>;
export type Wall = Namespace<WallClientEvents, WallServerEvents>;

/** Packets that wait for a screen before it counts as slow; then it gets nothing until it has caught up, and one snapshot. */
const slowAfterPackets = 8;
/** Screens that come within so many ms, as after a restart, get one frame together. */
const gatherMs = 20;

/** The screens of one board. What goes to all of them is written as bytes once, however many they are. */
export class BoardScreens {
  readonly #wall: Wall;
  readonly #room: string;
  readonly #snapshot: () => Snapshot;
  /** Screens that wait for their first frame. */
  readonly #joining = new Set<WallSocket>();
  /** Patches sent to a screen since its connection was last drained. */
  readonly #undrained = new WeakMap<WallSocket, number>();
  #timer: NodeJS.Timeout | null = null;

  constructor(wall: Wall, board: string, snapshot: () => Snapshot) {
    this.#wall = wall;
    this.#room = `board:${board}`;
    this.#snapshot = snapshot;
  }

  /** The screen's connection took all that was sent. */
  drained(screen: WallSocket): void {
    this.#undrained.set(screen, 0);
  }

  /** Sends the screen the floor, and from then on every patch. */
  join(screen: WallSocket): void {
    this.#joining.add(screen);
    this.#timer ??= setTimeout(() => this.#admit(), gatherMs);
  }

  send(patch: Patch): void {
    for (const id of this.#wall.adapter.rooms.get(this.#room) ?? []) {
      const screen = this.#wall.sockets.get(id);
      if (screen === undefined) continue;
      const waiting = (this.#undrained.get(screen) ?? 0) + 1;
      this.#undrained.set(screen, waiting);
      if (waiting <= slowAfterPackets) continue;
      screen.leave(this.#room);
      screen.conn.once('drain', () => this.join(screen));
    }
    this.#wall.to(this.#room).emit('patch', patch);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #admit(): void {
    this.#timer = null;
    const here = [...this.#joining].filter(({ connected }) => connected);
    this.#joining.clear();
    if (here.length === 0) return;
    this.#wall.to(here.map(({ id }) => id)).emit('snapshot', this.#snapshot());
    for (const screen of here) {
      this.#undrained.set(screen, 0);
      screen.join(this.#room);
    }
  }
}
