import { coarserIntervals } from '#lib/forecast/coarserIntervals.ts';
import { type StaffingRow, type StaffingTotals, totalsOf } from '#lib/staffing/staffIntervals.ts';
import { staffQueues } from '#lib/staffing/staffQueues.ts';
import type { PlanInputs } from './planInputs.ts';
import type { WeekForecast } from './weekForecast.ts';

export interface PlanDay {
  start: number;
  rows: StaffingRow[];
  totals: StaffingTotals;
}

export interface Plan {
  days: PlanDay[];
  rows: StaffingRow[];
  totals: StaffingTotals;
}

/** A mean of fewer weeks leans on a single odd day. */
const enoughWeeks = 3;
const quarterMs = 15 * 60_000;

/** The week's plan; the page, the table of a route and the sliders all take it from here. */
export function planFigures({ from, dayStarts, queues }: WeekForecast, inputs: PlanInputs): Plan {
  const { stepMinutes, teams } = inputs;
  const demand = queues.map(({ means, ahts, weeksUsed }) => {
    const quarters = means.map((mean, i) => ({
      start: from + i * quarterMs,
      mean,
      ahtSeconds: ahts[i] ?? null,
      weeksUsed: weeksUsed[i] ?? 0,
    }));
    return coarserIntervals(quarters, stepMinutes, dayStarts).map(({ start, mean, ahtSeconds, minutes }) => ({
      start,
      offered: mean,
      ahtSeconds,
      minutes,
    }));
  });
  const rules = { ...inputs, carryOver: false };
  const { rows, totals } = staffQueues({ queues: demand, intervalMinutes: stepMinutes, rules, teams });
  const days = dayStarts.slice(0, -1).map((start, i) => {
    const end = dayStarts[i + 1] as number;
    const own = rows.filter((row) => row.start >= start && row.start < end);
    return { start, rows: own, totals: totalsOf(own, stepMinutes / 60) };
  });
  return { days, rows, totals };
}

/** How much history stands behind the plan. */
export interface HistoryBasis {
  /** No queue has any. */
  none: boolean;
  /** Dates used, oldest first, and dates that hold nothing. */
  basedOn: string[];
  missing: string[];
  /** Queues without any history. */
  without: string[];
  /** Queues of which some intervals rest on one or two weeks, and on how few. */
  thin: { label: string; weeks: number }[];
}

export function historyBasis({ queues }: WeekForecast): HistoryBasis {
  const dates = (of: (queue: WeekForecast['queues'][number]) => string[]) => [...new Set(queues.flatMap(of))].sort();
  const basedOn = dates((queue) => queue.basedOn);
  return {
    none: basedOn.length === 0,
    basedOn,
    missing: dates((queue) => queue.missing).filter((date) => !basedOn.includes(date)),
    without: queues.filter((queue) => queue.basedOn.length === 0).map(({ label }) => label),
    thin: queues.flatMap(({ label, weeksUsed }) => {
      const weeks = weeksUsed.reduce((least, used) => (used > 0 ? Math.min(least, used) : least), enoughWeeks);
      return weeks < enoughWeeks ? [{ label, weeks }] : [];
    }),
  };
}
