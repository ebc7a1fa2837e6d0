import type { Uncertain } from '#lib/forecast/jointBand.ts';
import { deflected } from '#lib/staffing/levers.ts';
import type { OfferedInterval, StaffingRules } from '#lib/staffing/staffIntervals.ts';
import type { TeamsInput } from '#lib/staffing/teams.ts';
import type { PlanInputs } from './planInputs.ts';
import type { PlannedWeek } from './plannedWeek.ts';
import { steppedWeek } from './steppedWeek.ts';

/** Demand and rules as the sliders ask for, ready to be staffed. */
export interface PlanDemand extends TeamsInput {
  /** Per queue, before anybody is told in the IVR. */
  undeflected: readonly (readonly OfferedInterval[])[];
  /** Per interval, how far each queue's demand may be off; null where no band is known of one that is expected. */
  uncertain: (Uncertain[] | null)[];
}

/** A week as the sliders turn it: its demand, scaled and told away in the IVR, and the rules by which it is staffed. */
export function planDemand(week: PlannedWeek, inputs: PlanInputs): PlanDemand {
  const stepped = steppedWeek(week, inputs.stepMinutes);
  const undeflected = stepped.queues.map(({ intervals }) => intervals.map((interval) => turned(interval, inputs)));
  const queues = undeflected.map((intervals, q) => {
    const share = deflectedShare(inputs, stepped.queues[q]?.id);
    return share === 0 ? intervals : deflected(intervals, [{ queue: q, about: 1, deflected: share }]);
  });
  const uncertain = stepped.slots.map((_, i) => {
    const parts: Uncertain[] = [];
    for (const { id, intervals, uncertain } of stepped.queues) {
      if ((intervals[i]?.offered ?? null) === null) continue;
      const part = uncertain[i] ?? null;
      if (part === null) return null;
      parts.push(scaled(part, inputs.demandFactor * (1 - deflectedShare(inputs, id))));
    }
    return parts.length === 0 ? null : parts;
  });
  return { queues, undeflected, uncertain, ...rulesOf(week, inputs) };
}

/** Target, occupancy, shrinkage, model and redials, for all queues and for each. */
export function rulesOf(week: PlannedWeek, inputs: PlanInputs): Pick<TeamsInput, 'rules' | 'queueRules' | 'teams'> {
  const { target, maxOccupancy, shrinkage, model, teams } = inputs;
  const rules: StaffingRules = { target, maxOccupancy, shrinkage, model, redialProbability: redialOf(week) };
  const queueRules = week.queues.map(({ redialProbability }) => ({ redialProbability: redialProbability ?? 0 }));
  return { rules, queueRules, teams };
}

/** The share of a queue’s calls (0 to 1) that is solved in the IVR; 0 for queues that the setting is not about. */
export function deflectedShare({ deflected: { share, queue } }: PlanInputs, id: string | undefined): number {
  return queue === null || queue === id ? share : 0;
}

function turned(interval: OfferedInterval, { demandFactor, ahtFactor, patienceSeconds }: PlanInputs): OfferedInterval {
  const { offered, ahtSeconds } = interval;
  return {
    ...interval,
    offered: offered === null ? null : offered * demandFactor,
    ahtSeconds: ahtSeconds === null ? null : ahtSeconds * ahtFactor,
    patienceSeconds: patienceSeconds ?? interval.patienceSeconds,
  };
}

/** A level that is off by a tenth stays so; a band narrower than the noise of counting stays that much narrower. */
function scaled({ mean, below, above }: Uncertain, by: number): Uncertain {
  const beyond = (variance: number) => variance * (variance > 0 ? by * by : by);
  return { mean: mean * by, below: beyond(below), above: beyond(above) };
}

/** Of all queues together, weighted by contacts. */
function redialOf({ queues }: PlannedWeek): number {
  let [contacts, sum] = [0, 0];
  for (const { means, redialProbability } of queues) {
    const offered = means.reduce<number>((all, mean) => all + (mean ?? 0), 0);
    contacts += offered;
    sum += offered * (redialProbability ?? 0);
  }
  return contacts === 0 ? 0 : sum / contacts;
}
