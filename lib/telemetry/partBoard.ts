import type { Namespace } from 'socket.io';
import type { IngestClientEvents, IngestServerEvents, PartHealth } from '../feed/feedEvents.ts';
import { metricsText } from './metricsText.ts';

/** What a part is asked for must come within this time, so that /metrics answers within a second. */
const patienceMs = 700;

/**
 * What the web process knows of all parts: those expected, those connected to /ingest, and what they say of
 * themselves. A part that is expected and away counts as unwell, with how long it has been away.
 */
export class PartBoard {
  readonly #ingest: Namespace<IngestClientEvents, IngestServerEvents>;
  readonly #healths = new Map<string, PartHealth>();

  /** @param expected names of the parts that must be there */
  constructor(ingest: Namespace<IngestClientEvents, IngestServerEvents>, expected: readonly string[]) {
    this.#ingest = ingest;
    const now = Date.now();
    for (const part of expected) this.#set({ part, ok: false, since: now, reason: `${part} has not reported yet` });
    // Connections reach this handler only after the namespace's middleware has checked their key.
    ingest.on('connection', (socket) => {
      const part = partOf(socket);
      socket.on('health', (health) => this.#set(said(part, health)));
      socket.on('disconnect', () => {
        if (this.#sockets(part).length > 0) return;
        this.#set({
          part,
          ok: false,
          since: Date.now(),
          reason: `${part} is gone; its log says why (log/${part.replace(':', '-')}.log in the data folder)`,
        });
      });
    });
  }

  /** Also for parts that have no socket of their own, such as the database as the web process sees it. */
  tell(health: PartHealth): void {
    this.#set(health);
  }

  healths(): PartHealth[] {
    return [...this.#healths.values()];
  }

  /** Every part's metrics in Prometheus' text format; parts that do not answer in time are told by `santral_part_up` 0. */
  async metrics(own: { part: string; metrics: readonly unknown[] }): Promise<string> {
    const answers = new Map<string, readonly unknown[]>([[own.part, own.metrics]]);
    const asked = [...this.#ingest.sockets.values()].map(async (socket) => {
      try {
        answers.set(partOf(socket), await socket.timeout(patienceMs).emitWithAck('metrics'));
      } catch {
        // No answer in time is an answer: the part is shown as down below.
      }
    });
    await Promise.all(asked);
    const parts = new Set([own.part, ...this.#healths.keys(), ...answers.keys()]);
    const up = {
      name: 'santral_part_up',
      help: 'Whether the part answers (1) or not (0).',
      type: 'gauge',
    };
    const upLines = [...parts].map((part) => {
      const value = answers.has(part) || this.#withoutMetrics(part) ? 1 : 0;
      return [part, [{ ...up, values: [{ value, labels: {} }] }]] as const;
    });
    const all = new Map<string, readonly unknown[]>();
    for (const [part, lines] of upLines) all.set(part, [...lines, ...(answers.get(part) ?? [])]);
    return metricsText(all);
  }

  /** A part that reports through `tell` alone is up when it is well. */
  #withoutMetrics(part: string): boolean {
    return this.#sockets(part).length === 0 && this.#healths.get(part)?.ok === true;
  }

  #sockets(part: string) {
    return [...this.#ingest.sockets.values()].filter((socket) => partOf(socket) === part);
  }

  #set(health: PartHealth): void {
    this.#healths.set(health.part, health);
  }
}

function partOf(socket: { handshake: { auth: Record<string, unknown> } }): string {
  const { part } = socket.handshake.auth;
  return typeof part === 'string' && /^[\w:.-]{1,60}$/.test(part) ? part : 'unnamed';
}

/** Takes a part's word for its own state only, and in the expected form only. */
function said(part: string, health: PartHealth): PartHealth {
  const since = Number.isFinite(health?.since) ? health.since : Date.now();
  const reason = typeof health?.reason === 'string' ? health.reason.slice(0, 500) : null;
  return { part, ok: health?.ok === true, since, reason };
}
