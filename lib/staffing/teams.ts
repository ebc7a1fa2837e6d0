import type { OfferedInterval } from './staffIntervals.ts';
import type { StaffingRules } from './staffingRules.ts';

/** `pooled`: every agent takes calls of every queue. `separate`: each queue has a team of its own. */
export type Teams = 'pooled' | 'separate';

/** Agents who answer the same contacts by the same rules. */
export interface Team {
  intervals: readonly OfferedInterval[];
  rules: StaffingRules;
}

export interface TeamsInput {
  /** Per queue, the same intervals in the same order. */
  queues: readonly (readonly OfferedInterval[])[];
  rules: StaffingRules;
  /** Per queue, what is ruled otherwise there: its own target, patience or contacts at once. */
  queueRules?: readonly Partial<StaffingRules>[] | undefined;
  teams: Teams;
}

/**
 * Who answers what. A pooled team answers all calls by the common rules; queues of which an agent handles several contacts at
 * once (chats) have a team of their own even then.
 *
 * @throws RangeError when the queues' intervals are not the same
 */
export function teamsOf({ queues, rules, queueRules = [], teams }: TeamsInput): Team[] {
  for (const [q, intervals] of queues.entries())
    if (intervals.length !== queues[0]?.length || intervals.some(({ start }, i) => start !== queues[0]?.[i]?.start))
      throw new RangeError(`queues must all have the same intervals; those of queue ${q} differ from queue 0's`);
  const own = (i: number): StaffingRules => (queueRules[i] ? { ...rules, ...queueRules[i] } : rules);
  const [only] = queues;
  if (queues.length === 1 && only) return [{ intervals: only, rules: own(0) }];
  const alone = (i: number) => teams === 'separate' || (queueRules[i]?.concurrency ?? 1) > 1;
  const each: Team[] = queues.flatMap((intervals, i) => (alone(i) ? [{ intervals, rules: own(i) }] : []));
  const joined = queues.flatMap((intervals, i) => (alone(i) ? [] : [withPatience(intervals, queueRules[i])]));
  return joined.length === 0 ? each : [...each, { intervals: pooled(joined, rules.patienceSeconds), rules }];
}

function withPatience(
  intervals: readonly OfferedInterval[],
  own: Partial<StaffingRules> | undefined,
): readonly OfferedInterval[] {
  const patienceSeconds = own?.patienceSeconds;
  if (patienceSeconds === undefined) return intervals;
  return intervals.map((interval) => ({ patienceSeconds, ...interval }));
}

/**
 * The demand of several queues as that of one: contacts add up, handling times and abandonment are weighted by contacts, and
 * so are the rates at which callers lose patience.
 *
 * @param patienceSeconds of callers whose interval says nothing of it; null: they wait as long as it takes
 */
export function pooled(
  queues: readonly (readonly OfferedInterval[])[],
  patienceSeconds?: number | null,
): OfferedInterval[] {
  return (queues[0] ?? []).map(({ start, minutes }, i) => {
    const known = queues.flatMap((of) => of[i] ?? []).filter((interval) => interval.offered !== null);
    const offered = known.reduce((sum, interval) => sum + (interval.offered ?? 0), 0);
    const joined: OfferedInterval = {
      start,
      minutes,
      offered: known.length > 0 ? offered : null,
      ahtSeconds: weightedBy(known, ({ ahtSeconds }) => ahtSeconds),
    };
    if (known.some(({ patienceSeconds }) => patienceSeconds !== undefined)) {
      const rate = weightedBy(known, ({ patienceSeconds: own = patienceSeconds }) =>
        own === undefined ? null : own === null ? 0 : 1 / own,
      );
      joined.patienceSeconds = rate ? 1 / rate : null;
    }
    if (known.some(({ pastAbandonment }) => pastAbandonment != null))
      joined.pastAbandonment = weightedBy(known, ({ pastAbandonment }) => pastAbandonment ?? null);
    return joined;
  });
}

/** The mean of what is known, by contacts; where none are expected, the first that is known. */
function weightedBy(
  intervals: readonly OfferedInterval[],
  of: (interval: OfferedInterval) => number | null,
): number | null {
  const told = intervals.filter((interval) => of(interval) !== null);
  const weight = told.reduce((sum, interval) => sum + (interval.offered ?? 0), 0);
  if (weight === 0) return told[0] ? of(told[0]) : null;
  return told.reduce((sum, interval) => sum + (interval.offered ?? 0) * (of(interval) ?? 0), 0) / weight;
}
