import { type Band, joined, jointBand, levelsAlike, type Uncertain, uncertain } from '#lib/forecast/jointBand.ts';

const quarterMs = 15 * 60_000;
const mostAnswers = 2_000;

/** A queue's day as it was forecast: one value for each quarter of an hour from `start` (epoch ms); null: not known. */
export interface QueueForecast {
  exchange: string;
  queue: string;
  start: number;
  mean: readonly (number | null)[];
  p10: readonly (number | null)[];
  p90: readonly (number | null)[];
}

/** The morning's forecast of the present days, to hold what comes against. */
export class ForecastToday {
  readonly #byQueue: ReadonlyMap<string, QueueForecast[]>;
  /** What was asked for lately: rules ask for the same each second. */
  readonly #answers = new Map<string, (Band & { mean: number }) | null>();

  constructor(forecasts: readonly QueueForecast[]) {
    this.#byQueue = Map.groupBy(forecasts, ({ exchange, queue }) => `${exchange}:${queue}`);
  }

  /** Contacts expected in the quarter of an hour that holds `at`; null: no forecast of any of the queues reaches it. */
  expectedAt(queues: readonly { id: string }[], at: number): number | null {
    return this.#quarter(queues, at)?.mean ?? null;
  }

  /**
   * What was expected of all the queues from `from` to `to` (epoch ms), a running quarter by the share of it that is over,
   * and between what 80 of 100 such stretches lie; null where a quarter has no forecast. Queues without one count nothing.
   */
  between(queues: readonly { id: string }[], from: number, to: number): (Band & { mean: number }) | null {
    const key = `${queues.map(({ id }) => id).join()}|${from}|${to}`;
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      if (this.#answers.size >= mostAnswers) this.#answers.clear();
      answer = this.#between(queues, from, to);
      this.#answers.set(key, answer);
    }
    return answer;
  }

  #between(queues: readonly { id: string }[], from: number, to: number): (Band & { mean: number }) | null {
    const quarters: Uncertain[] = [];
    for (let start = Math.floor(from / quarterMs) * quarterMs; start < to; start += quarterMs) {
      const whole = this.#quarter(queues, start);
      if (whole === null) return null;
      const share = (Math.min(to, start + quarterMs) - Math.max(from, start)) / quarterMs;
      quarters.push({ mean: whole.mean * share, below: whole.below * share ** 2, above: whole.above * share ** 2 });
    }
    if (quarters.length === 0) return null;
    const mean = quarters.reduce((sum, quarter) => sum + quarter.mean, 0);
    const hours = quarters.length / 4;
    const band = jointBand(quarters, hours > 1 ? (i, j) => levelsAlike(Math.abs(i - j) / 4) : undefined);
    return { mean, ...band };
  }

  #quarter(queues: readonly { id: string }[], at: number): Uncertain | null {
    const parts = queues.flatMap(({ id }) => {
      for (const forecast of this.#byQueue.get(id) ?? []) {
        const i = Math.floor((at - forecast.start) / quarterMs);
        const [mean, p10, p90] = [forecast.mean[i], forecast.p10[i], forecast.p90[i]];
        if (mean != null && p10 != null && p90 != null) return [uncertain(mean, { p10, p90 })];
      }
      return [];
    });
    return parts.length === 0 ? null : joined(parts);
  }
}
