/** How long things took, milliseconds, gathered under names. */
export class PartTimes {
  readonly #times = new Map<string, number[]>();

  add(name: string, ms: number): void {
    const known = this.#times.get(name);
    if (known) known.push(ms);
    else this.#times.set(name, [ms]);
  }

  /** By name, in the names' order. */
  summary(): Record<string, TimesSummary> {
    const names = [...this.#times].sort(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(names.map(([name, times]) => [name, summaryOf(times)]));
  }
}

export interface TimesSummary {
  count: number;
  /** Median and most, ms. */
  p50: number;
  max: number;
}

function summaryOf(times: readonly number[]): TimesSummary {
  const sorted = [...times].sort((a, b) => a - b);
  return {
    count: sorted.length,
    p50: Math.round(sorted[(sorted.length - 1) >> 1] ?? Number.NaN),
    max: Math.round(sorted.at(-1) ?? Number.NaN),
  };
}
