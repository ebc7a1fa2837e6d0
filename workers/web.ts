import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import next from 'next';
import { Gauge } from 'prom-client';
import { Server } from 'socket.io';
import { builtInBoards } from '#lib/board/builtInBoards.ts';
import { openDatabase } from '#lib/database/database.ts';
import { BoardBook } from '#lib/feed/boardBook.ts';
import { bookTables } from '#lib/feed/bookTables.ts';
import { attachFeed } from '#lib/feed/feedServer.ts';
import { provideWallControl } from '#lib/feed/wallControl.ts';
import { databaseAddress, loadSettings } from '#lib/settings.ts';
import { watchDatabase } from '#lib/telemetry/databaseProbe.ts';
import { expectedParts, healthStatusCode, verdict } from '#lib/telemetry/health.ts';
import { createLogger } from '#lib/telemetry/logger.ts';
import { PartBoard } from '#lib/telemetry/partBoard.ts';
import { partMetrics } from '#lib/telemetry/partMetrics.ts';
import { guard, isAddressedToThisMachine, isOwnOrigin } from '#lib/telemetry/webGuard.ts';

/**
 * The web process: pages by Next, the live feed by socket.io, /metrics and /healthz, all on one port of this machine.
 * Says `{"ready":"web","port":n}` on stdout once it serves; ends within two seconds of SIGTERM or SIGINT.
 */
const root = resolve(import.meta.dirname, '..');
const dev = process.env.SANTRAL_DEV === '1';
// Next ends a custom server at each change of a file when Node's own --watch has set this.
delete process.env.WATCH_REPORT_DEPENDENCIES;

const settings = loadSettings();
const log = createLogger('web');
const registry = partMetrics('web');
const board = new PartBoard(expectedParts(settings));

let prepared = false;
const server = createServer(answer);
server.on('error', (error: NodeJS.ErrnoException) => {
  const sentence =
    error.code === 'EADDRINUSE'
      ? `Port ${settings.port} is taken by another program; choose another one: PORT=${settings.port + 1} npm start`
      : `The pages cannot be served at ${settings.host}:${settings.port}: ${error.message}`;
  process.stdout.write(`${JSON.stringify({ failed: sentence })}\n`);
  log.fatal(sentence);
  process.exit(2);
});
await new Promise<void>((listening) => server.listen(settings.port, settings.host, listening));
const { port } = server.address() as AddressInfo;

// Created before Next, which then leaves upgrades on /socket.io alone; destroyUpgrade would cut Next's own in development.
const io = new Server(server, {
  path: '/socket.io',
  serveClient: false,
  destroyUpgrade: false,
  // Compressed, each patch would be packed anew for every screen; plain, it is one piece of memory for all of them.
  perMessageDeflate: false,
  // A worker's whole floor: some hundred bytes for each agent, queue and contact.
  maxHttpBufferSize: 32 * 2 ** 20,
  allowRequest: (request, decide) => decide(null, isAddressedToThisMachine(request) && isOwnOrigin(request)),
});
const db = openDatabase({
  ...{ url: databaseAddress(settings), applicationName: 'santral-feed', max: 2, answerWithinMs: 30_000 },
});
const book = new BoardBook({
  tables: bookTables(db, (sentence) => log.warn(sentence)),
  builtIn: builtInBoards(settings.centres, 'Tüm merkezler'),
  onTrouble: (sentence, error) => log.warn({ err: error }, sentence),
});
const feed = attachFeed(io, {
  book,
  principalOf: async () => ({ id: 'local', name: 'local', username: 'local', role: 'supervisor' }),
  callerNumbersFrom: settings.access.callerNumbers,
  ingestKey: settings.ingestKey,
  centres: settings.centres,
  exchanges: settings.exchanges,
  build: buildId(),
  // A worker reconnects within a second, and counts its day in a few.
  firstFloorsMs: 6_000,
  onHealth: (health) => board.tell(health),
  onPartGone: (part) => board.gone(part),
});
provideWallControl(feed.control);
book.start();
new Gauge({
  name: 'santral_screens',
  help: 'Wall screens that are connected.',
  registers: [registry],
  collect() {
    this.set(feed.screens());
  },
});
const stopWatching = watchDatabase(databaseAddress(settings), (health) => board.tell(health));

const pages = next({ dev, dir: root, hostname: settings.host, port, httpServer: server });
const answerPage = pages.getRequestHandler();
await pages.prepare();
prepared = true;

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void end());
process.stdout.write(`${JSON.stringify({ ready: 'web', port })}\n`);
log.info({ port, dev }, `Pages are served at http://localhost:${port}`);

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!guard(request, response)) return;
  try {
    const path = request.url?.split('?', 1)[0];
    if (path === '/metrics') return await answerMetrics(response);
    if (path === '/healthz') return answerHealth(response);
    if (!prepared) return answerNotYet(response);
    await answerPage(request, response);
  } catch (error) {
    log.error({ err: error }, `A request could not be answered: ${error instanceof Error ? error.message : error}`);
    if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
    response.end('Internal error; the log of the web process says more.\n');
  }
}

/** Whoever is quicker than the pages: a screen that was left open asks again by itself. */
function answerNotYet(response: ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '1', Refresh: '1' });
  response.end('Santral is starting; this page comes in a moment.\n');
}

async function answerMetrics(response: ServerResponse): Promise<void> {
  const text = await board.metrics(feed.parts(), { part: 'web', metrics: await registry.getMetricsAsJSON() });
  response.writeHead(200, { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' });
  response.end(text);
}

function answerHealth(response: ServerResponse): void {
  const health = verdict(board.healths(), feed.sources());
  response.writeHead(healthStatusCode(health), { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(`${JSON.stringify(health, null, 2)}\n`);
}

/** The build's own name, so that screens of an older build reload once. */
function buildId(): string {
  if (dev) return 'development';
  return readFileSync(resolve(root, '.next', 'BUILD_ID'), 'utf8').trim();
}

async function end(): Promise<void> {
  setTimeout(() => process.exit(0), 1500);
  stopWatching();
  book.stop();
  feed.close();
  await io.close();
  server.closeAllConnections();
  await pages.close();
  process.exit(0);
}
