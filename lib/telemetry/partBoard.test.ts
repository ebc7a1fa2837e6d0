import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Counter, Histogram } from 'prom-client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { attachFeed, type FeedServer } from '../feed/feedServer.ts';
import { type FeedSockets, openFeedSockets } from '../feed/feedSockets.ts';
import { testBook } from '../feed/testBook.ts';
import { PartBoard } from './partBoard.ts';
import { partMetrics } from './partMetrics.ts';
import { type PartReport, reportPart, webUrl } from './reportPart.ts';

let http: HttpServer;
let io: FeedSockets;
let board: PartBoard;
let feed: FeedServer;
let hall: ReturnType<typeof testBook>;
let port: number;
const reports: PartReport[] = [];

async function serve(atPort: number) {
  http = createServer();
  io = openFeedSockets(http, { ingestKey: 'k' });
  board = new PartBoard(['database', 'pbx:153']);
  hall = testBook([]);
  feed = attachFeed(io, {
    ...hall,
    ingestKey: 'k',
    centres: [],
    exchanges: [],
    build: 'b',
    onHealth: (health) => board.tell(health),
    onPartGone: (part) => board.gone(part),
  });
  await new Promise<void>((done) => http.listen(atPort, '127.0.0.1', done));
  port = (http.address() as AddressInfo).port;
}
beforeEach(() => serve(0));
afterEach(async () => {
  for (const report of reports.splice(0)) report.close();
  hall.book.stop();
  feed.close();
  await io.close();
});

function report(part: string, registry = partMetrics(part)) {
  const made = reportPart({ part, webUrl: webUrl({ host: '127.0.0.1', port }), key: 'k', registry });
  reports.push(made);
  return made;
}
const health = (part: string) => board.healths().find((each) => each.part === part);

it('tells which expected parts are missing, well, unwell and gone', async () => {
  expect(health('pbx:153')).toMatchObject({ ok: false, reason: 'pbx:153 has not reported yet' });
  const pbx = report('pbx:153');
  await vi.waitFor(() => expect(health('pbx:153')).toMatchObject({ ok: true, reason: null }));
  pbx.unwell('The disk is full; free some space');
  await vi.waitFor(() =>
    expect(health('pbx:153')).toMatchObject({ ok: false, reason: 'The disk is full; free some space' }),
  );
  pbx.close();
  await vi.waitFor(() => expect(health('pbx:153')?.reason).toContain('pbx:153 does not answer any more'));
});

it('merges the metrics of all parts and names those that do not answer', async () => {
  const registry = partMetrics('pbx:153');
  new Counter({
    name: 'santral_events_total',
    help: 'Events "read"',
    labelNames: ['queue'],
    registers: [registry],
  }).inc({ queue: 'a"b' }, 3);
  new Histogram({ name: 'santral_lag_seconds', help: 'Lag', buckets: [1], registers: [registry] }).observe(0.5);
  report('pbx:153', registry);
  await vi.waitFor(() => expect(health('pbx:153')?.ok).toBe(true));

  const text = await board.metrics(feed.parts(), { part: 'web', metrics: await partMetrics('web').getMetricsAsJSON() });
  expect(text).toContain('santral_part_up{part="web"} 1');
  expect(text).toContain('santral_part_up{part="pbx:153"} 1');
  expect(text).toContain('santral_part_up{part="database"} 0');
  expect(text).toContain('santral_events_total{queue="a\\"b",part="pbx:153"} 3');
  expect(text).toContain('santral_lag_seconds_bucket{le="+Inf",part="pbx:153"} 1');
  expect(text).toMatch(
    /process_resident_memory_bytes\{part="web"\} \d+\nprocess_resident_memory_bytes\{part="pbx:153"\} \d+/,
  );
  expect(text.match(/# TYPE process_resident_memory_bytes gauge/g)).toHaveLength(1);
});

it('does not wait for a part that hangs', async () => {
  const hanging = report('pbx:153');
  await vi.waitFor(() => expect(health('pbx:153')?.ok).toBe(true));
  hanging.socket.off('metrics');
  expect(await board.metrics(feed.parts(), { part: 'web', metrics: [] })).toContain(
    'santral_part_up{part="pbx:153"} 0',
  );
});

it('comes back by itself after the web process was away', async () => {
  report('pbx:153');
  await vi.waitFor(() => expect(health('pbx:153')?.ok).toBe(true));
  feed.close();
  await io.close();
  await serve(port);
  expect(health('pbx:153')?.ok).toBe(false);
  await vi.waitFor(() => expect(health('pbx:153')?.ok).toBe(true));
});
