import type { Registry } from 'prom-client';
import { io, type Socket } from 'socket.io-client';
import type { IngestClientEvents, IngestServerEvents, PartHealth } from '../feed/feedEvents.ts';
import { ingestConnection } from '../feed/ingestConnection.ts';

export interface PartReport {
  /** The connection to /ingest, for parts that send more than their health. */
  readonly socket: Socket<IngestServerEvents, IngestClientEvents>;
  /** All is well; `note`: one sentence on what is not to be expected of it yet. */
  well(note?: string): void;
  /** Something is not: one sentence with what, where and the cure. It shows at /healthz. */
  unwell(reason: string): void;
  close(): void;
}

/**
 * Connects a part to the web process for as long as the part lives: tells its health, on every connect and change,
 * and answers for its metrics. Neither the order in which parts start nor a web process that is gone for a while
 * matters: it reconnects for ever, at least every second: the web process is on this machine.
 *
 * @param options.part the part's name, such as `pbx:153`
 * @param options.webUrl where the web process listens, such as `http://127.0.0.1:3000`
 * @param options.key the key that workers show, from settings
 * @param options.registry the part's metrics, when it has any
 */
export function reportPart(options: { part: string; webUrl: string; key: string; registry?: Registry }): PartReport {
  const { part, webUrl, key, registry } = options;
  const socket: PartReport['socket'] = io(`${webUrl}/ingest`, {
    ...ingestConnection(key, part),
    reconnectionDelay: 250,
    reconnectionDelayMax: 1000,
  });
  let health: PartHealth = { part, ok: true, since: Date.now(), reason: null };
  const tell = () => {
    if (socket.connected) socket.emit('health', health);
  };
  const change = (ok: boolean, reason: string | null) => {
    if (health.ok === ok && health.reason === reason) return;
    health = { part, ok, since: health.ok === ok ? health.since : Date.now(), reason };
    tell();
  };

  socket.on('connect', tell);
  // After a farewell socket.io does not try again by itself.
  socket.on('disconnect', (reason) => {
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 1000).unref();
  });
  socket.on('metrics', (reply) => {
    if (!registry) return reply([]);
    registry.getMetricsAsJSON().then(reply, (error) => {
      change(false, `The metrics of ${part} cannot be read: ${error instanceof Error ? error.message : error}`);
      reply([]);
    });
  });

  return {
    socket,
    well: (note) => change(true, note ?? null),
    unwell: (reason) => change(false, reason),
    close: () => socket.disconnect(),
  };
}

/** Where this machine's parts reach the web process. */
export function webUrl({ host, port }: { host: string; port: number }): string {
  // What listens on every address is reached on this machine's own.
  const own = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host;
  return `http://${own.includes(':') ? `[${own}]` : own}:${port}`;
}

/**
 * Reports with nothing but the usual metrics, for a part that has no settings of its own: where the web process is, and
 * the key, stand in the environment that the supervisor gives. Null where no supervisor started this process.
 */
export function reportToSupervised(part: string, registry: Registry): PartReport | null {
  const { HOST = '127.0.0.1', PORT, SANTRAL_INGEST_KEY: key } = process.env;
  if (!key || !PORT) return null;
  return reportPart({ part, webUrl: webUrl({ host: HOST, port: Number(PORT) }), key, registry });
}
