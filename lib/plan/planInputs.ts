import type { CauseShare } from '#lib/staffing/shrinkage.ts';
import type { StaffingModel, StaffingRules } from '#lib/staffing/staffIntervals.ts';
import type { Teams } from '#lib/staffing/staffQueues.ts';

export const planSteps = [15, 30, 60] as const;
export type PlanStep = (typeof planSteps)[number];

/** What can be turned on the page without asking the server. */
export interface PlanInputs {
  stepMinutes: PlanStep;
  teams: Teams;
  target: StaffingRules['target'];
  model: StaffingModel;
  /** Mean patience of all callers; null: as estimated of each queue. */
  patienceSeconds: number | null;
  maxOccupancy: number;
  /** Share 0–1 of rostered time; what counts. */
  shrinkage: number;
  /** What it is made of, where somebody said so; null: of the known causes, in proportion. */
  causes: readonly CauseShare[] | null;
  /** Demand ÷ forecast, and handling time ÷ forecast. */
  demandFactor: number;
  ahtFactor: number;
  /** Share 0–1 of contacts that never reach an agent, of one queue or of all (null). */
  deflected: { share: number; queue: string | null };
}

/** How far the sliders go; an address may go as far. */
export const inputBounds = {
  target: { min: 0.5, max: 0.99 },
  thresholdSeconds: { min: 5, max: 120 },
  patienceSeconds: { min: 15, max: 900 },
  maxOccupancy: { min: 0.5, max: 1 },
  shrinkage: { min: 0, max: 0.6 },
  cause: { min: 0, max: 0.3 },
  demandFactor: { min: 0.5, max: 2 },
  ahtFactor: { min: 0.5, max: 1.5 },
  deflected: { min: 0, max: 0.5 },
} as const;

/** What a plan begins with; a centre brings its own target and shrinkage. */
export function defaultInputs(target: StaffingRules['target'], shrinkage: number): PlanInputs {
  return {
    stepMinutes: 30,
    teams: 'pooled',
    target,
    model: 'erlang-a',
    patienceSeconds: null,
    maxOccupancy: 0.85,
    shrinkage,
    causes: null,
    demandFactor: 1,
    ahtFactor: 1,
    deflected: { share: 0, queue: null },
  };
}

/** The address that asks for the same plan again. */
export function planSearch(scope: string, week: string, inputs: PlanInputs): string {
  const { target, stepMinutes, shrinkage, causes, maxOccupancy, teams, deflected } = inputs;
  const search = new URLSearchParams({
    scope,
    week,
    step: String(stepMinutes),
    target: `${share(target.ratio * 100)}/${target.thresholdSeconds}`,
    shrinkage: causes ? causesText(causes) : share(shrinkage),
    occupancy: share(maxOccupancy),
    teams,
  });
  if (inputs.model !== 'erlang-a') search.set('model', inputs.model);
  if (inputs.patienceSeconds !== null) search.set('patience', String(inputs.patienceSeconds));
  if (inputs.demandFactor !== 1) search.set('demand', share(inputs.demandFactor));
  if (inputs.ahtFactor !== 1) search.set('aht', share(inputs.ahtFactor));
  if (deflected.share > 0) search.set('deflect', share(deflected.share));
  if (deflected.share > 0 && deflected.queue !== null) search.set('deflectQueue', deflected.queue);
  return search.toString();
}

/** Whether two plans ask for the same. */
export function sameInputs(one: PlanInputs, other: PlanInputs): boolean {
  return planSearch('', '', one) === planSearch('', '', other);
}

/** leave-0.1,break-0.12: the hours that a share is of follow from the cause. */
function causesText(causes: readonly CauseShare[]): string {
  return causes.map(({ cause, share: of }) => `${cause}-${share(of)}`).join(',');
}

function share(value: number): string {
  return String(Number(value.toFixed(4)));
}
