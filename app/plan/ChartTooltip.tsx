'use client';

import { useLocale, useTranslations } from 'use-intl';
import type { PlanRow } from '#lib/plan/planFigures.ts';
import type { Comparison } from '#lib/plan/plannedWeek.ts';
import styles from '../chart/chart.module.css';
import { languageTags, localeOf } from '../i18n/locale.ts';
import { useFormats } from '../i18n/useFormats.ts';
import { CoverageMark } from './CoverageMark.tsx';
import { figureText } from './figureText.ts';

interface Props {
  row: PlanRow;
  zone: string;
  stepMinutes: number;
  compare: Comparison | null;
  hasRoster: boolean;
}

/** One interval in numbers. */
export function ChartTooltip({ row, zone, stepMinutes, compare, hasRoster }: Props) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const tag = languageTags[localeOf(useLocale())];
  const weekday = new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', timeZone: zone });
  const end = row.start + (row.minutes ?? stepMinutes) * 60_000;
  const lines: [string, string][] = [[t('chart.offered'), formats.decimal(row.offered)]];
  if (row.p10 !== null && row.p90 !== null)
    lines.push([t('chart.band'), t('figures.band', { low: formats.count(row.p10), high: formats.count(row.p90) })]);
  if (row.actual !== null) lines.push([t('chart.actual'), formats.count(row.actual)]);
  if (compare) lines.push([t(`chart.${compare}`), formats.count(row[compare])]);
  lines.push([t('chart.required'), formats.count(row.required)], [t('chart.scheduled'), formats.count(row.scheduled)]);
  if (hasRoster) lines.push([t('chart.rostered'), figureText(formats, row.rostered, 'average')]);
  return (
    <dl className={styles.tooltip}>
      <dt className={styles.when}>
        {weekday.format(row.start)} · {formats.time(row.start, zone)}–{formats.time(end, zone)}
      </dt>
      <dd>{row.coverage ? <CoverageMark row={row} /> : null}</dd>
      {lines.map(([label, value]) => (
        <Line key={label} label={label} value={value} />
      ))}
      <Line label={t('table.serviceLevel')} value={formats.percent(row.serviceLevel)} />
    </dl>
  );
}

function Line({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
