import { leverSavings } from '#lib/staffing/levers.ts';
import { deflectedShare, planDemand } from './planDemand.ts';
import { planFigures } from './planFigures.ts';
import type { PlanInputs } from './planInputs.ts';
import type { PlannedWeek } from './plannedWeek.ts';
import { steppedWeek } from './steppedWeek.ts';

export interface DeflectionSavings {
  /** The interval of the busiest day that saves most, and by how many agents at their desks: 4.2. null: none saves. */
  peak: { start: number; agents: number } | null;
  /** Contacts that no agent sees, and hours at the desk and on the roster that the plan needs less, in the week. */
  contacts: number;
  requiredHours: number;
  scheduledHours: number;
}

/** What the deflected share saves against the same plan without it; null: nothing is deflected, or nothing is known. */
export function deflectionSavings(week: PlannedWeek, inputs: PlanInputs): DeflectionSavings | null {
  if (inputs.deflected.share === 0) return null;
  const without = planFigures(week, { ...inputs, deflected: { share: 0, queue: null } }).totals;
  const plan = planFigures(week, inputs).totals;
  const less = (of: 'offered' | 'requiredHours' | 'scheduledHours') => (without[of] ?? 0) - (plan[of] ?? 0);
  if (without.requiredPeak === null) return null;
  return {
    peak: peakSaving(week, inputs),
    contacts: less('offered'),
    requiredHours: less('requiredHours'),
    scheduledHours: less('scheduledHours'),
  };
}

/** Fractions of agents are dear to work out: of the busiest day only. */
function peakSaving(week: PlannedWeek, inputs: PlanInputs): DeflectionSavings['peak'] {
  const { slots } = steppedWeek(week, inputs.stepMinutes);
  const { undeflected, rules, queueRules, teams } = planDemand(week, inputs);
  const offered = week.dayStarts
    .slice(0, -1)
    .map((_, day) =>
      undeflected.reduce(
        (all, intervals) =>
          all + intervals.reduce((sum, one, i) => (slots[i]?.day === day ? sum + (one.offered ?? 0) : sum), 0),
        0,
      ),
    );
  const busiest = offered.indexOf(Math.max(...offered));
  const queues = undeflected.map((intervals) => intervals.filter((_, i) => slots[i]?.day === busiest));
  const levers = week.queues.flatMap(({ id }, queue) => {
    const share = deflectedShare(inputs, id);
    return share > 0 ? [{ queue, about: 1, deflected: share }] : [];
  });
  const { most } = leverSavings({ queues, levers, rules, queueRules, teams, intervalMinutes: inputs.stepMinutes });
  return most?.agents ? { start: most.start, agents: most.agents } : null;
}
