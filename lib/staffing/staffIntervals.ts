import { carriedDemand, type IntervalLoad, unbroken } from './carriedDemand.ts';
import { exactStretches } from './exactEffort.ts';
import { promisedFigures } from './promisedFigures.ts';
import { scheduledAgents } from './scheduledAgents.ts';
import { checkRules, type StaffingRules } from './staffingRules.ts';
import { type StaffingTotals, totalsOf } from './staffingTotals.ts';
import { stationaryStaffing } from './stationaryStaffing.ts';

export { scheduledAgents } from './scheduledAgents.ts';
export type { StaffingModel, StaffingRules } from './staffingRules.ts';
export { type StaffingTotals, totalsOf } from './staffingTotals.ts';

export interface StaffingInput {
  intervals: readonly OfferedInterval[];
  /** Length of each interval in minutes. */
  intervalMinutes: number;
  rules: StaffingRules;
  /** Default `exact`. */
  figures?: Figures | undefined;
}

/**
 * How agents are found where load is carried over from interval to interval. `exact`: one interval after the other by the exact
 * equations, so that each keeps its promise and a simulation finds the figures that are promised (lib/simulation); for what
 * is planned. `quick`: each interval as if it lasted for ever, with the load that it carries on average; for what is
 * recomputed while a slider moves, and settles to the exact plan when it is let go: more agents on steep peaks, one more or
 * less elsewhere. On flat demand, and without carry-over, both are the same.
 */
export type Figures = 'quick' | 'exact';

export interface OfferedInterval {
  /** Epoch ms of the interval's start. */
  start: number;
  /** Contacts expected in the interval; null: not known. */
  offered: number | null;
  ahtSeconds: number | null;
  /** Its own length where that is not the usual one. */
  minutes?: number | undefined;
  /** Mean patience of its callers; null: they wait as long as it takes; absent: as the rules say. */
  patienceSeconds?: number | null | undefined;
  /** Share 0–1 that hung up in the history from which `offered` was forecast; see firstAttempts. */
  pastAbandonment?: number | null | undefined;
}

/** Figures are null where the demand or the handling time is not known. */
export interface StaffingRow {
  start: number;
  /** Its own length where that is not the usual one. */
  minutes?: number | undefined;
  offered: number | null;
  /** Contacts that will be counted: first attempts and those of who calls again, as this plan answers them. */
  attempts: number | null;
  ahtSeconds: number | null;
  /** Work that the interval's own contacts bring. */
  erlangs: number | null;
  /** Work that it meets: its own and what is carried over from before; what `required` is for. */
  carriedErlangs: number | null;
  /** Agents at their desks and taking calls. 0 where none are expected: whoever has the last calls finishes them. */
  required: number | null;
  /** Agents on the roster, so that `required` sit at their desks: ⌈required / (1 − shrinkage)⌉. */
  scheduled: number | null;
  /** What `required` agents give: of all attempts; null where none are expected. */
  serviceLevel: number | null;
  asaSeconds: number | null;
  abandonment: number | null;
  occupancy: number | null;
}

export interface Staffing {
  rows: StaffingRow[];
  totals: StaffingTotals;
  /** Intervals that are staffed as `quick` though `exact` was asked for: they are too many or too large for it. */
  approximate: number;
}

/**
 * Required and scheduled agents per interval. Pure, in a browser as well: a week of 672 quarter hours takes some milliseconds
 * with quick figures, and with exact ones 50 to 200 for teams of dozens, a second for hundreds.
 *
 * @throws RangeError naming the rule and its value
 */
export function staffIntervals({ intervals, intervalMinutes, rules, figures = 'exact' }: StaffingInput): Staffing {
  checkRules(rules);
  if (!(intervalMinutes > 0 && Number.isFinite(intervalMinutes)))
    throw new RangeError(`intervalMinutes must be above 0 and finite, not ${intervalMinutes}`);
  const answerOf = stationaryStaffing(rules);
  const loads = carriedDemand(intervals, intervalMinutes, rules);
  const rows = intervals.map((interval, i) => staffingRow(interval, loads[i] ?? null, rules.shrinkage, answerOf));
  if (figures === 'quick' || rules.carryOver === false)
    return { rows, totals: totalsOf(rows, intervalMinutes / 60), approximate: 0 };
  const stretches = unbroken(intervals, loads).map(({ from, to }) => ({
    from,
    rows: rows.slice(from, to),
    loads: loads.slice(from, to) as IntervalLoad[],
  }));
  let approximate = stretches.reduce((sum, stretch) => sum + stretch.rows.length, 0);
  for (const { from, rows: stretch, loads: own } of exactStretches(stretches, rules)) {
    for (const [i, row] of promisedFigures(stretch, own, rules).entries()) rows[from + i] = row;
    approximate -= stretch.length;
  }
  return { rows, totals: totalsOf(rows, intervalMinutes / 60), approximate };
}

function staffingRow(
  { start, offered, ahtSeconds, minutes }: OfferedInterval,
  load: IntervalLoad | null,
  shrinkage: number,
  answerOf: ReturnType<typeof stationaryStaffing>,
): StaffingRow {
  const told = { start, minutes, offered };
  if (load === null)
    return { ...told, attempts: null, ahtSeconds, erlangs: null, carriedErlangs: null, ...nobody, ...unknownAnswer };
  const erlangs = (load.own * load.ahtSeconds) / 3600;
  const carriedErlangs = (load.arrivalsPerHour * load.ahtSeconds) / 3600;
  if (load.own === 0)
    return { ...told, attempts: 0, ahtSeconds, erlangs, carriedErlangs, required: 0, scheduled: 0, ...unknownAnswer };
  const { required, attemptsPerFirst, serviceLevel, asaSeconds, abandonment, occupancy } = answerOf(load);
  return {
    ...told,
    attempts: (load.own * attemptsPerFirst * load.minutes) / 60,
    ahtSeconds,
    erlangs,
    carriedErlangs,
    required,
    scheduled: scheduledAgents(required, shrinkage),
    serviceLevel,
    asaSeconds,
    abandonment,
    occupancy,
  };
}

const nobody = { required: null, scheduled: null };
const unknownAnswer = { serviceLevel: null, asaSeconds: null, abandonment: null, occupancy: null };
