import Link from 'next/link';
import controls from '../../frame/controls.module.css';
import { formatsOf } from '../../i18n/formats.ts';
import { requestLocale } from '../../i18n/requestLocale.ts';
import { translations } from '../../i18n/translations.ts';
import { HeadCell } from '../../table/HeadCell.tsx';
import { ScrollTable } from '../../table/ScrollTable.tsx';
import tableStyles from '../../table/scrollTable.module.css';
import styles from './AccuracyPage.module.css';
import type { Accuracy } from './accuracyOfDays.ts';
import { biasText } from './accuracyText.ts';

export interface AccuracyRow {
  key: string;
  label: string;
  /** Where the row's name leads; absent: nowhere. */
  href?: string;
  /** The one that the page is about. */
  current?: boolean;
  accuracy: Accuracy;
}

interface Props {
  caption: string;
  /** Heading of the first column. */
  head: string;
  rows: readonly AccuracyRow[];
  /** Last row, of all together. */
  total?: { label: string; accuracy: Accuracy };
  id: string;
}

const columns = ['wape', 'dayWape', 'bias', 'coverage', 'mase', 'forecast', 'actual', 'days'] as const;

/** Accuracy line by line: by distance, or by queue. */
export async function AccuracyTable({ caption, head, rows, total, id }: Props) {
  const t = await translations('accuracy');
  const formats = formatsOf(await requestLocale());
  const cells = (accuracy: Accuracy) => {
    const text = {
      wape: formats.percent(accuracy.wape),
      dayWape: formats.percent(accuracy.dayWape),
      bias: biasText(accuracy.bias, t, formats),
      coverage: formats.percent(accuracy.coverage80),
      mase: formats.decimal(accuracy.mase, 2),
      forecast: accuracy.days === 0 ? '–' : formats.count(accuracy.forecast),
      actual: accuracy.days === 0 ? '–' : formats.count(accuracy.actual),
      days: formats.count(accuracy.days),
    };
    return columns.map((column) => (
      <td key={column} className={column === 'wape' ? tableStyles.main : undefined}>
        {text[column]}
      </td>
    ));
  };
  return (
    <ScrollTable caption={caption}>
      <table className={`${controls.table} ${tableStyles.table}`} data-testid={id}>
        <thead>
          <tr>
            <th scope="col">{head}</th>
            {columns.map((column) => (
              <HeadCell
                key={column}
                label={t(`figures.${column}`)}
                hint={t(`hints.${column}`)}
                explain={t('explain', { what: t(`figures.${column}`) })}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, href, current, accuracy }) => (
            <tr key={key} className={current ? styles.used : undefined}>
              <th scope="row">
                {href ? (
                  <Link href={href} scroll={false} prefetch={false} aria-current={current ? 'true' : undefined}>
                    {label}
                  </Link>
                ) : (
                  label
                )}
              </th>
              {cells(accuracy)}
            </tr>
          ))}
        </tbody>
        {total ? (
          <tfoot>
            <tr>
              <th scope="row">{total.label}</th>
              {cells(total.accuracy)}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </ScrollTable>
  );
}
