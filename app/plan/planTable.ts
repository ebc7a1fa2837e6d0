import type { Plan } from '#lib/plan/planFigures.ts';
import type { CsvCell } from '../csv/csvText.ts';
import { offsetText, wallText } from '../csv/wallOffset.ts';
import type { translations } from '../i18n/translations.ts';
import { type FigureKind, intervalColumns, type PlanColumn, shownValue, totalColumns } from './planColumns.ts';
import type { PlanWeek } from './planWeek.ts';
import { shownColumns } from './shownColumns.ts';

export type PlanTexts = Awaited<ReturnType<typeof translations<'plan'>>>;

/** A table of the page as rows for a file: the same columns, numbers rounded to the place that the page shows. */
export interface PlanTable {
  head: string[];
  /** How each column's numbers are told; null: text. */
  kinds: (FigureKind | null)[];
  rows: CsvCell[][];
}

/** The days of the week and their total. */
export function daysTable(plan: Plan, week: PlanWeek, t: PlanTexts): PlanTable {
  const columns = shownColumns(totalColumns, plan);
  const rows = plan.days.map(({ start, totals }, i): CsvCell[] => [
    wallText(start, week.zone).slice(0, 10),
    week.days[i]?.notes.map(({ text }) => text).join(', ') || null,
    ...figures(columns, totals),
  ]);
  return {
    head: [t('csv.day'), t('table.notes'), ...heads(columns, t)],
    kinds: [null, null, ...columns.map(({ kind }) => kind)],
    rows: [...rows, [t('table.total'), null, ...figures(columns, plan.totals)]],
  };
}

/** The intervals of the week, or of one of its days, on the centre's clock. */
export function intervalsTable(plan: Plan, week: PlanWeek, day: number | null, t: PlanTexts): PlanTable {
  const columns = shownColumns(intervalColumns, plan);
  const rows = (day === null ? plan : plan.days[day])?.rows ?? [];
  return {
    head: [t('csv.start'), ...heads(columns, t), t('csv.offset')],
    kinds: [null, ...columns.map(({ kind }) => kind), null],
    rows: rows.map((row) => [
      wallText(row.start, week.zone),
      ...figures(columns, row),
      offsetText(row.start, week.zone),
    ]),
  };
}

function heads<Row>(columns: readonly PlanColumn<Row>[], t: PlanTexts): string[] {
  return columns.map(({ name, kind }) => {
    const label = t(`table.${name}`);
    if (kind === 'seconds') return t('csv.seconds', { name: label });
    return kind === 'percent' || kind === 'wholePercent' ? t('csv.percent', { name: label }) : label;
  });
}

function figures<Row>(columns: readonly PlanColumn<Row>[], row: Row): (number | null)[] {
  return columns.map(({ kind, value }) => {
    const shown = shownValue(value(row), kind);
    return shown !== null && (kind === 'percent' || kind === 'wholePercent') ? Number((shown * 100).toFixed(1)) : shown;
  });
}
