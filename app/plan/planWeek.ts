import type { PlannedWeek } from '#lib/plan/plannedWeek.ts';
import type { CauseShare } from '#lib/staffing/shrinkage.ts';

/** A week as the browser receives it, all that the sliders need. */
export interface PlanWeek extends PlannedWeek {
  zone: string;
  /** When it was read, epoch ms. */
  now: number;
  days: PlanDayNote[];
  tonight: Tonight | null;
  shrinkage: KnownShrinkage;
  basis: PlanBasis;
}

/** What is to be known of a day: its holiday, its own special days, in the words of the screen's language. */
export interface PlanDayNote {
  /** ISO date. */
  date: string;
  notes: { kind: 'holiday' | 'special'; text: string }[];
}

/** Today's contacts by midnight, from what came until now and what is still expected. */
export interface Tonight {
  /** Index of today among the week's days. */
  day: number;
  /** When it was worked out, epoch ms, and whether that is so long ago that it is shown as old. */
  madeAt: number;
  stale: boolean;
  mean: number;
  p10: number;
  p90: number;
  /** Until the last full quarter of an hour. */
  seen: number;
  expected: number;
}

export interface KnownShrinkage {
  /** Share 0–1 of rostered time, to two places. */
  total: number;
  causes: (CauseShare & { source: ShrinkageSource })[];
}

/** Seen in the history of agents' states, told in santral.yaml, or what centres usually have, since neither is there. */
export type ShrinkageSource = 'history' | 'settings' | 'usual';

/** What the plan rests on. */
export interface PlanBasis {
  /** `none`: no history; `being_made`: there is one, its forecast is on the way. */
  state: 'ready' | 'being_made' | 'none';
  /** Epoch ms of the forecast; null: not kept. */
  madeAt: number | null;
  /** First and last date of history used, ISO. */
  span: { from: string; to: string; days: number } | null;
  missing: string[];
  /** Labels of queues without any history, and of those with little. */
  without: string[];
  thin: { label: string; weeks: number }[];
  /** Method and measured error of each queue, where kept. */
  methods: { label: string; method: string; wape: number | null }[];
  notes: string[];
}
