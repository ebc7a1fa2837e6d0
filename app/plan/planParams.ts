import { z } from 'zod';
import { type IsoWeek, parseWeek, plusWeeks, weekOf } from '#lib/forecast/isoWeek.ts';
import { defaultInputs, inputBounds, type PlanInputs, type PlanStep } from '#lib/plan/planInputs.ts';
import type { CentreSettings } from '#lib/settings.ts';
import type { CauseShare } from '#lib/staffing/shrinkage.ts';
import { shrinkageCauses } from '#lib/staffing/shrinkageCause.ts';
import type { StaffingRules } from '#lib/staffing/staffIntervals.ts';
import { addressReader, type Problem, type Search } from '../scope/address.ts';
import { firstScope, queueId, type Scope, scopeOf } from '../scope/scope.ts';
import type { PlanWeek } from './planWeek.ts';
import { hoursOf, totalOf } from './shrinkageCauses.ts';

export interface PlanParams {
  scope: Scope;
  week: IsoWeek;
  inputs: PlanInputs;
  /** The address names no shrinkage: the centre's own is to stand in. */
  usualShrinkage: boolean;
}

export type PlanParam =
  | 'scope'
  | 'week'
  | 'step'
  | 'target'
  | 'shrinkage'
  | 'occupancy'
  | 'teams'
  | 'model'
  | 'patience'
  | 'demand'
  | 'aht'
  | 'deflect'
  | 'deflectQueue';
/** Shrinkage until the centre's own is known. */
export const assumedShrinkage = 0.3;

const number = z
  .string()
  .regex(/^(\d{1,4}(\.\d{1,6})?|\.\d{1,6})$/)
  .transform(Number);
const within = ({ min, max }: { min: number; max: number }) => number.pipe(z.number().min(min).max(max));
const step = z.enum(['15', '30', '60']).transform((text) => Number(text) as PlanStep);
const target = z
  .string()
  .regex(/^\d{1,2}(\.\d+)?\/\d{1,4}$/)
  .transform((text) => {
    const [percent, seconds] = text.split('/').map(Number);
    return { ratio: Number(((percent ?? 0) / 100).toFixed(6)), thresholdSeconds: seconds ?? 0 };
  })
  .refine(({ ratio }) => ratio > 0 && ratio < 1);
const teams = z.enum(['pooled', 'separate']);
const model = z.enum(['erlang-a', 'erlang-c']);
const cause = z
  .string()
  .regex(/^[a-z_]+-[\d.]+$/)
  .transform((text) => text.split('-'))
  .pipe(z.tuple([z.enum(shrinkageCauses), within({ min: 0, max: 0.6 })]))
  .transform(([name, share]): CauseShare => ({ cause: name, share, of: hoursOf(name) }));
const causes = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(cause).min(1))
  .refine((list) => new Set(list.map((one) => one.cause)).size === list.length)
  .refine((list) => (['rostered', 'signed_in'] as const).every((of) => sumOf(list, of) < 1));

/**
 * What an address asks the plan for. What is absent or wrong gets its default; what is wrong is named besides.
 *
 * @param today ISO date by centre, since the next week depends on it
 * @returns null when the settings name no centre
 */
export function readPlanParams(
  search: Search,
  centres: readonly CentreSettings[],
  today: (zone: string) => string,
): { params: PlanParams; problems: Problem<PlanParam>[] } | null {
  const problems: Problem<PlanParam>[] = [];
  const given = addressReader(search, problems);
  const read = <T>(param: PlanParam, parse: (text: string) => T | null | undefined, otherwise: T): T =>
    given(param, parse) ?? otherwise;
  const first = firstScope(centres);
  if (!first) return null;
  const scope = read('scope', (text) => scopeOf(text, centres), first);
  const next = plusWeeks(weekOf(today(scope.centre.zone)), 1);
  const usual = defaultInputs(defaultTarget(scope), assumedShrinkage);
  const lost = read<Shrinkage | null>('shrinkage', readShrinkage, null);
  const queue = read<string | null>(
    'deflectQueue',
    (text) => scope.queues.map(queueId).find((id) => id === text),
    null,
  );
  const inputs: PlanInputs = {
    stepMinutes: read('step', (text) => step.safeParse(text).data, usual.stepMinutes),
    target: read('target', (text) => target.safeParse(text).data, usual.target),
    model: read('model', (text) => model.safeParse(text).data, usual.model),
    patienceSeconds: read<number | null>(
      'patience',
      (text) => within(inputBounds.patienceSeconds).safeParse(text).data,
      null,
    ),
    shrinkage: lost?.total ?? usual.shrinkage,
    causes: lost?.causes ?? null,
    maxOccupancy: read('occupancy', (text) => within({ min: 0.3, max: 1 }).safeParse(text).data, usual.maxOccupancy),
    teams: read('teams', (text) => teams.safeParse(text).data, usual.teams),
    demandFactor: read('demand', (text) => within(inputBounds.demandFactor).safeParse(text).data, 1),
    ahtFactor: read('aht', (text) => within(inputBounds.ahtFactor).safeParse(text).data, 1),
    deflected: {
      share: read('deflect', (text) => within(inputBounds.deflected).safeParse(text).data, 0),
      queue,
    },
  };
  return {
    params: { scope, week: read('week', parseWeek, next), inputs, usualShrinkage: lost === null },
    problems,
  };
}

/** The inputs of an address that names no shrinkage begin with the centre's own. */
export function askedInputs(
  { inputs, usualShrinkage }: Pick<PlanParams, 'inputs' | 'usualShrinkage'>,
  { shrinkage }: Pick<PlanWeek, 'shrinkage'>,
): PlanInputs {
  return usualShrinkage ? { ...inputs, shrinkage: shrinkage.total } : inputs;
}

/** The centre's promise, within the queue's own threshold where one queue is planned. */
export function defaultTarget({ centre, queue }: Scope): StaffingRules['target'] {
  return queue ? { ratio: centre.target.ratio, thresholdSeconds: queue.thresholdSeconds } : centre.target;
}

interface Shrinkage {
  total: number;
  causes: CauseShare[] | null;
}

/** A share, or its causes: 0.3, leave-0.1,break-0.12. */
function readShrinkage(text: string): Shrinkage | null {
  const total = within({ min: 0, max: 0.9 }).safeParse(text).data;
  if (total !== undefined) return { total, causes: null };
  const told = causes.safeParse(text).data;
  return told ? { total: totalOf(told), causes: told } : null;
}

function sumOf(list: readonly CauseShare[], of: CauseShare['of']): number {
  return list.reduce((sum, one) => (one.of === of ? sum + one.share : sum), 0);
}
