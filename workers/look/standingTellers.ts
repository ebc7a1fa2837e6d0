import { parentPort, workerData } from 'node:worker_threads';
import { io, type Socket } from 'socket.io-client';
import { emptyFloor, floorKinds } from '#lib/feed/applyPatch.ts';
import type { Floor, IngestClientEvents, IngestServerEvents } from '#lib/feed/feedEvents.ts';
import { ingestConnection } from '#lib/feed/ingestConnection.ts';

/** A thread: stands for the workers of two exchanges, planner and alarms, and tells the web process the floor it was given last. */
type Teller = Socket<IngestServerEvents, IngestClientEvents>;

const { url, key, at } = workerData as { url: string; key: string; at: number };
let floor: Floor | null = null;
let told = 0;

const tellers = ['pbx:153', 'pbx:185', 'planner', 'alarms'].map((part) => {
  const socket: Teller = io(`${url}/ingest`, ingestConnection(key, part));
  const tell = () => {
    if (floor !== null && socket.connected) tellAs(part, socket, floor);
  };
  socket.on('connect', tell);
  return tell;
});

parentPort?.on('message', (next: Floor) => {
  floor = next;
  told += 1;
  for (const tell of tellers) tell();
});

function tellAs(part: string, socket: Teller, floor: Floor): void {
  if (part === 'planner') {
    socket.emit('outlooks', Object.values(floor.outlooks));
    socket.emit('staffing', Object.values(floor.staffing));
  } else if (part === 'alarms') socket.emit('alarms', Object.values(floor.alarms));
  else {
    const exchange = part.slice('pbx:'.length);
    socket.emit('floor', exchange, { epoch: String(told), seq: told, at, floor: ofExchange(floor, exchange) });
  }
}

/** What the worker of one exchange knows: of these floors each centre has its own. */
function ofExchange(floor: Floor, exchange: string): Floor {
  const own = emptyFloor();
  for (const kind of floorKinds) {
    if (['centres', 'outlooks', 'staffing', 'alarms', 'tickers'].includes(kind)) continue;
    const entities = Object.entries(floor[kind]).filter(([, { centre }]) => centre === exchange);
    Object.assign(own, { [kind]: Object.fromEntries(entities) });
  }
  return own;
}
