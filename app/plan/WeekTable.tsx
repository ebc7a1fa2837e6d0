'use client';

import { useLocale, useTranslations } from 'use-intl';
import type { StaffingTotals } from '#lib/staffing/staffIntervals.ts';
import controls from '../frame/controls.module.css';
import { languageTags, localeOf } from '../i18n/locale.ts';
import { useFormats } from '../i18n/useFormats.ts';
import { ScrollTable } from '../table/ScrollTable.tsx';
import styles from '../table/scrollTable.module.css';
import { HeadCell } from './HeadCell.tsx';
import type { Plan } from './planFigures.ts';

interface Props {
  plan: Plan;
  zone: string;
  onDay: (day: number) => void;
}

/** The week, day by day; a day's name opens it. */
export function WeekTable({ plan, zone, onDay }: Props) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const tag = languageTags[localeOf(useLocale())];
  const long = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'short', timeZone: zone });
  const cells = (totals: StaffingTotals) => (
    <>
      <td>{formats.count(totals.offered)}</td>
      <td>{formats.span(totals.ahtSeconds)}</td>
      <td className={styles.main}>{formats.count(totals.requiredPeak)}</td>
      <td className={styles.main}>{formats.count(totals.scheduledPeak)}</td>
      <td>{formats.decimal(totals.requiredHours)}</td>
      <td>{formats.decimal(totals.scheduledHours)}</td>
      <td>{formats.percent(totals.serviceLevel)}</td>
      <td>{formats.span(totals.asaSeconds)}</td>
      <td>{formats.percent(totals.occupancy, 0)}</td>
    </>
  );
  return (
    <ScrollTable caption={t('table.captionWeek')}>
      <table className={`${controls.table} ${styles.table}`} data-testid="week-table">
        <thead>
          <tr>
            <th scope="col">{t('table.day')}</th>
            <HeadCell label={t('table.offered')} hint={t('hints.offered')} />
            <HeadCell label={t('table.aht')} hint={t('hints.aht')} />
            <HeadCell label={t('table.requiredPeak')} hint={t('hints.requiredPeak')} />
            <HeadCell label={t('table.scheduledPeak')} hint={t('hints.scheduledPeak')} />
            <HeadCell label={t('table.requiredHours')} hint={t('hints.requiredHours')} />
            <HeadCell label={t('table.scheduledHours')} hint={t('hints.scheduledHours')} />
            <HeadCell label={t('table.serviceLevel')} hint={t('hints.serviceLevel')} />
            <HeadCell label={t('table.asa')} hint={t('hints.asa')} />
            <HeadCell label={t('table.occupancy')} hint={t('hints.occupancy')} />
          </tr>
        </thead>
        <tbody>
          {plan.days.map((day, i) => (
            <tr key={day.start}>
              <th scope="row">
                <button type="button" className={styles.link} onClick={() => onDay(i)}>
                  {long.format(day.start)}
                </button>
              </th>
              {cells(day.totals)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('table.total')}</th>
            {cells(plan.totals)}
          </tr>
        </tfoot>
      </table>
    </ScrollTable>
  );
}
