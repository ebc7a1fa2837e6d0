import type { MetricUnit } from '#lib/board/metric.ts';

/** Shares are typed as percentages; what is kept is 0–1. */
const perCent = 100;

/** A level as it is typed, in the unit that people use for the metric. */
export function typedOf(value: number | null, unit: MetricUnit): number | null {
  if (value === null || unit !== 'ratio') return value;
  return Number((value * perCent).toFixed(4));
}

/** What was typed, in the metric's own unit. */
export function keptOf(typed: number | null, unit: MetricUnit): number | null {
  if (typed === null || unit !== 'ratio') return typed;
  return Number((typed / perCent).toFixed(6));
}

/** Where a level that was entered is left again. */
export function leftAt(limit: number, hysteresis: number, worse: 'high' | 'low'): number {
  const at = worse === 'high' ? limit - hysteresis : limit + hysteresis;
  return Number(at.toFixed(6));
}
