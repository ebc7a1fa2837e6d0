/** A value of the past. */
export interface PastValue {
  value: number;
  /** Epoch ms. */
  at: number;
}

export interface MetricSeries {
  /** The figure `key` has this value at `at`, epoch ms. One value a minute is kept. */
  note(key: string, at: number, value: number): void;
  /** The oldest value kept that is at most an hour old, and not older than `since`; null while there is none of a former minute. */
  before(key: string, at: number, since?: number): PastValue | null;
  /** How many values are kept of all figures. */
  size(): number;
}

const everyMs = 60_000;
const kept = 60;
/** More figures than all of an installation's boards show; those not noted for longest go first. */
const mostKeys = 200;

/** The last hour of some figures, as one screen saw them: bounded, for a page that stays open for months. */
export function createMetricSeries(): MetricSeries {
  const series = new Map<string, PastValue[]>();
  const recent = (values: PastValue[], at: number) =>
    values.filter((past) => past.at <= at && past.at >= at - kept * everyMs);
  return {
    note(key, at, value) {
      const values = series.get(key) ?? [];
      const last = values.at(-1);
      if (last && at - last.at < everyMs && at >= last.at) return;
      series.delete(key);
      series.set(key, [...recent(values, at).slice(1 - kept), { value, at }]);
      const oldest = series.keys().next().value;
      if (series.size > mostKeys && oldest !== undefined) series.delete(oldest);
    },
    before(key, at, since = Number.NEGATIVE_INFINITY) {
      const oldest = recent(series.get(key) ?? [], at).find((past) => past.at >= since);
      return oldest && at - oldest.at >= everyMs ? oldest : null;
    },
    size: () => [...series.values()].reduce((sum, values) => sum + values.length, 0),
  };
}
