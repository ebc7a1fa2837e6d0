import { calendarDesign, carriedOn, type KnownEffects } from './calendarRegression.ts';
import { type CalendarDay, ofRareDays, type TermChoice } from './calendarTerms.ts';
import { ErrorFilters } from './errorFilters.ts';

/** That of the whole history first, since it tells the others what days are worth of which recent weeks saw few. */
const names = ['3_yearly', '0', '2', '2_local', '3'] as const;
export type VariantName = (typeof names)[number];

/** Fewer days than this tell nothing of the year's course. */
const spanForYear = 400;

export interface RegressionVariantsInput {
  past: readonly CalendarDay[];
  future: readonly CalendarDay[];
  /** Series to carry on, a value for each past day. */
  series: readonly Float64Array[];
  /** 1 for each row that teaches. */
  used: Uint8Array;
  /** Row from which on variants without the year's terms look back. */
  from: number;
  /** Does the history tell the month's course? */
  monthly: boolean;
  /** Days from which on the level is another for good. */
  shifts: readonly number[];
}

/**
 * Series carried on to the future by regressions with several choices of terms.
 *
 * @returns by variant, one array a series; a variant for whose terms the history is too short shares that of its fellow
 */
export function regressionVariants(input: RegressionVariantsInput): Map<VariantName, readonly Float64Array[]> {
  const { past, future, series, used, from } = input;
  const recent = past.slice(from);
  const recentFilters = new ErrorFilters(used.subarray(from));
  const span = past.length === 0 ? 0 : (past.at(-1) as CalendarDay).day - (past[0] as CalendarDay).day + 1;
  const found = new Map<VariantName, readonly Float64Array[]>();
  let known: KnownEffects[] = [];
  for (const name of names) {
    if (insteadOf(name, input.monthly, span) !== name) continue;
    const yearly = name === '3_yearly';
    const harmonics = input.monthly ? Number(name[0]) : 0;
    const choice: TermChoice = { harmonics, yearly, local: name === '2_local', shifts: input.shifts };
    const begin = yearly ? 0 : from;
    const days = yearly ? past : recent;
    const design = calendarDesign(days, future, choice, known.length > 0 ? past : days);
    const filters = begin === from ? recentFilters : new ErrorFilters(used);
    const own = series.map((values) => values.subarray(begin));
    const told = carriedOn(design, own, filters, known);
    found.set(
      name,
      told.map(({ values }) => values),
    );
    if (begin < from) known = told.map(({ effects }) => new Map([...effects].filter(([term]) => ofRareDays(term))));
  }
  for (const name of names) {
    const instead = found.get(insteadOf(name, input.monthly, span));
    if (instead) found.set(name, instead);
  }
  return found;
}

/** The variant that is the same where the history is too short for this one's terms. */
function insteadOf(name: VariantName, monthly: boolean, span: number): VariantName {
  const short = name === '3_yearly' && span < spanForYear ? '3' : name;
  return monthly || short === '3_yearly' ? short : '0';
}
