'use client';

import { useTranslations } from 'use-intl';
import { useFormats } from '../i18n/useFormats.ts';
import styles from '../table/scrollTable.module.css';
import { figureText } from './figureText.ts';
import { HeadCell } from './HeadCell.tsx';
import type { ColumnName, PlanColumn } from './planColumns.ts';

const strong: readonly ColumnName[] = ['required', 'scheduled', 'requiredPeak', 'scheduledPeak'];

/** The heads of figures, with what they mean. */
export function FigureHeads<Row>({ columns }: { columns: readonly PlanColumn<Row>[] }) {
  const t = useTranslations('plan');
  return columns.map(({ name }) => <HeadCell key={name} label={t(`table.${name}`)} hint={t(`hints.${name}`)} />);
}

interface Props<Row> {
  columns: readonly PlanColumn<Row>[];
  row: Row;
  approximate: boolean;
  /** Cells that are more than a number. */
  special?: Partial<Record<ColumnName, React.ReactNode>>;
}

/** A row's figures. */
export function FigureCells<Row>({ columns, row, approximate, special = {} }: Props<Row>) {
  const formats = useFormats();
  return columns.map(({ name, kind, value }) => {
    const figure = value(row);
    const about = approximate && name === 'serviceLevel' && figure !== null ? '≈ ' : '';
    return (
      <td key={name} className={strong.includes(name) ? styles.main : undefined} data-column={name}>
        {special[name] ?? `${about}${figureText(formats, figure, kind)}`}
      </td>
    );
  });
}
