'use client';

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { Plan, PlanDay } from '#lib/plan/planFigures.ts';
import controls from '../frame/controls.module.css';
import { useFormats } from '../i18n/useFormats.ts';
import { ScrollTable } from '../table/ScrollTable.tsx';
import styles from '../table/scrollTable.module.css';
import { CoverageMark } from './CoverageMark.tsx';
import { FigureCells, FigureHeads, onPage } from './FigureCells.tsx';
import { figureText } from './figureText.ts';
import { type ColumnName, intervalColumns, totalColumns } from './planColumns.ts';
import { shownColumns } from './shownColumns.ts';

interface Props {
  plan: Plan;
  day: PlanDay;
  zone: string;
  caption: string;
  approximate: boolean;
}

/** What stands under a column of intervals in the day's total. */
const totalOf: Partial<Record<ColumnName, ColumnName>> = {
  required: 'requiredHours',
  scheduled: 'scheduledHours',
  rostered: 'rosteredHours',
};

/** One day, interval by interval. */
export const DayTable = memo(function DayTable({ plan, day, zone, caption, approximate }: Props) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const columns = shownColumns(intervalColumns, plan);
  return (
    <ScrollTable caption={caption}>
      <table className={`${controls.table} ${styles.table}`} data-testid="day-table" aria-busy={approximate}>
        <thead>
          <tr>
            <th scope="col">{t('table.time')}</th>
            <FigureHeads columns={columns} />
          </tr>
        </thead>
        <tbody>
          {day.rows.map((row) => (
            <tr key={row.start}>
              <th scope="row">{formats.time(row.start, zone)}</th>
              <FigureCells columns={columns} row={row} special={{ difference: <CoverageMark row={row} /> }} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('table.total')}</th>
            {onPage(columns).map(({ name }) => (
              <td key={name}>{footText(name)}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </ScrollTable>
  );

  function footText(name: ColumnName): string {
    const { p10, p90 } = day.totals;
    if (name === 'p10')
      return p10 === null || p90 === null
        ? '–'
        : t('figures.band', { low: formats.count(p10), high: formats.count(p90) });
    const of = totalColumns.find((column) => column.name === (totalOf[name] ?? name));
    if (!of) return '';
    const text = figureText(formats, of.value(day.totals), of.kind);
    return totalOf[name] && of.value(day.totals) !== null ? t('figures.hours', { hours: text }) : text;
  }
});
