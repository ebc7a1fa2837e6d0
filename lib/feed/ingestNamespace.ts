import type { Namespace, Server, Socket } from 'socket.io';
import type { CentreSettings, ExchangeSettings } from '../settings.ts';
import type { IngestClientEvents, IngestServerEvents, PartHealth, Snapshot } from './feedEvents.ts';
import type { MergedFloor, Touched } from './mergedFloor.ts';

export type IngestSocket = Socket<IngestClientEvents, IngestServerEvents>;

export interface IngestOptions {
  centres: readonly CentreSettings[];
  exchanges: readonly ExchangeSettings[];
  onHealth: (health: PartHealth) => void;
  /** A process that reports left; `part` is its name. */
  onPartGone: (part: string) => void;
  touch: (touched: Touched) => void;
  /** An exchange's whole floor came. */
  onFloor: (exchange: string, snapshot: Snapshot) => void;
  /** The process that told this exchange's floor is gone. */
  onExchangeLeft: (exchange: ExchangeSettings) => void;
}

/** `/ingest`: the installation's own processes, which tell what they know; others do not get as far (feedSockets.ts). */
export class IngestNamespace {
  /** Processes that are connected, by part. */
  readonly parts = new Map<string, IngestSocket>();
  readonly #merged: MergedFloor;
  readonly #options: IngestOptions;

  constructor(io: Server, merged: MergedFloor, options: IngestOptions) {
    this.#merged = merged;
    this.#options = options;
    const ingest = io.of('/ingest') as Namespace<IngestClientEvents, IngestServerEvents>;
    ingest.use((socket, next) => {
      if (typeof socket.handshake.auth.part === 'string') next();
      else next(new Error('no_part: a process says which it is'));
    });
    ingest.on('connection', (socket) => this.#welcome(socket));
    this.#alarmWatch(false, null);
  }

  #welcome(socket: IngestSocket): void {
    const { touch, onFloor, onHealth, exchanges } = this.#options;
    const part: string = socket.handshake.auth.part;
    this.parts.set(part, socket);
    const told = new Set<string>();
    const asked = new Set<string>();
    const known = (exchange: unknown) => exchanges.some((one) => one.id === exchange);
    socket.on('floor', (exchange, snapshot) => {
      if (!known(exchange)) return;
      told.add(exchange);
      asked.delete(exchange);
      touch(this.#merged.snapshot(exchange, snapshot));
      onFloor(exchange, snapshot);
    });
    socket.on('floorPatch', (exchange, patch) => {
      if (!known(exchange)) return;
      const touched = this.#merged.patch(exchange, patch);
      if (touched !== null) touch(touched);
      else if (!asked.has(exchange)) {
        // once: patches that are on their way meanwhile do not fit either
        asked.add(exchange);
        socket.emit('resync', exchange);
      }
    });
    if (part === 'planner') {
      socket.on('outlooks', (told) => touch(this.#merged.replace('outlooks', this.#ofCentres(told))));
      socket.on('staffing', (told) => touch(this.#merged.replace('staffing', this.#ofCentres(told))));
    }
    if (part === 'alarms') {
      socket.on('alarms', (told, blind) => {
        touch(this.#merged.replace('alarms', this.#ofCentres(told)));
        this.#alarmWatch(blind !== true, Date.now());
      });
    }
    let heardAt = Date.now();
    socket.conn.on('packet', () => {
      heardAt = Date.now();
    });
    socket.on('health', (health) => onHealth({ ...health, part }));
    socket.on('disconnect', () => {
      if (this.parts.get(part) !== socket) return;
      this.parts.delete(part);
      this.#options.onPartGone(part);
      if (part === 'alarms') this.#alarmWatch(false, heardAt);
      for (const exchange of exchanges) if (told.has(exchange.id)) this.#options.onExchangeLeft(exchange);
    });
  }

  /** Alarms are of `heardAt`; while nobody holds the rules against the floor, those told last stay as they are. */
  #alarmWatch(live: boolean, heardAt: number | null): void {
    const before = this.#merged.floor.alarmWatch.alarms;
    if (before?.live === live) return;
    const now = { id: 'alarms', centre: null, live, since: Date.now(), lastHeardAt: heardAt } as const;
    this.#options.touch(this.#merged.put('alarmWatch', now.id, now));
  }

  /** By id; those of a centre that is no longer configured are left out. */
  #ofCentres<T extends { id: string; centre: string | null }>(entities: readonly T[]): Record<string, T> {
    const known = entities.filter(
      ({ centre }) => centre === null || this.#options.centres.some(({ id }) => id === centre),
    );
    return Object.fromEntries(known.map((entity) => [entity.id, entity]));
  }
}
