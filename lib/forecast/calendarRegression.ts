import { type CalendarDay, calendarTerms, type TermChoice } from './calendarTerms.ts';
import { correlatedRegressions } from './correlatedRegression.ts';
import type { ErrorFilters } from './errorFilters.ts';

/** Days with their terms written out, ready for regressions. */
export interface CalendarDesign {
  past: Float64Array;
  future: Float64Array;
  terms: number;
  penalties: Float64Array;
}

export function calendarDesign(
  past: readonly CalendarDay[],
  future: readonly CalendarDay[],
  choice: TermChoice,
): CalendarDesign {
  const terms = calendarTerms(past, choice, past.at(-1)?.day ?? 0);
  const size = terms.penalties.length;
  const write = (days: readonly CalendarDay[]) => {
    const rows = new Float64Array(days.length * size);
    for (const [i, day] of days.entries()) terms.write(day, rows, i * size);
    return rows;
  };
  return { past: write(past), future: write(future), terms: size, penalties: terms.penalties };
}

/**
 * Each series carried on to the future days by its regression on the calendar, with what is left of the last days' errors.
 *
 * @param filters of the past days that teach
 */
export function carriedOn(
  design: CalendarDesign,
  series: readonly Float64Array[],
  filters: ErrorFilters,
): Float64Array[] {
  const { past, future, terms, penalties } = design;
  const days = terms > 0 ? future.length / terms : 0;
  const regress = correlatedRegressions(past, terms, penalties, filters);
  return series.map((values) => {
    const { coefficients, process, level } = regress(values);
    const silent = values.length - 1 - (filters.rows.at(-1) ?? -1);
    let left = level * process.persistence ** silent;
    return Float64Array.from({ length: days }, (_, day) => {
      left *= process.persistence;
      let sum = left;
      for (let term = 0; term < terms; term++)
        sum += (future[day * terms + term] as number) * (coefficients[term] as number);
      return sum;
    });
  });
}
