import type { PartHealth } from '../feed/feedEvents.ts';
import type { IngestSocket } from '../feed/feedServer.ts';
import { metricsText } from './metricsText.ts';

/** What a part is asked for must come within this time, so that /metrics answers within a second. */
const patienceMs = 700;

/**
 * What the web process knows of all parts: those expected, and what each says of itself. A part that is expected and
 * away counts as unwell, with since when.
 */
export class PartBoard {
  readonly #healths = new Map<string, PartHealth>();

  /** @param expected names of the parts that must be there */
  constructor(expected: readonly string[]) {
    const since = Date.now();
    for (const part of expected) this.tell({ part, ok: false, since, reason: `${part} has not reported yet` });
  }

  /** A part's word about itself, taken in the expected form only. */
  tell(health: PartHealth): void {
    const { part, ok, since, reason } = health;
    const before = this.#healths.get(part);
    const changedAt = Number.isFinite(since) ? since : Date.now();
    this.#healths.set(part, {
      part,
      ok: ok === true,
      since: before && before.ok === ok && before.reason === reason ? before.since : changedAt,
      reason: typeof reason === 'string' ? reason.slice(0, 500) : null,
    });
  }

  gone(part: string): void {
    const reason = `${part} does not answer any more; its log says why (log/${logName(part)} in the data folder)`;
    this.tell({ part, ok: false, since: Date.now(), reason });
  }

  healths(): PartHealth[] {
    return [...this.#healths.values()];
  }

  /**
   * Every part's metrics in Prometheus' text format. A part that does not answer in time, or reports nowhere, is told
   * by `santral_part_up` 0.
   *
   * @param connected the parts that are connected, by name
   * @param own the metrics of the process that asks
   */
  async metrics(
    connected: ReadonlyMap<string, Pick<IngestSocket, 'timeout'>>,
    own: { part: string; metrics: readonly unknown[] },
  ): Promise<string> {
    const answers = new Map<string, readonly unknown[]>([[own.part, own.metrics]]);
    await Promise.all(
      [...connected].map(async ([part, socket]) => {
        try {
          answers.set(part, await socket.timeout(patienceMs).emitWithAck('metrics'));
        } catch {
          // No answer in time is an answer: the part is shown as down.
        }
      }),
    );
    const merged = new Map<string, readonly unknown[]>();
    for (const part of new Set([...answers.keys(), ...connected.keys(), ...this.#healths.keys()])) {
      const saysItIsWell = !connected.has(part) && this.#healths.get(part)?.ok === true;
      const up = answers.has(part) || saysItIsWell ? 1 : 0;
      merged.set(part, [{ ...upMetric, values: [{ value: up }] }, ...(answers.get(part) ?? [])]);
    }
    return metricsText(merged);
  }
}

const upMetric = { name: 'santral_part_up', help: 'Whether the part answers (1) or not (0).', type: 'gauge' };

/** The file in the data folder's `log` that holds a part's log. */
export function logName(part: string): string {
  return `${part.replaceAll(/[^\w.-]/g, '-')}.log`;
}
