import { type Band, joined, jointBand, levelsAlike, type Uncertain } from '#lib/forecast/jointBand.ts';
import { type Figures, type StaffingRow, type StaffingTotals, totalsOf } from '#lib/staffing/staffIntervals.ts';
import { staffQueues } from '#lib/staffing/staffQueues.ts';
import { type Coverage, coverageOf } from './coverage.ts';
import { planDemand } from './planDemand.ts';
import type { PlanInputs } from './planInputs.ts';
import type { PlannedWeek } from './plannedWeek.ts';
import { type Slot, steppedWeek } from './steppedWeek.ts';

export interface PlanRow extends StaffingRow {
  /** Between what 80 of 100 such intervals lie; null: no band is known. */
  p10: number | null;
  p90: number | null;
  actual: number | null;
  lastWeek: number | null;
  lastYear: number | null;
  /** Agents on duty by the roster, on average over the interval; null: no roster. */
  rostered: number | null;
  coverage: Coverage | null;
}

export interface PlanTotals extends StaffingTotals {
  p10: number | null;
  p90: number | null;
  /** What came so far; null: nothing has, or nobody looked. */
  actual: number | null;
  /** Every interval's count is known. */
  actualWhole: boolean;
  /** Hours of the roster, and those by which it falls short of the plan, and exceeds it; null: a part has no roster. */
  rosteredHours: number | null;
  shortHours: number | null;
  overHours: number | null;
}

export interface PlanDay {
  start: number;
  rows: PlanRow[];
  totals: PlanTotals;
}

export interface Plan {
  days: PlanDay[];
  rows: PlanRow[];
  totals: PlanTotals;
  /** Intervals whose figures are quick though exact ones were asked for: too crowded for the exact equations. */
  approximate: number;
}

/**
 * The week's plan; the page, its files and the sliders all take it from here.
 *
 * @param figures `quick` while a slider moves; `exact` for what is promised, on the page and in files alike
 */
export function planFigures(week: PlannedWeek, inputs: PlanInputs, figures: Figures = 'exact'): Plan {
  const stepped = steppedWeek(week, inputs.stepMinutes);
  const { queues, rules, queueRules, teams, uncertain } = planDemand(week, inputs);
  const intervalMinutes = inputs.stepMinutes;
  const staffed = staffQueues({ queues, intervalMinutes, rules, queueRules, teams, figures });
  const rows = staffed.rows.map((row, i): PlanRow => {
    const band = bandOf(uncertain[i]);
    const rostered = stepped.rostered?.[i] ?? null;
    return {
      ...row,
      p10: band?.p10 ?? null,
      p90: band?.p90 ?? null,
      actual: stepped.actual[i] ?? null,
      lastWeek: stepped.before.lastWeek?.[i] ?? null,
      lastYear: stepped.before.lastYear?.[i] ?? null,
      rostered,
      coverage: coverageOf(row.required, row.scheduled, rostered),
    };
  });
  const days = week.dayStarts.slice(0, -1).map((start, day): PlanDay => {
    const own = stepped.slots.flatMap((slot, i) => (slot.day === day ? [i] : []));
    const part = own.map((i) => rows[i] as PlanRow);
    const slots = own.map((i) => stepped.slots[i] as Slot);
    const band = dayBand(
      own.map((i) => uncertain[i] ?? null),
      slots,
      part,
    );
    return { start, rows: part, totals: { ...planTotals(part, slots, intervalMinutes), ...(band ?? noBand) } };
  });
  const totals = planTotals(rows, stepped.slots, intervalMinutes);
  return { days, rows, approximate: staffed.approximate, totals: { ...totals, ...(weekBand(days) ?? noBand) } };
}

/** How far a day's demand may be off as a whole, standard deviation ÷ mean, counting noise aside; 0: nothing is known of it. */
export function dayParts(uncertain: readonly (readonly Uncertain[] | null)[]): Uncertain[] {
  return uncertain.flatMap((parts) => (parts ? [joined(parts)] : []));
}

function bandOf(parts: readonly Uncertain[] | null | undefined): Band | null {
  return parts ? jointBand(parts) : null;
}

const noBand = { p10: null, p90: null };

function dayBand(
  uncertain: readonly (readonly Uncertain[] | null)[],
  slots: readonly Slot[],
  rows: readonly PlanRow[],
): Band | null {
  // A band of a part would pass for that of the day.
  if (uncertain.some((parts, i) => parts === null && rows[i]?.offered !== null)) return null;
  const parts = dayParts(uncertain);
  if (parts.length === 0) return null;
  const length = slots[0]?.hours ?? 0.25;
  const alike = parts.map((_, steps) => levelsAlike(steps * length));
  return jointBand(parts, (i, j) => alike[Math.abs(i - j)] as number);
}

/** Days of a week are off together for a part at most; taken as wholly, which errs on the wide side. */
function weekBand(days: readonly PlanDay[]): Band | null {
  const known = days.filter(({ totals }) => totals.offered !== null);
  if (known.length === 0 || known.some(({ totals }) => totals.p10 === null)) return null;
  const sum = (of: (totals: PlanTotals) => number | null) =>
    known.reduce((all, { totals }) => all + (of(totals) ?? 0), 0);
  return { p10: sum((totals) => totals.p10), p90: sum((totals) => totals.p90) };
}

function planTotals(rows: readonly PlanRow[], slots: readonly Slot[], stepMinutes: number): PlanTotals {
  const seen = rows.filter(({ actual }) => actual !== null);
  const needed = rows.flatMap((row, i) =>
    row.scheduled !== null && (row.scheduled > 0 || (row.rostered ?? 0) > 0)
      ? [{ row, hours: slots[i]?.hours ?? 0 }]
      : [],
  );
  const covered = needed.length > 0 && needed.every(({ row }) => row.rostered !== null);
  const hours = (of: (planned: number, rostered: number) => number) =>
    covered
      ? needed.reduce((sum, one) => sum + one.hours * of(one.row.scheduled ?? 0, one.row.rostered ?? 0), 0)
      : null;
  return {
    ...totalsOf(rows, stepMinutes / 60),
    ...noBand,
    actual: seen.length > 0 ? seen.reduce((sum, { actual }) => sum + (actual ?? 0), 0) : null,
    actualWhole: seen.length === rows.length,
    rosteredHours: hours((_, rostered) => rostered),
    shortHours: hours((planned, rostered) => Math.max(0, planned - rostered)),
    overHours: hours((planned, rostered) => Math.max(0, rostered - planned)),
  };
}
