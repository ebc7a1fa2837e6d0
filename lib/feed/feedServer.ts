import { randomUUID, timingSafeEqual } from 'node:crypto';
import type { Namespace, Server, Socket } from 'socket.io';
import { centreDay } from '../interval/centreDay.ts';
import type { CentreSettings, ExchangeSettings } from '../settings.ts';
import { BoardFeed } from './boardFeed.ts';
import { BoardScreens, type Wall, type WallSocket } from './boardScreens.ts';
import type { IngestClientEvents, IngestServerEvents, PartHealth, SourceHealth } from './feedEvents.ts';
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

const centreCheckMs = 5_000;

/** Joins workers (`/ingest`) and screens (`/wall`) on one socket.io server. */
export function attachFeed(io: Server, options: FeedServerOptions): FeedServer {
  const merged = new MergedFloor();
  const epoch = randomUUID();
  const wall: Wall = io.of('/wall');
  const boards = new Map<string, { feed: BoardFeed; screens: BoardScreens }>();
  const parts = new Map<string, IngestSocket>();

  const touch = (touched: Touched) => {
    for (const { feed } of boards.values()) feed.touch(touched);
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

  const joinWhenWhole = (socket: WallSocket, screens: BoardScreens) => {
    if (awaited === null) screens.join(socket);
    else awaiting.set(socket, () => screens.join(socket));
  };
  for (const id of ['all', ...options.centres.map((centre) => centre.id)]) {
    // a centre's queues may stand at the exchange of another
    const queues = options.centres.find((centre) => centre.id === id)?.queues ?? [];
    const exchanges = new Set(queues.map(({ exchange }) => exchange));
    const screens: BoardScreens = new BoardScreens(wall, id, () => feed.snapshot(Date.now()));
    const feed = new BoardFeed(epoch, merged.floor, id === 'all' ? null : id, exchanges, (patch) =>
      screens.send(patch),
    );
    boards.set(id, { feed, screens });
  }

  wall.use((socket, next) => {
    const board: unknown = socket.handshake.auth.board;
    if (typeof board === 'string' && boards.has(board)) next();
    else next(new Error(`unknown_board: there is no board "${String(board).slice(0, 40)}"`));
  });
  wall.on('connection', (socket) => {
    const name: string = socket.handshake.auth.board;
    const screens = boards.get(name)?.screens;
    if (screens === undefined) return;
    socket.emit('build', options.build);
    socket.conn.on('drain', () => screens.drained(socket));
    socket.on('resync', () => joinWhenWhole(socket, screens));
    socket.on('disconnect', () => awaiting.delete(socket));
    socket.on('clock', (reply) => {
      if (typeof reply === 'function') reply(Date.now());
    });
    joinWhenWhole(socket, screens);
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
    socket.on('outlooks', (outlooks) => {
      if (part !== 'planner') return;
      const ofCentres = outlooks.filter(({ centre }) => options.centres.some(({ id }) => id === centre));
      touch(merged.replace('outlooks', Object.fromEntries(ofCentres.map((outlook) => [outlook.id, outlook]))));
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
      for (const { feed, screens } of boards.values()) {
        feed.stop();
        screens.stop();
      }
    },
  };
}

function sameKey(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}
