'use client';

import { useTranslations } from 'use-intl';
import type { AgentFigures } from '#lib/history/agentFigures.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { secondsOf, timeColumns } from './agentColumns.ts';
import styles from './TimeSplit.module.css';

/** An agent's signed-in time at a glance, state by state; the figures themselves stand beside it. */
export function TimeSplit({ figures }: { figures: AgentFigures }) {
  const t = useTranslations('agents');
  const formats = useFormats();
  const whole = figures.signedInSeconds ?? 0;
  if (whole === 0) return null;
  const parts = timeColumns
    .map((column) => ({ column, seconds: secondsOf(figures, column) ?? 0 }))
    .filter(({ seconds }) => seconds > 0);
  const words = parts
    .map(({ column, seconds }) =>
      t('split', { state: t(`figures.${column}`), time: formats.percent(seconds / whole, 0) }),
    )
    .join(', ');
  return (
    <span className={styles.bar} role="img" aria-label={words} title={words}>
      {parts.map(({ column, seconds }) => (
        <span
          key={column}
          className={styles.part}
          data-state={column}
          style={{ width: `${(100 * seconds) / whole}%` }}
        />
      ))}
    </span>
  );
}
