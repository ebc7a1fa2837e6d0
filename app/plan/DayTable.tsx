'use client';

import { useTranslations } from 'use-intl';
import controls from '../frame/controls.module.css';
import { useFormats } from '../i18n/useFormats.ts';
import { ScrollTable } from '../table/ScrollTable.tsx';
import styles from '../table/scrollTable.module.css';
import { HeadCell } from './HeadCell.tsx';
import type { PlanDay } from './planFigures.ts';

const columns = ['offered', 'aht', 'erlangs', 'required', 'scheduled', 'serviceLevel', 'asa', 'occupancy'] as const;

/** One day, interval by interval. */
export function DayTable({ day, zone, caption }: { day: PlanDay; zone: string; caption: string }) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const { totals } = day;
  return (
    <ScrollTable caption={caption}>
      <table className={`${controls.table} ${styles.table}`} data-testid="day-table">
        <thead>
          <tr>
            <th scope="col">{t('table.time')}</th>
            {columns.map((column) => (
              <HeadCell key={column} label={t(`table.${column}`)} hint={t(`hints.${column}`)} />
            ))}
          </tr>
        </thead>
        <tbody>
          {day.rows.map((row) => (
            <tr key={row.start}>
              <th scope="row">{formats.time(row.start, zone)}</th>
              <td>{formats.decimal(row.offered)}</td>
              <td>{formats.span(row.ahtSeconds)}</td>
              <td>{formats.decimal(row.erlangs)}</td>
              <td className={styles.main}>{formats.count(row.required)}</td>
              <td className={styles.main}>{formats.count(row.scheduled)}</td>
              <td>{formats.percent(row.serviceLevel)}</td>
              <td>{formats.span(row.asaSeconds)}</td>
              <td>{formats.percent(row.occupancy, 0)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('table.total')}</th>
            <td>{formats.count(totals.offered)}</td>
            <td>{formats.span(totals.ahtSeconds)}</td>
            <td />
            <td>{hours(totals.requiredHours)}</td>
            <td>{hours(totals.scheduledHours)}</td>
            <td>{formats.percent(totals.serviceLevel)}</td>
            <td>{formats.span(totals.asaSeconds)}</td>
            <td>{formats.percent(totals.occupancy, 0)}</td>
          </tr>
        </tfoot>
      </table>
    </ScrollTable>
  );

  function hours(value: number | null): string {
    return value === null ? '–' : t('figures.hours', { hours: formats.decimal(value) });
  }
}
