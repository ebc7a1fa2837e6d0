import { DayOfWeek, IsoFields, LocalDate, TemporalAdjusters } from '@js-joda/core';

/** A week as ISO 8601 counts them: Monday to Sunday, week 1 holds 4 January. */
export interface IsoWeek {
  /** 2026-W49. */
  id: string;
  year: number;
  number: number;
  /** ISO dates. */
  monday: string;
  sunday: string;
}

/** The week that holds a date. */
export function weekOf(date: string): IsoWeek {
  const monday = LocalDate.parse(date).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  const year = monday.get(IsoFields.WEEK_BASED_YEAR);
  const number = monday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR);
  return {
    id: `${year}-W${String(number).padStart(2, '0')}`,
    year,
    number,
    monday: monday.toString(),
    sunday: monday.plusDays(6).toString(),
  };
}

export function plusWeeks(week: IsoWeek, weeks: number): IsoWeek {
  return weekOf(LocalDate.parse(week.monday).plusWeeks(weeks).toString());
}

/** The week that an address names, such as 2026-W49; null when there is no such week. */
export function parseWeek(id: string): IsoWeek | null {
  const match = /^(\d{4})-?W(\d{2})$/i.exec(id);
  if (!match) return null;
  const [year, number] = [Number(match[1]), Number(match[2])];
  if (year < 2000 || year > 2199 || number < 1) return null;
  const week = plusWeeks(weekOf(`${match[1]}-01-04`), number - 1);
  return week.year === year ? week : null;
}
