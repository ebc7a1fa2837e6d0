'use client';

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { PlanRow } from '#lib/plan/planFigures.ts';
import type { Comparison } from '#lib/plan/plannedWeek.ts';
import styles from './ChartLegend.module.css';

interface Props {
  rows: readonly PlanRow[];
  compare: Comparison | null;
  hasRoster: boolean;
  minutes: number;
}

/** What is drawn, as it is drawn; only what is there. */
export const ChartLegend = memo(function ChartLegend({ rows, compare, hasRoster, minutes }: Props) {
  const t = useTranslations('plan');
  const calls = [
    'offered',
    ...(rows.some(({ p10 }) => p10 !== null) ? ['band'] : []),
    ...(rows.some(({ actual }) => actual !== null) ? ['actual'] : []),
    ...(compare ? [compare] : []),
  ] as ('offered' | 'band' | 'actual' | Comparison)[];
  const agents = ['required', 'scheduled', ...(hasRoster ? ['rostered', 'short', 'thin', 'over'] : [])] as (
    | 'required'
    | 'scheduled'
    | 'rostered'
    | 'short'
    | 'thin'
    | 'over'
  )[];
  return (
    <div className={styles.legend}>
      {(
        [
          [t('chart.calls'), t('chart.unitCalls', { minutes }), calls],
          [t('chart.agents'), null, agents],
        ] as const
      ).map(([title, unit, names]) => (
        <ul key={title} className={styles.group}>
          <li className={styles.title}>
            {title}
            {unit ? <span className={styles.unit}> ({unit})</span> : null}
          </li>
          {names.map((name) => (
            <li key={name} className={styles.key}>
              <span className={styles.swatch} data-series={name} aria-hidden="true" />
              {t(`chart.${name}`)}
            </li>
          ))}
        </ul>
      ))}
    </div>
  );
});
