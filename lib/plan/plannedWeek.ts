/**
 * A week to be planned. Arrays hold one value for each quarter of an hour from `from` on; null: not known.
 */
export interface PlannedWeek {
  from: number;
  /** Starts of the seven days and the end of the last, epoch ms. */
  dayStarts: number[];
  queues: PlanQueue[];
  /** What came, all queues together; null where it is still to come, or was not observed throughout. */
  actual: (number | null)[];
  /** What came in the same quarter of the week before, and 52 weeks before; null: no week of which anything is known. */
  before: Record<Comparison, (number | null)[] | null>;
  /** Agents on duty by the roster, on average over the quarter; null: no roster holds any of the week. */
  rostered: (number | null)[] | null;
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
