import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import type { Principal } from '../access/principal.ts';
import type { Role } from '../access/role.ts';
import type { CentreSettings, ExchangeSettings } from '../settings.ts';
import { applyPatch, emptyFloor } from './applyPatch.ts';
import type { BookTables } from './boardBook.ts';
import type {
  AgentNow,
  CallerNow,
  ContactNow,
  Floor,
  IngestClientEvents,
  IngestServerEvents,
  QueueNow,
  WallClientEvents,
  WallServerEvents,
} from './feedEvents.ts';
import { attachFeed } from './feedServer.ts';
import { openFeedSockets } from './feedSockets.ts';
import { ingestConnection } from './ingestConnection.ts';
import { testBook } from './testBook.ts';

export const centres: CentreSettings[] = ['153', '185'].map((id) => ({
  ...{ id, label: `Alo ${id}`, zone: 'Europe/Istanbul', serviceLevelFormula: 'strict' },
  ...{ target: { ratio: 0.8, thresholdSeconds: 20 }, outOfScopeSubjects: [], queues: [] },
}));
const exchanges = ['153', '185'].map(
  (id) => ({ id, label: `Santral ${id}`, centre: id, demo: false }) as unknown as ExchangeSettings,
);

/** The feed on a port of its own, with its book, for tests by real sockets. */
export async function openTestFeed({
  tables,
  callerNumbersFrom = 'manager',
  firstFloorsMs = 0,
}: {
  firstFloorsMs?: number;
  tables?: BookTables;
  callerNumbersFrom?: Role | 'nobody';
} = {}) {
  const http = createServer();
  const server = openFeedSockets(http, { ingestKey: 'anahtar' });
  const hall = testBook(centres, tables);
  const shown: Principal[] = [];
  const feed = attachFeed(server, {
    ...hall,
    ...{ ingestKey: 'anahtar', centres, exchanges, build: 'b1', callerNumbersFrom, firstFloorsMs },
    onHealth: () => {},
    onPartGone: () => {},
    onNumbersShown: (person) => shown.push(person),
  });
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const open: Socket[] = [];
  return {
    ...{ url, feed, book: hall.book, control: feed.control, server },
    /** Persons who began to look at whole numbers. */
    shown,
    worker(part = 'pbx:153'): Socket<IngestServerEvents, IngestClientEvents> {
      const socket = io(`${url}/ingest`, { ...ingestConnection('anahtar', part), forceNew: true });
      open.push(socket);
      return socket;
    },
    join(namespace: '/wall' | '/desk', auth: Record<string, unknown>, cookie?: string): FeedGuest {
      const guest = new FeedGuest(`${url}${namespace}`, auth, cookie);
      open.push(guest.socket);
      return guest;
    },
    async close() {
      for (const socket of open) socket.disconnect();
      hall.book.stop();
      feed.close();
      await server.close();
    },
  };
}

/** A connection to /wall or /desk that keeps its floor by the contract, and every frame as it came. */
export class FeedGuest {
  readonly socket: Socket<WallServerEvents, WallClientEvents>;
  readonly frames: string[] = [];
  floor: Floor = emptyFloor();
  snapshots = 0;
  gaps = 0;
  refused: string | null = null;
  #epoch = '';
  #seq = -1;

  constructor(address: string, auth: Record<string, unknown>, cookie?: string) {
    const extraHeaders: Record<string, string> = cookie === undefined ? {} : { cookie };
    const socket: Socket<WallServerEvents, WallClientEvents> = io(address, {
      ...{ auth, extraHeaders, transports: ['websocket'], forceNew: true, reconnection: false },
    });
    this.socket = socket;
    socket.io.on('open', () =>
      socket.io.engine.on('packet', ({ data }) => {
        if (typeof data === 'string') this.frames.push(data);
      }),
    );
    socket.on('connect_error', ({ message }) => {
      this.refused = message;
    });
    socket.on('snapshot', ({ epoch, seq, floor }) => {
      Object.assign(this, { floor });
      this.#epoch = epoch;
      this.#seq = seq;
      this.snapshots++;
    });
    socket.on('patch', (patch) => {
      if (patch.epoch === this.#epoch && patch.seq <= this.#seq) return;
      if (patch.epoch !== this.#epoch || patch.seq !== this.#seq + 1) this.gaps++;
      this.#seq = patch.seq;
      applyPatch(this.floor, patch);
    });
  }
}

export const citizen = '+905321234567';

/** A floor of one queue at 153, where one citizen waits and one talks to Ayşe. */
export function busyFloor(): Floor {
  const queue: QueueNow = {
    ...{ id: '153:genel', exchange: '153', queue: 'genel', centre: '153', label: 'Genel', thresholdSeconds: 20 },
    ...{ waiting: 1, longestWaitingSince: 1000 },
  };
  const agent: AgentNow = {
    ...{ id: '153:A', exchange: '153', centre: '153', name: 'Ayşe', state: 'on_contact', since: 1 },
    ...{ pauseReason: null, queues: ['153:genel'], pausedIn: [], onQueue: '153:genel', suspect: null },
  };
  const contact = (id: string, state: ContactNow['state']): ContactNow => ({
    ...{ id, queue: '153:genel', centre: '153', state, since: 1000 },
  });
  const caller = (id: string, agent: string | null): CallerNow => ({
    ...{ id, centre: '153', queue: '153:genel', number: citizen, agent },
  });
  return {
    ...emptyFloor(),
    queues: { [queue.id]: queue },
    agents: { [agent.id]: agent },
    contacts: { w: contact('w', 'waiting'), t: contact('t', 'on_contact') },
    callers: { w: caller('w', null), t: caller('t', agent.id) },
  };
}
