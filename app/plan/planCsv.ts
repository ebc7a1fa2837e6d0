import { csvText } from '../csv/csvText.ts';
import type { Locale } from '../i18n/locale.ts';
import type { PlanTable } from './planTable.ts';

/** A table of the plan as the spreadsheet of the language opens it. */
export function planCsv({ head, rows }: PlanTable, locale: Locale): string {
  return csvText([head, ...rows], locale);
}
