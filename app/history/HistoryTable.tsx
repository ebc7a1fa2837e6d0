import type { HistoryRow } from '#lib/history/historyRow.ts';
import controls from '../frame/controls.module.css';
import { formatsOf } from '../i18n/formats.ts';
import { requestLocale } from '../i18n/requestLocale.ts';
import { translations } from '../i18n/translations.ts';
import { HeadCell } from '../table/HeadCell.tsx';
import { ScrollTable } from '../table/ScrollTable.tsx';
import styles from '../table/scrollTable.module.css';
import { otherCount } from './otherEnds.ts';
import type { PeriodLabel } from './periodLabel.ts';

interface Props {
  rows: readonly (HistoryRow & { label: PeriodLabel })[];
  total: HistoryRow;
  formula: string;
  caption: string;
  /** Epoch ms; earlier rows hold no figures. */
  recordsFrom: number | null;
}

/** Period by period, with totals weighted from the parts. */
export async function HistoryTable({ rows, total, formula, caption, recordsFrom }: Props) {
  const t = await translations('history');
  const formats = formatsOf(await requestLocale());
  const columns = [
    ['offered', t('hints.offered')],
    ['answered', t('hints.answered')],
    ['abandoned', t('hints.abandoned')],
    ['abandonedRatio', t('hints.abandonedRatio')],
    ['other', t('hints.other')],
    ['serviceLevel', formula],
    ['asa', t('hints.asa')],
    ['aht', t('hints.aht')],
  ] as const;
  const unknown = columns.map(([name]) => <td key={name}>{formats.count(null)}</td>);
  const cells = (row: HistoryRow) => (
    <>
      <td>{formats.count(row.offered)}</td>
      <td>{formats.count(row.answered)}</td>
      <td>{formats.count(row.abandoned)}</td>
      <td>{formats.percent(row.abandonedShare)}</td>
      <td>{formats.count(otherCount(row))}</td>
      <td className={styles.main}>{formats.percent(row.serviceLevel)}</td>
      <td>{formats.span(row.asaSeconds)}</td>
      <td>{formats.span(row.ahtSeconds)}</td>
    </>
  );
  return (
    <ScrollTable caption={caption}>
      <table className={`${controls.table} ${styles.table}`} data-testid="history-table">
        <thead>
          <tr>
            <th scope="col">{t('table.period')}</th>
            {columns.map(([name, hint]) => (
              <HeadCell
                key={name}
                label={t(`figures.${name}`)}
                hint={hint}
                explain={t('explain', { what: t(`figures.${name}`) })}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.start}>
              <th scope="row">
                {row.label.long}
                {row.incomplete ? (
                  <span className={styles.gap} role="img" aria-label={t('table.gap')} title={t('table.gap')}>
                    ◧
                  </span>
                ) : null}
              </th>
              {recordsFrom !== null && row.end <= recordsFrom ? unknown : cells(row)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('table.total')}</th>
            {cells(total)}
          </tr>
        </tfoot>
      </table>
    </ScrollTable>
  );
}
