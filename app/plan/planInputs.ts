import type { StaffingRules } from '#lib/staffing/staffIntervals.ts';
import type { Teams } from '#lib/staffing/staffQueues.ts';

export const planSteps = [15, 30, 60] as const;
export type PlanStep = (typeof planSteps)[number];

/** What can be turned on the page without asking the server. */
export interface PlanInputs extends StaffingRules {
  stepMinutes: PlanStep;
  teams: Teams;
}

/** The address that asks for the same plan again. */
export function planSearch(scope: string, week: string, inputs: PlanInputs): string {
  const { target, stepMinutes, shrinkage, maxOccupancy, teams } = inputs;
  return new URLSearchParams({
    scope,
    week,
    step: String(stepMinutes),
    target: `${Number((target.ratio * 100).toFixed(2))}/${target.thresholdSeconds}`,
    shrinkage: String(Number(shrinkage.toFixed(4))),
    occupancy: String(Number(maxOccupancy.toFixed(4))),
    teams,
  }).toString();
}
