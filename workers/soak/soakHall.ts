import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import next from 'next';
import { type Namespace, Server, type Socket } from 'socket.io';
import type { Board } from '#lib/board/board.ts';
import type { ScreenAssignment } from '#lib/board/screenAssignment.ts';
import { boardTemplates } from '#lib/board/templates/boardTemplate.ts';
import type { Patch, WallClientEvents, WallServerEvents } from '#lib/feed/feedEvents.ts';
import { screenSettingsSchema } from '#lib/screen/screenSettings.ts';
import { type Change, WeekOfPatches } from './weekOfPatches.ts';

const root = resolve(import.meta.dirname, '..', '..');

/** The pages as they are built, and a feed whose clock and pace the soak test decides. */
export interface SoakHall {
  url: string;
  week: WeekOfPatches;
  /** So many patches, one after another; resolves when the page has taken them all. */
  send(patches: number): Promise<void>;
  /** The board of that place in the list, as the turn or a supervisor's change has it. */
  show(nth: number): void;
  /** Cuts every line, as a restart of the server does; resolves when the page is back. */
  cut(): Promise<void>;
  identify(): void;
  /** The server comes back as another build. */
  deploy(build: string): Promise<void>;
  /** Shows the same still hall at the end of each day, so that days compare, until `resume`. */
  rest(): void;
  resume(): void;
  close(): Promise<void>;
}

export async function openSoakHall(patchesPerDay: number): Promise<SoakHall> {
  const http = createServer((request, response) => void answer(request, response));
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const { port } = http.address() as AddressInfo;
  const io = new Server(http, { perMessageDeflate: false, destroyUpgrade: false });
  const pages = next({ dev: false, dir: root, hostname: '127.0.0.1', port, httpServer: http });
  const answer = pages.getRequestHandler();
  await pages.prepare();

  const week = new WeekOfPatches(patchesPerDay);
  const wall: Namespace<WallClientEvents, WallServerEvents> = io.of('/wall');
  const boards = boardsOf(Object.keys(week.floor.queues)[0] ?? '');
  let build = 'soak';
  let epoch = 1;
  let seq = 0;
  let shown = 0;
  const assignment = (): ScreenAssignment => {
    const { boards: _, ...settings } = screenSettingsSchema.parse({ rotateSeconds: 3600, volume: 0.1 });
    const board = boards[shown % boards.length];
    return { ...settings, id: 'soak', name: 'Salon', boards: board ? [board] : [] };
  };
  let resting = false;
  const snapshot = () => ({ epoch: `soak-${epoch}`, seq, at: week.at, floor: resting ? week.still() : week.floor });
  wall.on('connection', (socket) => {
    socket.emit('build', build);
    socket.emit('assignment', assignment());
    socket.emit('snapshot', snapshot());
    socket.on('resync', () => socket.emit('snapshot', snapshot()));
    socket.on('clock', (reply) => reply(week.at));
  });
  const patchOf = (change: Change): Patch => ({ epoch: `soak-${epoch}`, seq: ++seq, ...change });

  const cut = async () => {
    epoch++;
    seq = 0;
    const back = new Promise((joined) => wall.once('connection', joined));
    for (const socket of wall.sockets.values()) socket.conn.close();
    await back;
  };

  return {
    url: `http://127.0.0.1:${port}`,
    week,
    async send(patches) {
      for (let n = 0; n < patches; n++) wall.emit('patch', patchOf(week.next()));
      for (const socket of wall.sockets.values()) await taken(socket);
    },
    show(nth) {
      shown = nth;
      wall.emit('assignment', assignment());
    },
    cut,
    deploy(next) {
      build = next;
      return cut();
    },
    identify: () => void wall.emit('identify', 'Salon'),
    rest() {
      resting = true;
      wall.emit('snapshot', snapshot());
    },
    resume() {
      resting = false;
      wall.emit('snapshot', snapshot());
    },
    async close() {
      await io.close();
      http.closeAllConnections();
      await pages.close();
    },
  };
}

/** A page answers a ping of the line in its turn: by then it has drawn all that was sent before. */
async function taken({ conn }: Socket): Promise<void> {
  const { promise, resolve: done } = Promise.withResolvers<void>();
  conn.once('heartbeat', done);
  conn.once('close', done);
  conn.transport.send([{ type: 'ping' }]);
  await promise;
  conn.off('heartbeat', done);
  conn.off('close', done);
}

/** Every template, so that each kind of tile that it holds is on some board. */
function boardsOf(queue: string): Board[] {
  const { hall_overview, one_queue, agents, side_by_side, channels, plan_of_the_day } = boardTemplates;
  return [
    hall_overview.make({ id: 'hall', name: 'Salon', centres: [] }),
    agents.make({ id: 'agents', name: 'Temsilciler', centres: [] }),
    plan_of_the_day.make({ id: 'plan', name: 'Günün planı', centres: [] }),
    channels.make({ id: 'channels', name: 'Kanallar', centres: [] }),
    side_by_side.make({ id: 'both', name: 'Yan yana', centres: ['153', '185'] }),
    one_queue.make({ id: 'queue', name: 'Tek kuyruk', centres: [], queue }),
  ];
}
