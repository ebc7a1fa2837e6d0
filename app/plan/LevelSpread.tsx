'use client';

import { useTranslations } from 'use-intl';
import type { Distribution } from '#lib/staffing/distribution.ts';
import { useFormats } from '../i18n/useFormats.ts';
import styles from './LevelSpread.module.css';

interface Props {
  distribution: Distribution;
  target: number;
  /** The lowest ratio among the bars that stand together. */
  lowest: number;
}

/** How the day's service level is spread: where 8 and 9 of 10 days lie, the middle one, and the target. */
export function LevelSpread({ distribution, target, lowest }: Props) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const { p5, p10, p50, p90, p95 } = distribution;
  // A round start, a little before the lowest.
  const from = Math.max(0, Math.floor(lowest * 20 - 1) / 20);
  const place = (ratio: number) => `${((ratio - from) / (1 - from)) * 100}%`;
  const stretch = (low: number, high: number) => ({ left: place(low), width: `${((high - low) / (1 - from)) * 100}%` });
  const percent = (ratio: number) => formats.percent(ratio, 0);
  return (
    <span
      className={styles.spread}
      role="img"
      aria-label={t('sure.barLabel', {
        low: percent(p10),
        high: percent(p90),
        middle: percent(p50),
        target: percent(target),
      })}
    >
      <span className={styles.ground}>
        <span className={styles.thin} style={stretch(p5, p95)} />
        <span className={styles.thick} data-kept={p50 >= target} style={stretch(p10, p90)} />
        <span className={styles.middle} style={{ left: place(p50) }} />
        <span className={styles.target} style={{ left: place(target) }} />
      </span>
      <span className={styles.scale} aria-hidden="true">
        <span>{percent(from)}</span>
        <span>{t('sure.target', { percent: percent(target) })}</span>
        <span>{percent(1)}</span>
      </span>
    </span>
  );
}
