import type { Stretch } from '../roster/averageOnDuty.ts';
import { type ActualActivity, type ActualStretch, agrees } from './actualActivity.ts';
import { filledOut, observedTime, type Unobserved } from './observedTime.ts';
import { isScheduled, type PlannedActivity, type PlannedStretch } from './plannedDay.ts';

/** A stretch in which something else was done than planned. Instants are epoch ms. */
export interface DeviationStretch extends Stretch {
  planned: PlannedActivity;
  actual: ActualActivity;
}

/**
 * Where an agent left the roster, in order: of scheduled time and of work off duty. What nobody observed is not in it.
 *
 * @param leastMs shorter ones are left out
 * @param until epoch ms
 */
export function deviations(
  planned: readonly PlannedStretch[],
  actual: readonly ActualStretch[],
  unobserved: readonly Unobserved[],
  { until, leastMs }: { until: number; leastMs: number },
): DeviationStretch[] {
  const day = { from: planned[0]?.from ?? until, to: Math.min(planned.at(-1)?.to ?? until, until) };
  const done = filledOut(actual, observedTime(day, unobserved));
  const found: DeviationStretch[] = [];
  for (const plan of planned) {
    for (const one of done) {
      const [from, to] = [Math.max(plan.from, one.from), Math.min(plan.to, one.to)];
      if (to <= from || agrees(plan.activity, one.activity) !== false) continue;
      // a pause off duty harms nobody
      if (!isScheduled(plan.activity) && one.activity !== 'desk') continue;
      found.push({ from, to, planned: plan.activity, actual: one.activity });
    }
  }
  return found.filter(({ from, to }) => to - from >= leastMs);
}
