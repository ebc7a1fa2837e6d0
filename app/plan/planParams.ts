import { z } from 'zod';
import { type IsoWeek, parseWeek, plusWeeks, weekOf } from '#lib/forecast/isoWeek.ts';
import type { CentreSettings } from '#lib/settings.ts';
import type { StaffingRules } from '#lib/staffing/staffIntervals.ts';
import { firstScope, type Scope, scopeOf } from '../scope/scope.ts';
import type { PlanInputs, PlanStep } from './planInputs.ts';

export interface PlanParams {
  scope: Scope;
  week: IsoWeek;
  inputs: PlanInputs;
}

export type PlanParam = 'scope' | 'week' | 'step' | 'target' | 'shrinkage' | 'occupancy' | 'teams';
export interface Problem<P extends string> {
  param: P;
  /** What stood in the address. */
  given: string;
}

export type Search = Record<string, string | string[] | undefined>;

const share = z
  .string()
  .regex(/^(0|1|0?\.\d+|0\.\d+|1\.0+)$/)
  .transform(Number);
const step = z.enum(['15', '30', '60']).transform((text) => Number(text) as PlanStep);
const target = z
  .string()
  .regex(/^\d{1,2}(\.\d+)?\/\d{1,4}$/)
  .transform((text) => {
    const [percent, seconds] = text.split('/').map(Number);
    return { ratio: (percent ?? 0) / 100, thresholdSeconds: seconds ?? 0 };
  })
  .refine(({ ratio }) => ratio > 0 && ratio < 1);
const teams = z.enum(['pooled', 'separate']);

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
  const read = <T>(param: PlanParam, parse: (text: string) => T | null | undefined, otherwise: T): T => {
    const given = search[param];
    if (given === undefined || given === '') return otherwise;
    const value = typeof given === 'string' ? parse(given) : null;
    if (value !== null && value !== undefined) return value;
    problems.push({ param, given: String(given).slice(0, 60) });
    return otherwise;
  };
  const first = firstScope(centres);
  if (!first) return null;
  const scope = read('scope', (text) => scopeOf(text, centres), first);
  const next = plusWeeks(weekOf(today(scope.centre.zone)), 1);
  const inputs: PlanInputs = {
    stepMinutes: read('step', (text) => step.safeParse(text).data, 30),
    target: read('target', (text) => target.safeParse(text).data, defaultTarget(scope)),
    shrinkage: read('shrinkage', (text) => z.number().max(0.9).safeParse(share.safeParse(text).data).data, 0.3),
    maxOccupancy: read('occupancy', (text) => z.number().min(0.3).safeParse(share.safeParse(text).data).data, 0.85),
    teams: read('teams', (text) => teams.safeParse(text).data, 'pooled'),
  };
  return { params: { scope, week: read('week', parseWeek, next), inputs }, problems };
}

/** The centre's promise, within the queue's own threshold where one queue is planned. */
export function defaultTarget({ centre, queue }: Scope): StaffingRules['target'] {
  return queue ? { ratio: centre.target.ratio, thresholdSeconds: queue.thresholdSeconds } : centre.target;
}
