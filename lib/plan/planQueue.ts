import type { PlanQueue } from './plannedWeek.ts';

/** A date of the queue as it was forecast: a value for each quarter of an hour from `start` (epoch ms) on. */
export interface ForecastDate {
  start: number;
  mean: readonly (number | null)[];
  p10: readonly (number | null)[];
  p90: readonly (number | null)[];
  ahtSeconds: readonly (number | null)[];
}

/** What history tells of the queue's callers. */
export interface CallerFacts {
  patience: { patienceSeconds: number | null } | null;
  redialProbability: number | null;
  pastAbandonment: number | null;
}

const quarterMs = 15 * 60_000;

/**
 * A queue of a week: its dates, each in its place, and its callers.
 *
 * @param from epoch ms of the week's start; `quarters`: how many quarters of an hour it has
 */
export function planQueue(
  { id, label }: Pick<PlanQueue, 'id' | 'label'>,
  days: readonly ForecastDate[],
  facts: CallerFacts | undefined,
  { from, quarters }: { from: number; quarters: number },
): PlanQueue {
  const filled = (pick: (day: ForecastDate) => readonly (number | null)[]) => {
    const values: (number | null)[] = Array.from({ length: quarters }, () => null);
    for (const day of days)
      for (const [i, value] of pick(day).entries()) {
        const at = (day.start - from) / quarterMs + i;
        // A zone whose rules have changed since would shift a day beyond its week.
        if (at >= 0 && at < quarters) values[at] = value;
      }
    return values;
  };
  return {
    ...{ id, label },
    means: filled(({ mean }) => mean),
    p10: filled(({ p10 }) => p10),
    p90: filled(({ p90 }) => p90),
    ahts: filled(({ ahtSeconds }) => ahtSeconds),
    patienceSeconds: facts?.patience?.patienceSeconds ?? null,
    redialProbability: facts?.redialProbability ?? null,
    pastAbandonment: facts?.pastAbandonment ?? null,
  };
}
