import { DayOfWeek, LocalDate, TemporalAdjusters } from '@js-joda/core';
import type { HistoryRange, HistoryStep, Preset } from './historySteps.ts';

/** The range of a preset, seen from today. */
export function presetRange(preset: Preset, today: string): HistoryRange {
  const day = LocalDate.parse(today);
  const month = day.withDayOfMonth(1);
  switch (preset) {
    case 'today':
      return range(day, day);
    case 'yesterday':
      return range(day.minusDays(1), day.minusDays(1));
    case 'last7':
      return range(day.minusDays(6), day);
    case 'thisWeek':
      return range(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)), day);
    case 'thisMonth':
      return range(month, day);
    case 'lastMonth':
      return range(month.minusMonths(1), month.minusDays(1));
    case 'last12':
      // Whole months, this one among them: the same month of last year would be cut.
      return range(month.minusMonths(11), day);
  }
}

/** How many days the range holds. */
export function daysOf({ from, to }: HistoryRange): number {
  return LocalDate.parse(to).toEpochDay() - LocalDate.parse(from).toEpochDay() + 1;
}

export const longestDays = 2200;

/** Who gets the rows: a page shows about a thousand, a file holds what a spreadsheet does. */
export type Reader = 'page' | 'file';

const longest: Record<Reader, Record<HistoryStep, number>> = {
  page: { interval: 10, hour: 45, day: longestDays, week: longestDays, month: longestDays },
  file: { interval: 400, hour: 1600, day: longestDays, week: longestDays, month: longestDays },
};

export function fits(step: HistoryStep, days: number, reader: Reader): boolean {
  return days <= longest[reader][step];
}

/** The step that shows a range of so many days in a few dozen rows. */
export function sensibleStep(days: number): HistoryStep {
  if (days <= 1) return 'interval';
  if (days <= 3) return 'hour';
  if (days <= 62) return 'day';
  return days <= 200 ? 'week' : 'month';
}

function range(from: LocalDate, to: LocalDate): HistoryRange {
  return { from: from.toString(), to: to.toString() };
}
