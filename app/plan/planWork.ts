import type { DeflectionSavings } from '#lib/plan/deflectionSavings.ts';
import type { Plan, PlanTotals } from '#lib/plan/planFigures.ts';
import type { PlanInputs } from '#lib/plan/planInputs.ts';
import type { PlanVerdict } from '#lib/staffing/planReferee.ts';
import type { Figures } from '#lib/staffing/staffIntervals.ts';
import type { RefereeStaff } from './dayReferee.ts';
import type { PlanWeek } from './planWeek.ts';

/** What the page asks of the worker that reckons for it. */
export type PlanRequest =
  | { kind: 'week'; week: PlanWeek; defaults: PlanInputs }
  /** The latest stands; an older one that has not begun is dropped. */
  | { kind: 'plan'; id: number; inputs: PlanInputs; figures: Figures }
  /** Runs each of these days; a new request stops the one before. */
  | { kind: 'referee'; id: number; inputs: PlanInputs; days: readonly number[]; staff: RefereeStaff }
  | { kind: 'stop' };

/** And what it answers; savings and the week before any slider was moved (`defaults`) after exact figures only. */
export type PlanAnswer =
  | { kind: 'defaults'; totals: BaseTotals }
  | { kind: 'plan'; id: number; figures: Figures; plan: Plan }
  | { kind: 'savings'; id: number; savings: DeflectionSavings | null }
  | { kind: 'progress'; id: number; day: number; share: number }
  /** null: the day, or its roster, is not known throughout, or nobody is expected. */
  | { kind: 'verdict'; id: number; day: number; verdict: DayVerdict | null }
  | { kind: 'refereed'; id: number };

/** What a plan is held against when sliders have been moved. */
export interface BaseTotals {
  week: PlanTotals;
  days: PlanTotals[];
}

/** What the page shows of a verdict. */
export interface DayVerdict {
  runs: number;
  /** Share of runs in which every team kept the target over the whole day. */
  reached: PlanVerdict['centre']['reached'];
  serviceLevel: number | null;
  distribution: PlanVerdict['centre']['distribution'];
  /** Its intervals, in order: how often each kept the target, and how many came. */
  intervals: { reached: number | null; offered: number }[];
}
