import type { Stretch } from '../roster/averageOnDuty.ts';
import type { RosterActivity, RosteredShift } from '../roster/rosteredShift.ts';

/** What somebody is rostered for; `off`: a roster covers the time and has nothing for them; null: no roster covers it. */
export type PlannedActivity = RosterActivity | 'off' | null;

export interface PlannedStretch extends Stretch {
  activity: PlannedActivity;
}

/**
 * One agent's day as rostered, stretch after stretch without holes. What is no work takes the agent from the desk, so it
 * outweighs the shift around it; of two such the one that began later holds.
 *
 * @param entries of this agent, in any order; instants are epoch ms
 * @param covered the time of which rosters say who works
 */
export function plannedDay(
  entries: readonly Pick<RosteredShift, 'startsAt' | 'endsAt' | 'activity'>[],
  covered: readonly Stretch[],
  { from, to }: Stretch,
): PlannedStretch[] {
  if (to <= from) return [];
  const cuts = new Set([from, to]);
  const edges = [
    ...entries.flatMap((entry) => [entry.startsAt, entry.endsAt]),
    ...covered.flatMap((one) => [one.from, one.to]),
  ];
  for (const at of edges) if (at > from && at < to) cuts.add(at);
  const ordered = [...cuts].sort((a, b) => a - b);
  // shifts first, so that what lies within them is found last
  const ranked = entries.toSorted((a, b) => rank(a.activity) - rank(b.activity) || a.startsAt - b.startsAt);
  const day: PlannedStretch[] = [];
  for (const [index, start] of ordered.slice(0, -1).entries()) {
    const end = ordered[index + 1] as number;
    const entry = ranked.findLast(({ startsAt, endsAt }) => startsAt <= start && start < endsAt);
    const known = covered.some((one) => one.from <= start && start < one.to);
    const activity = entry?.activity ?? (known ? 'off' : null);
    const before = day.at(-1);
    if (before?.activity === activity) before.to = end;
    else day.push({ from: start, to: end, activity });
  }
  return day;
}

function rank(activity: RosterActivity): number {
  return activity === 'work' ? 0 : 1;
}

/** Does that count as scheduled: work, or what takes people from it? */
export function isScheduled(activity: PlannedActivity): activity is RosterActivity {
  return activity !== null && activity !== 'off';
}
