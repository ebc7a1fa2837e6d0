/** One part's figures at one instant, read from /metrics. */
export interface PartFigures {
  cpuSeconds: number;
  residentBytes: number;
  heapBytes: number;
  /** Looks at the event loop, by the least upper bound of their lag in seconds; cumulative, as Prometheus counts. */
  lag: { upTo: number; count: number }[];
  /** Every sample without labels other than `part`, by name. */
  plain: Map<string, number>;
}

const line = /^(\w+)\{(.*)\} (\S+)$/;

/** Reads Prometheus' text format, by part. */
export function partFigures(text: string): Map<string, PartFigures> {
  const parts = new Map<string, PartFigures>();
  for (const one of text.split('\n')) {
    const [, name = '', inside = '', value = ''] = line.exec(one) ?? [];
    const labels = new Map([...inside.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', is = '']) => [label, is]));
    const part = labels.get('part');
    if (part === undefined) continue;
    let figures = parts.get(part);
    if (figures === undefined) {
      figures = { cpuSeconds: 0, residentBytes: 0, heapBytes: 0, lag: [], plain: new Map() };
      parts.set(part, figures);
    }
    const number = value === '+Inf' ? Number.POSITIVE_INFINITY : Number(value);
    const upTo = labels.get('le');
    if (name === 'santral_event_loop_lag_seconds_bucket' && upTo !== undefined) {
      figures.lag.push({ upTo: upTo === '+Inf' ? Number.POSITIVE_INFINITY : Number(upTo), count: number });
    }
    if (name === 'process_cpu_seconds_total') figures.cpuSeconds = number;
    else if (name === 'process_resident_memory_bytes') figures.residentBytes = number;
    else if (name === 'nodejs_heap_size_used_bytes') figures.heapBytes = number;
    if (labels.size === 1) figures.plain.set(name, number);
  }
  return parts;
}

/** The lag in seconds that the share `p` of looks between two readings did not exceed, at most: a bucket's upper end. */
export function lagBetween(before: PartFigures | undefined, after: PartFigures, p: number): number {
  const counts = after.lag.map(({ upTo, count }, i) => ({ upTo, count: count - (before?.lag[i]?.count ?? 0) }));
  const total = counts.at(-1)?.count ?? 0;
  return counts.find(({ count }) => count >= p * total)?.upTo ?? Number.NaN;
}

/** The share of looks between two readings that were late by at most `seconds`, a bucket's upper end. */
export function shareWithin(before: PartFigures | undefined, after: PartFigures, seconds: number): number {
  const of = (figures: PartFigures | undefined, upTo: number) =>
    figures?.lag.find((bucket) => bucket.upTo === upTo)?.count ?? 0;
  const total = of(after, Number.POSITIVE_INFINITY) - of(before, Number.POSITIVE_INFINITY);
  return (of(after, seconds) - of(before, seconds)) / total;
}
