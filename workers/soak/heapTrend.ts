import type { DayReading } from './soakRun.ts';

/** How a page's memory went over the days. */
export interface HeapTrend {
  /** Of the last days to that of the first ones, after the day in which everything was loaded and drawn for the first time. */
  heapRatio: number;
  nodeRatio: number;
  listenerRatio: number;
  /** By the line through all days but the first. */
  heapBytesPerDay: number;
}

/** Readings of the days of one page; at least three. */
export function heapTrend(readings: readonly DayReading[]): HeapTrend {
  const settled = readings.slice(1);
  if (settled.length < 2) throw new RangeError(`A trend takes 3 days or more, not ${readings.length}.`);
  const part = Math.max(1, Math.floor(settled.length / 3));
  const ratio = (of: (reading: DayReading) => number) =>
    mean(settled.slice(-part).map(of)) / mean(settled.slice(0, part).map(of));
  return {
    heapRatio: ratio(({ heapBytes }) => heapBytes),
    nodeRatio: ratio(({ nodes }) => nodes),
    listenerRatio: ratio(({ listeners }) => listeners),
    heapBytesPerDay: slope(settled.map(({ heapBytes }) => heapBytes)),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Of the least-squares line through values at equal distances of 1. */
function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  const average = mean(values);
  const along = values.reduce((sum, value, nth) => sum + (nth - middle) * (value - average), 0);
  return along / values.reduce((sum, _, nth) => sum + (nth - middle) ** 2, 0);
}
