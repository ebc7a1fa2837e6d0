import { LocalDate } from '@js-joda/core';
import { z } from 'zod';
import type { CentreSettings } from '#lib/settings.ts';
import { addressReader, type Problem, type Search } from '../scope/address.ts';
import { firstScope, type Scope, scopeOf } from '../scope/scope.ts';
import { daysOf, fits, longestDays, presetRange, type Reader, sensibleStep } from './historyRange.ts';
import { type HistoryRange, type HistoryStep, type Preset, presets, steps } from './historySteps.ts';

export interface HistoryParams {
  scope: Scope;
  range: HistoryRange;
  /** The preset that gives this very range, if one does. */
  preset: Preset | null;
  step: HistoryStep;
}

export type HistoryParam = 'scope' | 'from' | 'to' | 'order' | 'length' | 'step' | 'stepTooFine';
export type HistoryProblem = Problem<HistoryParam>;

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => {
    try {
      return LocalDate.parse(text).year() >= 1990;
    } catch {
      return false;
    }
  });

/**
 * What an address asks the history for. What is absent or wrong gets its default; what is wrong is named besides.
 *
 * @param today ISO date on the calendar of a zone
 * @returns null when the settings name no centre
 */
export function readHistoryParams(
  search: Search,
  centres: readonly CentreSettings[],
  today: (zone: string) => string,
  reader: Reader,
): { params: HistoryParams; problems: HistoryProblem[]; today: string } | null {
  const problems: HistoryProblem[] = [];
  const read = addressReader(search, problems);
  const first = firstScope(centres);
  if (!first) return null;
  const scope = read('scope', (text) => scopeOf(text, centres)) ?? first;
  const now = today(scope.centre.zone);
  const range = rangeOf(
    read('from', (text) => date.safeParse(text).data),
    read('to', (text) => date.safeParse(text).data),
    now,
    problems,
  );
  const days = daysOf(range);
  let step = read('step', (text) => z.enum(steps).safeParse(text).data) ?? sensibleStep(days);
  if (!fits(step, days, reader)) {
    problems.push({ param: 'stepTooFine', given: step });
    step = sensibleStep(days);
  }
  const preset =
    presets.find((one) => {
      const { from, to } = presetRange(one, now);
      return from === range.from && to === range.to;
    }) ?? null;
  return { params: { scope, range, preset, step }, problems, today: now };
}

/** Last seven days where nothing is said; a single date stands for its day, or reaches to today. */
function rangeOf(from: string | null, to: string | null, today: string, problems: HistoryProblem[]): HistoryRange {
  const usual = presetRange('last7', today);
  if (from === null && to === null) return usual;
  const start = from ?? (to as string);
  const end = to ?? (start > today ? start : today);
  if (start > end) {
    problems.push({ param: 'order', given: `${start} – ${end}` });
    return { from: end, to: start };
  }
  if (daysOf({ from: start, to: end }) > longestDays) {
    problems.push({ param: 'length', given: `${start} – ${end}` });
    return {
      from: LocalDate.parse(end)
        .minusDays(longestDays - 1)
        .toString(),
      to: end,
    };
  }
  return { from: start, to: end };
}

/** The address that asks for the same again. */
export function historySearch(scope: string, { from, to }: HistoryRange, step: HistoryStep | null): string {
  return new URLSearchParams({ scope, from, to, ...(step ? { step } : {}) }).toString();
}
