'use client';

import { memo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { Plan, PlanTotals } from '#lib/plan/planFigures.ts';
import controls from '../frame/controls.module.css';
import { languageTags, localeOf } from '../i18n/locale.ts';
import { useFormats } from '../i18n/useFormats.ts';
import { ScrollTable } from '../table/ScrollTable.tsx';
import styles from '../table/scrollTable.module.css';
import { FigureCells, FigureHeads } from './FigureCells.tsx';
import { totalColumns } from './planColumns.ts';
import type { PlanDayNote } from './planWeek.ts';
import { shownColumns } from './shownColumns.ts';
import own from './WeekTable.module.css';

interface Props {
  plan: Plan;
  notes: readonly PlanDayNote[];
  zone: string;
  approximate: boolean;
  onDay: (day: number) => void;
}

/** The week, day by day; a day's name opens it. */
export const WeekTable = memo(function WeekTable({ plan, notes, zone, approximate, onDay }: Props) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const tag = languageTags[localeOf(useLocale())];
  const long = new Intl.DateTimeFormat(tag, { weekday: 'long', day: 'numeric', month: 'short', timeZone: zone });
  const columns = shownColumns(totalColumns, plan);
  const special = ({ actual, actualWhole, shortHours, overHours }: PlanTotals) => ({
    ...(actual !== null && !actualWhole
      ? {
          actual: (
            <>
              {formats.count(actual)} <span className={own.part}>{t('table.soFar')}</span>
            </>
          ),
        }
      : {}),
    ...hours('shortHours', shortHours, '▼'),
    ...hours('overHours', overHours, '▲'),
  });
  const hours = (name: 'shortHours' | 'overHours', value: number | null, shape: string) =>
    value !== null && value >= 0.05
      ? {
          [name]: (
            <span className={own[name]}>
              <span aria-hidden="true">{shape}</span> {formats.decimal(value)}
            </span>
          ),
        }
      : {};
  return (
    <ScrollTable caption={t('table.captionWeek')}>
      <table className={`${controls.table} ${styles.table}`} data-testid="week-table" aria-busy={approximate}>
        <thead>
          <tr>
            <th scope="col">{t('table.day')}</th>
            <FigureHeads columns={columns} />
          </tr>
        </thead>
        <tbody>
          {plan.days.map((day, i) => (
            <tr key={day.start}>
              <th scope="row">
                <button type="button" className={styles.link} onClick={() => onDay(i)}>
                  {long.format(day.start)}
                </button>
                {notes[i]?.notes.map(({ text }) => (
                  <span key={text} className={own.note}>
                    ★ {text}
                  </span>
                ))}
              </th>
              <FigureCells columns={columns} row={day.totals} special={special(day.totals)} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('table.total')}</th>
            <FigureCells columns={columns} row={plan.totals} special={special(plan.totals)} />
          </tr>
        </tfoot>
      </table>
    </ScrollTable>
  );
});
