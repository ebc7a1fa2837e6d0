import { LocalDate } from '@js-joda/core';
import { z } from 'zod';
import { plusDays } from '#lib/forecast/calendar.ts';
import type { CentreSettings } from '#lib/settings.ts';
import { addressReader, type Problem, type Search } from '../../scope/address.ts';
import { firstScope, type Scope, scopeOf } from '../../scope/scope.ts';
import { type AccuracyRange, type Lead, leads, spans } from './accuracySpans.ts';

export interface AccuracyParams {
  scope: Scope;
  range: AccuracyRange;
  /** Days ahead. */
  lead: Lead;
  /** ISO date within the range that is drawn; null: the last of which there is something to draw. */
  day: string | null;
}

export type AccuracyParam = 'scope' | 'from' | 'to' | 'order' | 'length' | 'lead' | 'day';
export type AccuracyProblem = Problem<AccuracyParam>;

/** Longer ranges take the embedded database too long. */
export const longestDays = 7 * Math.max(...spans);
const usualDays = 28;
const usualLead: Lead = 7;

// As in the history's addresses; in the year 0 the database knows no dates.
const date = z.iso.date().refine((text) => text >= '1990-01-01');
const lead = z.enum(leads.map(String)).transform((text) => Number(text) as Lead);

/**
 * What an address asks the accuracy page for. What is absent or wrong gets its default; what is wrong is named besides.
 *
 * @param today ISO date on the calendar of a zone; the range ends the day before at the latest
 * @returns null when the settings name no centre
 */
export function readAccuracyParams(
  search: Search,
  centres: readonly CentreSettings[],
  today: (zone: string) => string,
): { params: AccuracyParams; problems: AccuracyProblem[]; today: string } | null {
  const problems: AccuracyProblem[] = [];
  const read = addressReader(search, problems);
  const first = firstScope(centres);
  if (!first) return null;
  const scope = read('scope', (text) => scopeOf(text, centres)) ?? first;
  const now = today(scope.centre.zone);
  const dateOf = (param: 'from' | 'to' | 'day') => read(param, (text) => date.safeParse(text).data);
  const range = rangeOf(dateOf('from'), dateOf('to'), plusDays(now, -1), problems);
  const asked = dateOf('day');
  const within = asked !== null && range.from <= asked && asked <= range.to;
  if (asked !== null && !within) problems.push({ param: 'day', given: asked });
  const params = {
    ...{ scope, range },
    lead: read('lead', (text) => lead.safeParse(text).data) ?? usualLead,
    day: within ? asked : null,
  };
  return { params, problems, today: now };
}

function rangeOf(
  from: string | null,
  to: string | null,
  yesterday: string,
  problems: AccuracyProblem[],
): AccuracyRange {
  const known = (day: string) => (day > yesterday ? yesterday : day);
  const end = known(to ?? yesterday);
  const start = from === null ? plusDays(end, 1 - usualDays) : known(from);
  if (start > end) {
    problems.push({ param: 'order', given: `${start} – ${end}` });
    return { from: end, to: start };
  }
  if (LocalDate.parse(start).toEpochDay() + longestDays > LocalDate.parse(end).toEpochDay())
    return { from: start, to: end };
  problems.push({ param: 'length', given: `${start} – ${end}` });
  return { from: plusDays(end, 1 - longestDays), to: end };
}

/** The range of so many weeks up to yesterday. */
export function spanRange(weeks: number, today: string): AccuracyRange {
  return { from: plusDays(today, -7 * weeks), to: plusDays(today, -1) };
}

/** The address that asks for the same again. */
export function accuracySearch(scope: string, { from, to }: AccuracyRange, lead: Lead, day: string | null): string {
  return new URLSearchParams({ scope, from, to, lead: String(lead), ...(day ? { day } : {}) }).toString();
}
