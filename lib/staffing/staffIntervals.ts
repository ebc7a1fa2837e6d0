import { erlangC, requiredAgents } from 'erlang-c';

export interface StaffingInput {
  intervals: readonly OfferedInterval[];
  /** Length of each interval in minutes. */
  intervalMinutes: number;
  rules: StaffingRules;
}

export interface OfferedInterval {
  /** Epoch ms of the interval's start. */
  start: number;
  /** Contacts expected in the interval; null: not known. */
  offered: number | null;
  ahtSeconds: number | null;
  /** Its own length where that is not the usual one. */
  minutes?: number | undefined;
}

/** What the plan promises, and what stands between being rostered and taking calls. */
export interface StaffingRules {
  /** Share 0–1 answered within the threshold. */
  target: { ratio: number; thresholdSeconds: number };
  /** Agents are busy at most this share 0–1 of their time; 1: no bound. */
  maxOccupancy: number;
  /** Share 0–1 of rostered time not spent taking calls: leave, breaks, training, sickness. */
  shrinkage: number;
}

/** Figures are null where the demand or the handling time is not known. */
export interface StaffingRow {
  start: number;
  /** Its own length where that is not the usual one. */
  minutes?: number | undefined;
  offered: number | null;
  ahtSeconds: number | null;
  erlangs: number | null;
  /** Agents at their desks and taking calls. */
  required: number | null;
  /** Agents on the roster, so that `required` sit at their desks: ⌈required / (1 − shrinkage)⌉. */
  scheduled: number | null;
  /** What `required` agents give. */
  serviceLevel: number | null;
  asaSeconds: number | null;
  occupancy: number | null;
}

/** Weighted from the rows; null where no row is known. */
export interface StaffingTotals {
  offered: number | null;
  ahtSeconds: number | null;
  /** Hours of calls offered. */
  workHours: number | null;
  requiredHours: number | null;
  scheduledHours: number | null;
  serviceLevel: number | null;
  asaSeconds: number | null;
  occupancy: number | null;
  /** Most agents required, and scheduled, in any interval. */
  requiredPeak: number | null;
  scheduledPeak: number | null;
  /** Intervals without a figure. */
  unknownIntervals: number;
}

export interface Staffing {
  rows: StaffingRow[];
  totals: StaffingTotals;
}

/**
 * Required and scheduled agents per interval by Erlang C. Pure and quick: a week of quarter hours takes under a
 * millisecond or two, in a browser as well.
 *
 * @throws RangeError naming the rule and its value
 */
export function staffIntervals({ intervals, intervalMinutes, rules }: StaffingInput): Staffing {
  if (!(rules.shrinkage >= 0 && rules.shrinkage < 1))
    throw new RangeError(`shrinkage must be 0 or more and below 1, not ${rules.shrinkage}`);
  if (!(intervalMinutes > 0)) throw new RangeError(`intervalMinutes must be above 0, not ${intervalMinutes}`);
  const rows = intervals.map((interval) => staffingRow(interval, intervalMinutes, rules));
  return { rows, totals: totalsOf(rows, intervalMinutes / 60) };
}

/** Rostered agents for `required` at their desks. */
export function scheduledAgents(required: number, shrinkage: number): number {
  // 7 / (1 − 0.3) is 10.000000000000002: a rounding error must not put another agent on the roster.
  return Math.max(0, Math.ceil(required / (1 - shrinkage) - 1e-9));
}

function staffingRow(interval: OfferedInterval, intervalMinutes: number, rules: StaffingRules): StaffingRow {
  const { start, offered, ahtSeconds, minutes } = interval;
  if (offered === null || (ahtSeconds === null && offered > 0))
    return { start, minutes, offered, ahtSeconds, erlangs: null, required: null, scheduled: null, ...unknownAnswer };
  if (offered === 0 || ahtSeconds === null)
    return { start, minutes, offered, ahtSeconds, erlangs: 0, required: 0, scheduled: 0, ...unknownAnswer };
  const load = { arrivalsPerHour: (offered * 60) / (minutes ?? intervalMinutes), ahtSeconds };
  const required = requiredAgents({
    model: 'erlang-c',
    ...load,
    targets: { serviceLevel: rules.target, occupancy: rules.maxOccupancy },
  });
  const answer = erlangC({ ...load, agents: required, thresholdSeconds: rules.target.thresholdSeconds });
  return {
    start,
    minutes,
    offered,
    ahtSeconds,
    erlangs: answer.erlangs,
    required,
    scheduled: scheduledAgents(required, rules.shrinkage),
    serviceLevel: answer.serviceLevel,
    asaSeconds: answer.asaSeconds,
    occupancy: answer.occupancy,
  };
}

const unknownAnswer = { serviceLevel: null, asaSeconds: null, occupancy: null };

/** Weighted from the rows, which are each `hours` long unless they say otherwise. */
export function totalsOf(rows: readonly StaffingRow[], hours: number): StaffingTotals {
  const known = rows.filter((row) => row.required !== null);
  const sum = (of: (row: StaffingRow) => number | null) => known.reduce((total, row) => total + (of(row) ?? 0), 0);
  const sumHours = (of: (row: StaffingRow) => number | null) =>
    sum((row) => (of(row) ?? 0) * (row.minutes === undefined ? 1 : row.minutes / 60 / hours)) * hours;
  const offered = sum((row) => row.offered);
  const required = sum((row) => row.required);
  const weighted = (of: (row: StaffingRow) => number | null) =>
    offered > 0 ? sum((row) => (row.offered ?? 0) * (of(row) ?? 0)) / offered : null;
  const some = <T>(value: T): T | null => (known.length > 0 ? value : null);
  const erlangs = sum((row) => row.erlangs);
  return {
    offered: some(offered),
    ahtSeconds: weighted((row) => row.ahtSeconds),
    workHours: some(sumHours((row) => row.erlangs)),
    requiredHours: some(sumHours((row) => row.required)),
    scheduledHours: some(sumHours((row) => row.scheduled)),
    serviceLevel: weighted((row) => row.serviceLevel),
    asaSeconds: weighted((row) => row.asaSeconds),
    occupancy: required > 0 ? erlangs / required : null,
    requiredPeak: some(Math.max(...known.map((row) => row.required ?? 0))),
    scheduledPeak: some(Math.max(...known.map((row) => row.scheduled ?? 0))),
    unknownIntervals: rows.length - known.length,
  };
}
