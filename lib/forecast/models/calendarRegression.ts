import { type CalendarDay, calendarTerms, type TermChoice } from './calendarTerms.ts';
import { correlatedRegressions } from './correlatedRegression.ts';
import type { ErrorFilters } from './errorFilters.ts';

/** Days with their terms written out, ready for regressions. */
export interface CalendarDesign {
  names: readonly string[];
  past: Float64Array;
  future: Float64Array;
  terms: number;
  penalties: Float64Array;
}

/** @param told days whose terms occur; those that teach, and earlier ones of which the effects are known */
export function calendarDesign(
  past: readonly CalendarDay[],
  future: readonly CalendarDay[],
  choice: TermChoice,
  told: readonly CalendarDay[] = past,
): CalendarDesign {
  const terms = calendarTerms(told, choice, past.at(-1)?.day ?? 0, past[0]?.day);
  const size = terms.penalties.length;
  const write = (days: readonly CalendarDay[]) => {
    const rows = new Float64Array(days.length * size);
    for (const [i, day] of days.entries()) terms.write(day, rows, i * size);
    return rows;
  };
  return { names: terms.names, past: write(past), future: write(future), terms: size, penalties: terms.penalties };
}

/** Effects of terms by name, as a longer history tells them. */
export type KnownEffects = ReadonlyMap<string, number>;

export interface CarriedOn {
  /** One value for each future day. */
  values: Float64Array;
  effects: KnownEffects;
}

/**
 * Each series carried on to the future days by its regression on the calendar, with what is left of the last days' errors.
 *
 * @param filters of the past days that teach
 * @param known for each series, effects towards which its own are drawn
 */
export function carriedOn(
  design: CalendarDesign,
  series: readonly Float64Array[],
  filters: ErrorFilters,
  known: readonly KnownEffects[] = [],
): CarriedOn[] {
  const { past, future, terms, penalties, names } = design;
  const days = terms > 0 ? future.length / terms : 0;
  const regress = correlatedRegressions(past, terms, known.length > 0 ? heldTo(known, design) : penalties, filters);
  return series.map((values, nth) => {
    const prior = Float64Array.from(names, (name) => known[nth]?.get(name) ?? 0);
    const own = known.length > 0 ? values.map((value, row) => value - product(past, row, prior)) : values;
    const { coefficients, process, level } = regress(own);
    for (let term = 0; term < terms; term++)
      coefficients[term] = (coefficients[term] as number) + (prior[term] as number);
    const silent = values.length - 1 - (filters.rows.at(-1) ?? -1);
    let left = level * process.persistence ** silent;
    return {
      values: Float64Array.from({ length: days }, (_, day) => {
        left *= process.persistence;
        return left + product(future, day, coefficients);
      }),
      effects: new Map(names.map((name, term) => [name, coefficients[term] as number])),
    };
  });
}

/** What is known from a longer history is moved by a few days of the recent one no more than so. */
const heldToKnown = 1;

function heldTo(known: readonly KnownEffects[], { names, penalties }: CalendarDesign): Float64Array {
  return penalties.map((penalty, term) =>
    known[0]?.has(names[term] as string) ? Math.max(penalty, heldToKnown) : penalty,
  );
}

function product(rows: Float64Array, row: number, coefficients: Float64Array): number {
  const terms = coefficients.length;
  let sum = 0;
  for (let term = 0; term < terms; term++) sum += (rows[row * terms + term] as number) * (coefficients[term] as number);
  return sum;
}
