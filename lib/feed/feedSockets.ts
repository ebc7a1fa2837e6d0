import type { Server as HttpServer, IncomingMessage } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { watchBeat } from './beat.ts';
import { ingestPath, showsIngestKey } from './ingestConnection.ts';
import { sharedDeflate } from './sharedFrames.ts';

/** What comes from screens and desks is some hundred bytes; what they are told is of any size. */
const screenBytes = 64 * 1024;
/** A worker's whole floor: some hundred bytes for each agent, queue and contact. */
const workerBytes = 32 * 2 ** 20;

export interface FeedSockets {
  /** Of screens and desks. */
  screens: Server;
  /** Of the installation's own processes. */
  workers: Server;
  /** Closes the HTTP server too. */
  close: () => Promise<void>;
}

/**
 * Opens the live feed's sockets on an HTTP server. Who has shown neither session, token nor key yet can have little read and
 * unpacked: large frames are taken at `/ingest` alone, whose key stands in the request itself.
 *
 * @param admit may a screen's or desk's socket be opened by this request? Default: by any
 */
export function openFeedSockets(
  http: HttpServer,
  { ingestKey, admit = () => true }: { ingestKey: string; admit?: (request: IncomingMessage) => boolean },
): FeedSockets {
  // Other upgrades are left alone: while pages are developed, Next takes some itself.
  const usual = { serveClient: false, destroyUpgrade: false };
  const screens = new Server(http, {
    ...usual,
    path: '/socket.io',
    perMessageDeflate: sharedDeflate,
    maxHttpBufferSize: screenBytes,
    allowRequest: (request, decide) => decide(null, admit(request)),
  });
  const workers = new Server(http, {
    ...usual,
    path: ingestPath,
    transports: ['websocket'],
    maxHttpBufferSize: workerBytes,
    allowRequest: (request, decide) => decide(null, showsIngestKey(request, ingestKey)),
  });
  workers.of('/ingest').on('connection', (socket: Socket) => {
    // The others may be silent for long, as the database is in a long statement.
    if (/^(pbx:|alarms$)/.test(String(socket.handshake.auth.part))) watchBeat(socket.conn);
  });
  return {
    screens,
    workers,
    async close() {
      await Promise.all([screens.close(), workers.close()]);
    },
  };
}
