import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { Namespace, Server, Socket } from 'socket.io';
import { centreDay } from '../interval/centreDay.ts';
import type { CentreSettings, ExchangeSettings } from '../settings.ts';
import { BoardFeed } from './boardFeed.ts';
import type {
  IngestClientEvents,
  IngestServerEvents,
  PartHealth,
  SourceHealth,
  WallClientEvents,
  WallServerEvents,
} from './feedEvents.ts';
import { MergedFloor, type Touched } from './mergedFloor.ts';

export interface FeedServerOptions {
  ingestKey: string;
  centres: readonly CentreSettings[];
  exchanges: readonly ExchangeSettings[];
  /** The build that this server runs; screens of another build reload. */
  build: string;
  /**
   * A screen gets its first floor when every exchange has told its own, or so many ms after the start: after
   * a restart of this process no screen shows a part as if it were all. Default 0.
   */
  firstFloorsMs?: number;
  onHealth: (health: PartHealth) => void;
  /** A process that reports left; `part` is its name. */
  onPartGone: (part: string) => void;
}
export interface FeedServer {
  sources: () => SourceHealth[];
  /** Processes that are connected, by part, to be asked for their metrics. */
  parts: () => Map<string, IngestSocket>;
  screens: () => number;
  close: () => void;
}
export type IngestSocket = Socket<IngestClientEvents, IngestServerEvents>;
type WallSocket = Socket<WallClientEvents, WallServerEvents>;

/** Packets that wait for a screen before it counts as slow; then it gets nothing until it has caught up, and one snapshot. */
const slowAfterPackets = 8;
const centreCheckMs = 5_000;

