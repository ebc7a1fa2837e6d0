import {
  type Figures,
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
  /** Per queue, what is ruled otherwise there: its own target, patience or contacts at once. */
  queueRules?: readonly Partial<StaffingRules>[];
  teams: Teams;
  /** Default `exact`; see staffIntervals. */
  figures?: Figures | undefined;
}

/**
 * Agents for several queues together. Where a queue has no figure for an interval it is left out of the sum; the interval
 * is unknown only when no queue has one. A pooled team answers all calls by the common rules; queues of which an agent
 * handles several contacts at once (chats) have a team of their own even then.
 *
 * @throws RangeError naming the rule and its value
 */
export function staffQueues(input: StaffQueuesInput): Staffing {
  const { queues, intervalMinutes, rules, queueRules = [], teams, figures } = input;
  const staffed = (intervals: readonly OfferedInterval[], own?: Partial<StaffingRules>) =>
    staffIntervals({ intervals, intervalMinutes, figures, rules: own ? { ...rules, ...own } : rules });
  const [only] = queues;
  if (queues.length === 1 && only) return staffed(only, queueRules[0]);
  const alone = (i: number) => teams === 'separate' || (queueRules[i]?.concurrency ?? 1) > 1;
  const each = queues.flatMap((intervals, i) => (alone(i) ? [staffed(intervals, queueRules[i]).rows] : []));
  const joined = queues.flatMap((intervals, i) => (alone(i) ? [] : [withPatience(intervals, queueRules[i])]));
  if (joined.length > 0) {
    const pool = staffed(pooled(joined));
    if (each.length === 0) return pool;
    each.push(pool.rows);
  }
  const rows = (only ?? []).map((_, i) => together(each.flatMap((of) => of[i] ?? [])));
  return { rows, totals: totalsOf(rows, intervalMinutes / 60) };
}

function withPatience(
  intervals: readonly OfferedInterval[],
  own: Partial<StaffingRules> | undefined,
): readonly OfferedInterval[] {
  const patienceSeconds = own?.patienceSeconds;
  if (patienceSeconds === undefined) return intervals;
  return intervals.map((interval) => ({ patienceSeconds, ...interval }));
}

/**
 * The demand of several queues as that of one: contacts add up, handling times and abandonment are weighted by contacts, and
 * so are the rates at which callers lose patience.
 */
export function pooled(queues: readonly (readonly OfferedInterval[])[]): OfferedInterval[] {
  return (queues[0] ?? []).map(({ start, minutes }, i) => {
    const known = queues.flatMap((of) => of[i] ?? []).filter((interval) => interval.offered !== null);
    const offered = known.reduce((sum, interval) => sum + (interval.offered ?? 0), 0);
    const joined: OfferedInterval = {
      start,
      minutes,
      offered: known.length > 0 ? offered : null,
      ahtSeconds: weightedBy(known, ({ ahtSeconds }) => ahtSeconds),
    };
    if (known.some(({ patienceSeconds }) => patienceSeconds !== undefined)) {
      const rate = weightedBy(known, ({ patienceSeconds }) =>
        patienceSeconds === undefined ? null : patienceSeconds === null ? 0 : 1 / patienceSeconds,
      );
      joined.patienceSeconds = rate ? 1 / rate : null;
    }
    if (known.some(({ pastAbandonment }) => pastAbandonment != null))
      joined.pastAbandonment = weightedBy(known, ({ pastAbandonment }) => pastAbandonment ?? null);
    return joined;
  });
}

/** The mean of what is known, by contacts; where none are expected, the first that is known. */
function weightedBy(
  intervals: readonly OfferedInterval[],
  of: (interval: OfferedInterval) => number | null,
): number | null {
  const told = intervals.filter((interval) => of(interval) !== null);
  const weight = told.reduce((sum, interval) => sum + (interval.offered ?? 0), 0);
  if (weight === 0) return told[0] ? of(told[0]) : null;
  return told.reduce((sum, interval) => sum + (interval.offered ?? 0) * (of(interval) ?? 0), 0) / weight;
}

function together(rows: readonly StaffingRow[]): StaffingRow {
  const known = rows.filter((row) => row.required !== null);
  const sum = (of: (row: StaffingRow) => number | null) =>
    known.length > 0 ? known.reduce((total, row) => total + (of(row) ?? 0), 0) : null;
  const weighted = (of: (row: StaffingRow) => number | null, by: 'offered' | 'attempts' | 'required') => {
    const all = sum((row) => row[by]);
    return all ? (sum((row) => (row[by] ? row[by] * (of(row) ?? 0) : 0)) ?? 0) / all : null;
  };
  return {
    start: rows[0]?.start ?? 0,
    minutes: rows[0]?.minutes,
    offered: sum((row) => row.offered),
    attempts: sum((row) => row.attempts),
    ahtSeconds: weighted((row) => row.ahtSeconds, 'offered'),
    erlangs: sum((row) => row.erlangs),
    carriedErlangs: sum((row) => row.carriedErlangs),
    required: sum((row) => row.required),
    scheduled: sum((row) => row.scheduled),
    serviceLevel: weighted((row) => row.serviceLevel, 'attempts'),
    asaSeconds: weighted((row) => row.asaSeconds, 'attempts'),
    abandonment: weighted((row) => row.abandonment, 'attempts'),
    occupancy: weighted((row) => row.occupancy, 'required'),
  };
}
