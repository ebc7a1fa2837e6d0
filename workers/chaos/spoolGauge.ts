import type { ChaosInstallation } from './chaosInstallation.ts';

export interface SpoolPeak {
  /** Most rows, and bytes, that waited for the database in all spools together. */
  rows: number;
  bytes: number;
}

const everyMs = 1_000;

/** Reads /metrics every second: what waits for the database, and what the queue_log has completed. */
export class SpoolGauge {
  /** Rows that waited when last asked; null when the web process did not answer. */
  rows: number | null = null;
  readonly #installation: Pick<ChaosInstallation, 'url'>;
  readonly #timer: NodeJS.Timeout;
  readonly #peak: SpoolPeak = { rows: 0, bytes: 0 };
  /** Counters begin anew with their process: what each had reached before, and has now. */
  readonly #completed = new Map<string, { before: number; now: number }>();
  #asking = false;

  constructor(installation: Pick<ChaosInstallation, 'url'>) {
    this.#installation = installation;
    this.#timer = setInterval(() => void this.ask(), everyMs);
  }

  peak(): SpoolPeak {
    return { ...this.#peak };
  }

  /** Null when no worker counts it. */
  completedByLog(): number | null {
    if (this.#completed.size === 0) return null;
    return [...this.#completed.values()].reduce((sum, { before, now }) => sum + before + now, 0);
  }

  async ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      const response = await fetch(`${this.#installation.url}/metrics`, { signal: AbortSignal.timeout(3_000) });
      this.#take(await response.text());
    } catch {
      // Away, or held up: that is what the run is about.
      this.rows = null;
    } finally {
      this.#asking = false;
    }
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #take(text: string): void {
    const rows = valuesOf(text, 'santral_spool_rows');
    const sum = (values: ReadonlyMap<string, number>) => [...values.values()].reduce((all, value) => all + value, 0);
    this.rows = rows.size === 0 ? null : sum(rows);
    this.#peak.rows = Math.max(this.#peak.rows, this.rows ?? 0);
    this.#peak.bytes = Math.max(this.#peak.bytes, sum(valuesOf(text, 'santral_spool_bytes')));
    for (const [part, value] of valuesOf(text, 'santral_queue_log_completed_total')) {
      const known = this.#completed.get(part) ?? { before: 0, now: 0 };
      if (value < known.now) known.before += known.now;
      known.now = value;
      this.#completed.set(part, known);
    }
  }
}

/** A metric's values by part. */
function valuesOf(text: string, metric: string): Map<string, number> {
  const values = new Map<string, number>();
  for (const [, labels = '', value = ''] of text.matchAll(new RegExp(`^${metric}\\{([^}]*)\\} (\\S+)$`, 'gm')))
    values.set(/part="([^"]*)"/.exec(labels)?.[1] ?? '', Number(value));
  return values;
}
