'use client';

import { useTranslations } from 'use-intl';
import { useFormats } from '../i18n/useFormats.ts';
import { HeadCell } from '../table/HeadCell.tsx';
import styles from '../table/scrollTable.module.css';
import { figureText } from './figureText.ts';
import type { ColumnName, PlanColumn } from './planColumns.ts';

const strong: readonly ColumnName[] = ['required', 'scheduled', 'requiredPeak', 'scheduledPeak'];

/** A band's two ends share a column here; files have one for each. */
export function onPage<Row>(columns: readonly PlanColumn<Row>[]): PlanColumn<Row>[] {
  return columns.filter(({ name }) => name !== 'p90');
}

/** The heads of figures, with what they mean. */
export function FigureHeads<Row>({ columns }: { columns: readonly PlanColumn<Row>[] }) {
  const t = useTranslations('plan');
  return onPage(columns).map(({ name }) => {
    const shown = name === 'p10' ? 'band' : name;
    const label = t(`table.${shown}`);
    return <HeadCell key={name} label={label} hint={t(`hints.${shown}`)} explain={t('explain', { what: label })} />;
  });
}

interface Props<Row> {
  columns: readonly PlanColumn<Row>[];
  row: Row;
  /** Cells that are more than a number. */
  special?: Partial<Record<ColumnName, React.ReactNode>>;
}

/** A row's figures. */
export function FigureCells<Row>({ columns, row, special = {} }: Props<Row>) {
  const formats = useFormats();
  const t = useTranslations('plan');
  const high = columns.find(({ name }) => name === 'p90')?.value(row) ?? null;
  return onPage(columns).map(({ name, kind, value }) => {
    const figure = value(row);
    const band =
      name === 'p10' && figure !== null && high !== null
        ? t('figures.band', { low: formats.count(figure), high: formats.count(high) })
        : null;
    return (
      <td key={name} className={strong.includes(name) ? styles.main : undefined} data-column={name}>
        {special[name] ?? band ?? figureText(formats, figure, kind)}
      </td>
    );
  });
}
