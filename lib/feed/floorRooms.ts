import { randomUUID } from 'node:crypto';
import type { Namespace, Socket } from 'socket.io';
import type { Floor, WallClientEvents, WallServerEvents } from './feedEvents.ts';
import { FloorView } from './floorView.ts';
import type { Touched } from './mergedFloor.ts';
import { sendShared } from './sharedFrames.ts';
import { scopeKey, type ViewScope } from './viewScope.ts';

export type WallSocket = Socket<WallClientEvents, WallServerEvents>;
export type Wall = Namespace<WallClientEvents, WallServerEvents>;

/** Packets that wait for a screen before it counts as slow; then it gets nothing until it has caught up, and one snapshot. */
const slowAfterPackets = 8;
/** Screens that come within so many ms, as after a restart, get one frame together. */
const gatherMs = 20;

interface Room {
  key: string;
  view: FloorView;
  /** Screens that are told every patch, by the patches sent since their connection was last drained. */
  members: Map<WallSocket, number>;
  /** Screens that wait for their first frame. */
  joining: Set<WallSocket>;
  /** Screens that read too slowly, each until its connection is drained. */
  slow: Set<WallSocket>;
  timer: NodeJS.Timeout | null;
}

/**
 * One namespace's connections, by what they see of the floor. What goes to all of one room is written as bytes once, however
 * many they are; a room exists while somebody is in it.
 */
export class FloorRooms {
  readonly #namespace: Wall;
  readonly #floor: Floor;
  readonly #exchangesOf: (scope: ViewScope) => ReadonlySet<string>;
  readonly #rooms = new Map<string, Room>();
  readonly #roomOf = new Map<WallSocket, Room>();
  readonly #heard = new WeakSet<WallSocket>();
  #held: boolean;

  /**
   * @param exchangesOf those whose health these centres see beside their own
   * @param held nobody gets a frame until `release`
   */
  constructor(namespace: Wall, floor: Floor, exchangesOf: (scope: ViewScope) => ReadonlySet<string>, held: boolean) {
    this.#namespace = namespace;
    this.#floor = floor;
    this.#exchangesOf = exchangesOf;
    this.#held = held;
  }

  /** Shows the screen this, from a snapshot on, in place of what it saw before; nothing happens if that is the same. */
  show(screen: WallSocket, scope: ViewScope): void {
    const key = scopeKey(scope);
    const before = this.#roomOf.get(screen);
    if (before?.key === key) return;
    if (before !== undefined) this.#leave(screen, before);
    if (!this.#heard.has(screen)) screen.conn.on('drain', () => this.#drained(screen));
    this.#heard.add(screen);
    const room = this.#rooms.get(key) ?? this.#open(key, scope);
    this.#roomOf.set(screen, room);
    this.#join(screen, room);
  }

  /** Sends the screen the floor anew. */
  resync(screen: WallSocket): void {
    const room = this.#roomOf.get(screen);
    // who is slow gets one when it has caught up
    if (room !== undefined && !room.slow.has(screen)) this.#join(screen, room);
  }

  /** The screen is gone, or shows nothing for now. */
  hide(screen: WallSocket): void {
    const room = this.#roomOf.get(screen);
    if (room === undefined) return;
    this.#roomOf.delete(screen);
    this.#leave(screen, room);
  }

  touch(touched: Touched): void {
    for (const { view } of this.#rooms.values()) view.touch(touched);
  }

  release(): void {
    this.#held = false;
    for (const room of this.#rooms.values()) this.#admitSoon(room);
  }

  stop(): void {
    for (const room of this.#rooms.values()) this.#close(room);
  }

  #open(key: string, scope: ViewScope): Room {
    const room: Room = {
      key,
      view: new FloorView(randomUUID(), this.#floor, scope, this.#exchangesOf(scope), (patch) => {
        this.#watchPace(room);
        sendShared(this.#namespace, room.members.keys(), 'patch', patch);
      }),
      members: new Map(),
      joining: new Set(),
      slow: new Set(),
      timer: null,
    };
    this.#rooms.set(key, room);
    return room;
  }

  #close(room: Room): void {
    room.view.stop();
    if (room.timer !== null) clearTimeout(room.timer);
    this.#rooms.delete(room.key);
  }

  #join(screen: WallSocket, room: Room): void {
    room.joining.add(screen);
    this.#admitSoon(room);
  }

  #leave(screen: WallSocket, room: Room): void {
    room.members.delete(screen);
    room.joining.delete(screen);
    room.slow.delete(screen);
    if (room.members.size + room.joining.size + room.slow.size === 0) this.#close(room);
  }

  #admitSoon(room: Room): void {
    if (this.#held || room.joining.size === 0) return;
    room.timer ??= setTimeout(() => this.#admit(room), gatherMs);
  }

  #admit(room: Room): void {
    room.timer = null;
    const here = [...room.joining].filter(({ connected }) => connected);
    room.joining.clear();
    if (here.length === 0) return;
    sendShared(this.#namespace, here, 'snapshot', room.view.snapshot(Date.now()));
    for (const screen of here) room.members.set(screen, 0);
  }

  /** Takes those out who have not read so many patches that more would only pile up. */
  #watchPace(room: Room): void {
    for (const [screen, undrained] of room.members) {
      room.members.set(screen, undrained + 1);
      if (undrained < slowAfterPackets) continue;
      room.members.delete(screen);
      room.slow.add(screen);
    }
  }

  #drained(screen: WallSocket): void {
    const room = this.#roomOf.get(screen);
    if (room === undefined) return;
    if (room.members.has(screen)) room.members.set(screen, 0);
    if (room.slow.delete(screen)) this.#join(screen, room);
  }
}
