import type { PlanRow } from '#lib/plan/planFigures.ts';
import type { Comparison } from '#lib/plan/plannedWeek.ts';

/** An interval as the charts draw it; ranges are [from, to], null where there is nothing to draw. */
export interface ChartPoint {
  start: number;
  offered: number | null;
  band: [number, number] | null;
  actual: number | null;
  before: number | null;
  required: number | null;
  scheduled: number | null;
  rostered: number | null;
  /** The roster below what is required, below what is planned, above it. */
  short: [number, number] | null;
  thin: [number, number] | null;
  over: [number, number] | null;
  row: PlanRow;
}

/** The intervals, and the last once more where it ends: a step needs an end to reach to. */
export function chartPoints(rows: readonly PlanRow[], compare: Comparison | null, stepMinutes: number): ChartPoint[] {
  const points = rows.map((row) => pointOf(row, compare));
  const last = points.at(-1);
  if (!last) return [];
  const end = last.start + (last.row.minutes ?? stepMinutes) * 60_000;
  return [...points, { ...last, start: end, offered: null, band: null, actual: null, before: null }];
}

function pointOf(row: PlanRow, compare: Comparison | null): ChartPoint {
  const { start, offered, p10, p90, actual, required, scheduled, rostered, coverage } = row;
  const [need, plan, given] = [required ?? 0, scheduled ?? 0, rostered ?? 0];
  const below = coverage === 'short' || coverage === 'thin';
  return {
    start,
    offered,
    band: p10 === null || p90 === null ? null : [p10, p90],
    actual,
    before: compare === null ? null : row[compare],
    required,
    scheduled,
    rostered,
    short: coverage === 'short' ? [given, need] : null,
    thin: below ? [Math.max(given, need), plan] : null,
    over: coverage === 'over' ? [plan, given] : null,
    row,
  };
}
