import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import next from 'next';
import { Gauge } from 'prom-client';
import { provideSessionControl } from '#lib/access/sessionControl.ts';
import { builtInBoards } from '#lib/board/builtInBoards.ts';
import { AuditBacklog } from '#lib/database/auditBacklog.ts';
import { openDatabase } from '#lib/database/database.ts';
import { BoardBook } from '#lib/feed/boardBook.ts';
import { bookTables } from '#lib/feed/bookTables.ts';
import { attachFeed } from '#lib/feed/feedServer.ts';
import { openFeedSockets } from '#lib/feed/feedSockets.ts';
import { provideWallControl } from '#lib/feed/wallControl.ts';
import { databaseAddress, loadSettings } from '#lib/settings.ts';
import { watchDatabase } from '#lib/telemetry/databaseProbe.ts';
import { expectedParts, healthStatusCode, verdict } from '#lib/telemetry/health.ts';
import { createLogger } from '#lib/telemetry/logger.ts';
import { PartBoard } from '#lib/telemetry/partBoard.ts';
import { partMetrics } from '#lib/telemetry/partMetrics.ts';
import { answerText } from './web/answers.ts';
import { type Admitted, createGate } from './web/gate.ts';
import { BodyTooLarge } from './web/readBody.ts';
import { webAuth } from './web/webAuth.ts';

/**
 * The web process: pages by Next, the live feed by socket.io, /metrics and /healthz, all on one port and behind
 * one door (web/gate.ts).
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

const auth = webAuth(settings, log);
const gate = createGate({ host: settings.host, access: settings.access, sessions: auth.sessions, dev });
provideSessionControl({ personChanged: (id) => auth.sessions.forgetPerson(id) });
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

// Opened before Next, which then leaves their upgrades alone.
const sockets = openFeedSockets(server, { ingestKey: settings.ingestKey, admit: gate.admitSocket });
const db = openDatabase({
  ...{ url: databaseAddress(settings), applicationName: 'santral-feed', max: 2, answerWithinMs: 30_000 },
});
const book = new BoardBook({
  tables: bookTables(db, (sentence) => log.warn(sentence)),
  builtIn: builtInBoards(settings.centres),
  onTrouble: (sentence, error) => log.warn({ err: error }, sentence),
});
const viewings = new AuditBacklog(db, (sentence, error) => log.warn({ err: error }, sentence));
const feed = attachFeed(sockets, {
  book,
  principalOf: gate.principalOf,
  callerNumbersFrom: settings.access.callerNumbers,
  onNumbersShown: (who) => viewings.write({ who, action: 'callers.seen', subject: '/floor' }),
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
new Gauge({
  name: 'santral_screen_buffered_bytes',
  help: 'Bytes that wait for the screen that is furthest behind.',
  registers: [registry],
  collect() {
    this.set(feed.mostBuffered());
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
  try {
    const path = request.url?.split('?', 1)[0] ?? '';
    const admitted = await gate.admit(request, response);
    if (admitted === null) return;
    if (path === '/metrics') return await answerMetrics(request, response, admitted);
    if (path === '/healthz') return await answerHealth(request, response, admitted);
    if (path.startsWith('/api/auth/')) return await auth.answer(request, response, admitted.client);
    if (!prepared) return answerNotYet(response);
    await answerPage(request, response);
  } catch (error) {
    if (error instanceof BodyTooLarge) return answerText(response, 413, error.message);
    log.error({ err: error }, `A request could not be answered: ${error instanceof Error ? error.message : error}`);
    if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'text/plain' });
    response.end('Internal error; the log of the web process says more.\n');
  }
}

/** Whoever is quicker than the pages: a screen that was left open asks again by itself. */
function answerNotYet(response: ServerResponse): void {
  response.writeHead(503, { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': '1', Refresh: '1' });
  response.end('Santral açılıyor; sayfa birazdan gelir.\nSantral is starting; this page comes in a moment.\n');
}

/** What Prometheus reads: on this machine, or by the token. */
async function answerMetrics(request: IncomingMessage, response: ServerResponse, { client }: Admitted): Promise<void> {
  if (!(await gate.seesInside(request, client))) {
    return answerText(response, 401, 'Metrics are told on this machine, or to whoever shows SANTRAL_METRICS_TOKEN.');
  }
  const text = await board.metrics(feed.parts(), { part: 'web', metrics: await registry.getMetricsAsJSON() });
  response.writeHead(200, { 'Content-Type': registry.contentType, 'Cache-Control': 'no-store' });
  response.end(text);
}

/** The verdict to anybody, as a load balancer needs it; what it rests on to those who may see it. */
async function answerHealth(request: IncomingMessage, response: ServerResponse, { client }: Admitted): Promise<void> {
  const health = verdict(board.healths(), feed.sources());
  const told = (await gate.seesInside(request, client)) ? health : { status: health.status };
  response.writeHead(healthStatusCode(health), { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(`${JSON.stringify(told, null, 2)}\n`);
}

/** The build's own name, so that screens of an older build reload once. */
function buildId(): string {
  if (dev) return 'development';
  return readFileSync(resolve(root, '.next', 'BUILD_ID'), 'utf8').trim();
}

async function end(): Promise<void> {
  setTimeout(() => process.exit(0), 1500);
  stopWatching();
  void auth.close();
  book.stop();
  viewings.stop();
  feed.close();
  await sockets.close();
  server.closeAllConnections();
  await pages.close();
  process.exit(0);
}
