import {
  type OfferedInterval,
  type Staffing,
  type StaffingRow,
  type StaffingRules,
  staffIntervals,
  totalsOf,
} from './staffIntervals.ts';

/** `pooled`: every agent takes calls of every queue. `separate`: each queue has a team of its own. */
export type Teams = 'pooled' | 'separate';

export interface StaffQueuesInput {
  /** Per queue, the same intervals in the same order. */
  queues: readonly (readonly OfferedInterval[])[];
  intervalMinutes: number;
  rules: StaffingRules;
  teams: Teams;
}

/**
 * Agents for several queues together. Where a queue has no figure for an interval it is left out of the sum; the interval
 * is unknown only when no queue has one.
 *
 * @throws RangeError naming the rule and its value
 */
export function staffQueues({ queues, intervalMinutes, rules, teams }: StaffQueuesInput): Staffing {
  const [only] = queues;
  if (queues.length === 1 && only) return staffIntervals({ intervals: only, intervalMinutes, rules });
  if (teams === 'pooled') return staffIntervals({ intervals: pooled(queues), intervalMinutes, rules });
  const each = queues.map((intervals) => staffIntervals({ intervals, intervalMinutes, rules }).rows);
  const rows = (only ?? []).map((_, i) => together(each.flatMap((of) => of[i] ?? [])));
  return { rows, totals: totalsOf(rows, intervalMinutes / 60) };
}

/** The demand of several queues as that of one: contacts add up, handling times are weighted by contacts. */
export function pooled(queues: readonly (readonly OfferedInterval[])[]): OfferedInterval[] {
  return (queues[0] ?? []).map(({ start, minutes }, i) => {
    const known = queues.flatMap((of) => of[i] ?? []).filter((interval) => interval.offered !== null);
    const offered = known.reduce((sum, interval) => sum + (interval.offered ?? 0), 0);
    const timed = known.filter((interval) => interval.ahtSeconds !== null);
    const weight = timed.reduce((sum, interval) => sum + (interval.offered ?? 0), 0);
    return {
      start,
      minutes,
      offered: known.length > 0 ? offered : null,
      ahtSeconds:
        weight > 0
          ? timed.reduce((sum, interval) => sum + (interval.offered ?? 0) * (interval.ahtSeconds ?? 0), 0) / weight
          : (timed[0]?.ahtSeconds ?? null),
    };
  });
}

function together(rows: readonly StaffingRow[]): StaffingRow {
  const known = rows.filter((row) => row.required !== null);
  const sum = (of: (row: StaffingRow) => number | null) =>
    known.length > 0 ? known.reduce((total, row) => total + (of(row) ?? 0), 0) : null;
  const offered = sum((row) => row.offered);
  const weighted = (of: (row: StaffingRow) => number | null) =>
    offered ? (sum((row) => (row.offered ?? 0) * (of(row) ?? 0)) ?? 0) / offered : null;
  const erlangs = sum((row) => row.erlangs);
  const required = sum((row) => row.required);
  return {
    start: rows[0]?.start ?? 0,
    minutes: rows[0]?.minutes,
    offered,
    ahtSeconds: weighted((row) => row.ahtSeconds),
    erlangs,
    required,
    scheduled: sum((row) => row.scheduled),
    serviceLevel: weighted((row) => row.serviceLevel),
    asaSeconds: weighted((row) => row.asaSeconds),
    occupancy: erlangs !== null && required ? erlangs / required : null,
  };
}
