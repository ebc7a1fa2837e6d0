import writeXlsxFile, { type CellObject, type Sheet } from 'write-excel-file/node';
import type { Plan } from '#lib/plan/planFigures.ts';
import type { PlanInputs } from '#lib/plan/planInputs.ts';
import type { CsvCell } from '../csv/csvText.ts';
import type { Formats } from '../i18n/formats.ts';
import { planAssumptions } from './planAssumptions.ts';
import type { FigureKind } from './planColumns.ts';
import { daysTable, intervalsTable, type PlanTable, type PlanTexts } from './planTable.ts';
import type { PlanWeek } from './planWeek.ts';

export interface PlanWorkbook {
  plan: Plan;
  week: PlanWeek;
  inputs: PlanInputs;
  /** Of the centre or queue, and of the week. */
  scope: string;
  weekName: string;
}

export const workbookType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const formatOf: Record<FigureKind, string> = {
  count: '#,##0',
  decimal: '#,##0.0',
  average: '#,##0.0',
  seconds: '#,##0',
  percent: '0.0',
  wholePercent: '0',
};

/** Days, intervals and assumptions of a plan, each on a sheet; numbers as the page shows them. */
export async function planWorkbook(
  book: PlanWorkbook,
  t: PlanTexts,
  formats: Formats,
): Promise<Uint8Array<ArrayBuffer>> {
  const { plan, week } = book;
  const sheets: Sheet<never>[] = [
    { sheet: t('csv.days'), ...tableSheet(daysTable(plan, week, t)) },
    { sheet: t('csv.intervals'), ...tableSheet(intervalsTable(plan, week, null, t)) },
    {
      sheet: t('csv.assumptions'),
      columns: [{ width: 34 }, { width: 44 }],
      data: [
        [strong(t('csv.assumption')), strong(t('csv.value'))],
        ...planAssumptions(book, t, formats).map(([name, value]) => [name, value]),
      ],
    },
  ];
  return Uint8Array.from(await writeXlsxFile(sheets).toBuffer());
}

function tableSheet({ head, kinds, rows }: PlanTable): Omit<Sheet<never>, 'sheet'> {
  const width = (column: number) => Math.max(...[head, ...rows].map((row) => String(row[column] ?? '').length), 8) + 2;
  return {
    columns: head.map((_, column) => ({ width: Math.min(40, width(column)) })),
    stickyRowsCount: 1,
    stickyColumnsCount: 1,
    data: [head.map(strong), ...rows.map((row) => row.map((cell, column) => cellOf(cell, kinds[column] ?? null)))],
  };
}

function cellOf(cell: CsvCell, kind: FigureKind | null): CellObject | null {
  if (cell === null) return null;
  if (typeof cell === 'number') return { type: Number, value: cell, ...(kind ? { format: formatOf[kind] } : {}) };
  return { type: String, value: cell };
}

function strong(text: string): CellObject {
  return { type: String, value: text, fontWeight: 'bold', wrap: true };
}
