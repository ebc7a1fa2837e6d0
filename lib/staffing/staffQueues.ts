import { type Figures, type Staffing, type StaffingRow, staffIntervals, totalsOf } from './staffIntervals.ts';
import { type TeamsInput, teamsOf } from './teams.ts';

export { pooled, type Teams } from './teams.ts';

export interface StaffQueuesInput extends TeamsInput {
  intervalMinutes: number;
  /** Default `exact`; see staffIntervals. */
  figures?: Figures | undefined;
}

/**
 * Agents for several queues together. Where a queue has no figure for an interval it is left out of the sum; the interval
 * is unknown only when no queue has one.
 *
 * @throws RangeError naming the rule and its value
 */
export function staffQueues({ intervalMinutes, figures, ...input }: StaffQueuesInput): Staffing {
  const staffed = teamsOf(input).map((team) => staffIntervals({ ...team, intervalMinutes, figures }));
  const [only] = staffed;
  if (staffed.length === 1 && only) return only;
  const rows = (input.queues[0] ?? []).map((_, i) => together(staffed.flatMap((team) => team.rows[i] ?? [])));
  return {
    rows,
    totals: totalsOf(rows, intervalMinutes / 60),
    approximate: staffed.reduce((sum, { approximate }) => sum + approximate, 0),
  };
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
