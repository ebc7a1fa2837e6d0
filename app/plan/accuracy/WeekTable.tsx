import controls from '../../frame/controls.module.css';
import { formatsOf } from '../../i18n/formats.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';
import { HeadCell } from '../../table/HeadCell.tsx';
import { ScrollTable } from '../../table/ScrollTable.tsx';
import tableStyles from '../../table/scrollTable.module.css';
import type { AccuracyReport } from './accuracyReport.ts';
import { type Lead, leads } from './accuracySpans.ts';
import { biasText } from './accuracyText.ts';

interface Props {
  weeks: AccuracyReport['weeks'];
  lead: Lead;
  nameOf: (week: { monday: string; number: number }) => string;
}

/** The error of each week by distance, and which way the distance asked for was off. */
export async function WeekTable({ weeks, lead, nameOf }: Props) {
  const t = await translations('accuracy');
  const formats = formatsOf(await requestLocale());
  return (
    <ScrollTable caption={t('weeks.table')}>
      <table className={`${controls.table} ${tableStyles.table}`} data-testid="accuracy-weeks">
        <thead>
          <tr>
            <th scope="col">{t('weeks.week')}</th>
            {leads.map((one) => (
              <th key={one} scope="col">
                {t('ahead', { days: one })}
              </th>
            ))}
            {(['bias', 'coverage'] as const).map((figure) => (
              <HeadCell
                key={figure}
                label={`${t(`figures.${figure}`)} · ${t('ahead', { days: lead })}`}
                hint={t(`hints.${figure}`)}
                explain={t('explain', { what: t(`figures.${figure}`) })}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => {
            const asked = week.byLead.find((one) => one.lead === lead)?.accuracy;
            return (
              <tr key={week.monday}>
                <th scope="row">{nameOf(week)}</th>
                {week.byLead.map((one) => (
                  <td key={one.lead} className={one.lead === lead ? tableStyles.main : undefined}>
                    {formats.percent(one.accuracy.wape)}
                  </td>
                ))}
                <td>{biasText(asked?.bias ?? null, t, formats)}</td>
                <td>{formats.percent(asked?.coverage80)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollTable>
  );
}
