import type { CauseShare } from '#lib/staffing/shrinkage.ts';

/**
 * A week as the browser receives it, all that the sliders need. Arrays hold one value for each quarter of an hour from `from`
 * on; null: not known.
 */
export interface PlanWeek {
  from: number;
  zone: string;
  /** Starts of the seven days and the end of the last, epoch ms. */
  dayStarts: number[];
  /** When it was read, epoch ms. */
  now: number;
  queues: PlanQueue[];
  days: PlanDayNote[];
  /** What came, all queues together; null where it is still to come, or was not observed throughout. */
  actual: (number | null)[];
  /** What came in the same quarter of the week before, and 52 weeks before; null: no week of which anything is known. */
  before: Record<Comparison, (number | null)[] | null>;
  /** Agents on duty by the roster, on average over the quarter; null: no roster holds any of the week. */
  rostered: (number | null)[] | null;
  tonight: Tonight | null;
  shrinkage: KnownShrinkage;
  basis: PlanBasis;
}

export const comparisons = ['lastWeek', 'lastYear'] as const;
export type Comparison = (typeof comparisons)[number];

export interface PlanQueue {
  id: string;
  label: string;
  /** Expected contacts, and between what 80 of 100 such intervals lie. */
  means: (number | null)[];
  p10: (number | null)[];
  p90: (number | null)[];
  /** Expected handling seconds. */
  ahts: (number | null)[];
  /** Mean patience of its callers; null: they wait as long as it takes, or nothing is known of them. */
  patienceSeconds: number | null;
  /** Chance 0–1 that one who hung up calls again, and the share that hung up in the past; null: not known. */
  redialProbability: number | null;
  pastAbandonment: number | null;
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