/** Joins workers (`/ingest`) and screens (`/wall`) on one socket.io server. */
export function attachFeed(io: Server, options: FeedServerOptions): FeedServer {
  const merged = new MergedFloor();
  const epoch = randomUUID();
  const wall = io.of('/wall') as Namespace<WallClientEvents, WallServerEvents>;
  const boards = new Map<string, BoardFeed>();
  const parts = new Map<string, IngestSocket>();

  const touch = (touched: Touched) => {
    for (const board of boards.values()) board.touch(touched);
  };
  const centres = () => {
    const now = Date.now();
    for (const centre of options.centres) {
      const { dayStart, nextDayStart } = centreDay(now, centre.zone);
      if (merged.floor.centres[centre.id]?.dayStart === dayStart) continue;
      const { id, label, zone, serviceLevelFormula: formula, target } = centre;
      touch(merged.put('centres', id, { id, label, zone, formula, targetRatio: target.ratio, dayStart, nextDayStart }));
    }
  };
  centres();
  const centreTimer = setInterval(centres, centreCheckMs);

  const sourceGone = (
    exchange: ExchangeSettings,
    state: SourceHealth['state'],
    cause: SourceHealth['cause'],
    detail: string,
  ) => {
    const { id, centre, label, demo } = exchange;
    const lastHeardAt = merged.floor.sources[id]?.lastHeardAt ?? null;
    touch(merged.put('sources', id, { id, centre, label, state, since: Date.now(), lastHeardAt, cause, detail, demo }));
  };
  for (const exchange of options.exchanges) {
    sourceGone(exchange, 'connecting', 'starting', `The worker of ${exchange.label} is starting.`);
  }

  /** Exchanges whose floors have not come since the start; null when they are no longer waited for. */
  let awaited: Set<string> | null = new Set(options.exchanges.map(({ id }) => id));
  const awaiting = new Map<WallSocket, () => void>();
  const noLongerAwaited = () => {
    awaited = null;
    for (const joinNow of awaiting.values()) joinNow();
    awaiting.clear();
  };
  const firstFloorsTimer = setTimeout(noLongerAwaited, options.firstFloorsMs ?? 0);

  /** Patches sent to a screen since its connection was last drained. */
  const undrained = new WeakMap<WallSocket, number>();
  const join = (socket: WallSocket, board: BoardFeed, room: string) => {
    undrained.set(socket, 0);
    socket.emit('snapshot', board.snapshot(Date.now()));
    socket.join(room);
  };
  const joinWhenWhole = (socket: WallSocket, board: BoardFeed, room: string) => {
    if (awaited === null) join(socket, board, room);
    else awaiting.set(socket, () => socket.connected && join(socket, board, room));
  };
  for (const id of ['all', ...options.centres.map((centre) => centre.id)]) {
    const room = roomOf(id);
    // a centre's queues may stand at the exchange of another
    const queues = options.centres.find((centre) => centre.id === id)?.queues ?? [];
    const exchanges = new Set(queues.map(({ exchange }) => exchange));
    const board: BoardFeed = new BoardFeed(epoch, merged.floor, id === 'all' ? null : id, exchanges, (patch) => {
      for (const socketId of wall.adapter.rooms.get(room) ?? []) {
        const socket = wall.sockets.get(socketId);
        if (socket === undefined) continue;
        const waiting = (undrained.get(socket) ?? 0) + 1;
        undrained.set(socket, waiting);
        if (waiting <= slowAfterPackets) continue;
        socket.leave(room);
        socket.conn.once('drain', () => socket.connected && join(socket, board, room));
      }
      wall.to(room).emit('patch', patch);
    });
    boards.set(id, board);
  }

  wall.use((socket, next) => {
    const board: unknown = socket.handshake.auth.board;
    if (typeof board === 'string' && boards.has(board)) next();
    else next(new Error(`unknown_board: there is no board "${String(board).slice(0, 40)}"`));
  });
  wall.on('connection', (socket) => {
    const name: string = socket.handshake.auth.board;
    const board = boards.get(name);
    if (board === undefined) return;
    socket.emit('build', options.build);
    socket.conn.on('drain', () => undrained.set(socket, 0));
    socket.on('resync', () => joinWhenWhole(socket, board, roomOf(name)));
    socket.on('disconnect', () => awaiting.delete(socket));
    socket.on('clock', (reply) => {
      if (typeof reply === 'function') reply(Date.now());
    });
    joinWhenWhole(socket, board, roomOf(name));
  });

  const ingest = io.of('/ingest') as Namespace<IngestClientEvents, IngestServerEvents>;
  ingest.use((socket, next) => {
    const { key, part } = socket.handshake.auth;
    if (typeof key === 'string' && typeof part === 'string' && sameKey(key, options.ingestKey)) next();
    else next(new Error('wrong_key: this process does not belong to the installation'));
  });
  ingest.on('connection', (socket) => {
    const part: string = socket.handshake.auth.part;
    parts.set(part, socket);
    const told = new Set<string>();
    const asked = new Set<string>();
    const known = (exchange: unknown) => options.exchanges.some((one) => one.id === exchange);
    socket.on('floor', (exchange, snapshot) => {
      if (!known(exchange)) return;
      told.add(exchange);
      asked.delete(exchange);
      touch(merged.snapshot(exchange, snapshot));
      if (awaited?.delete(exchange) && awaited.size === 0) noLongerAwaited();
    });
    socket.on('floorPatch', (exchange, patch) => {
      if (!known(exchange)) return;
      const touched = merged.patch(exchange, patch);
      if (touched !== null) touch(touched);
      else if (!asked.has(exchange)) {
        // once: patches that are on their way meanwhile do not fit either
        asked.add(exchange);
        socket.emit('resync', exchange);
      }
    });
    socket.on('health', (health) => options.onHealth({ ...health, part }));
    socket.on('disconnect', () => {
      if (parts.get(part) !== socket) return;
      parts.delete(part);
      options.onPartGone(part);
      for (const exchange of options.exchanges) {
        if (!told.has(exchange.id)) continue;
        sourceGone(
          exchange,
          'stale',
          'worker_gone',
          `The worker of ${exchange.label} stopped; it is started again by itself.`,
        );
      }
    });
  });

  return {
    sources: () => Object.values(merged.floor.sources),
    parts: () => parts,
    screens: () => wall.sockets.size,
    close: () => {
      clearInterval(centreTimer);
      clearTimeout(firstFloorsTimer);
      for (const board of boards.values()) board.stop();
    },
  };
}

function roomOf(board: string): string {
  return `board:${board}`;
}

function sameKey(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}
