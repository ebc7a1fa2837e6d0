'use client';

import { useTranslations } from 'use-intl';
import type { StaffingTotals } from '#lib/staffing/staffIntervals.ts';
import controls from '../frame/controls.module.css';
import { HintedLabel } from '../hint/HintedLabel.tsx';
import { useFormats } from '../i18n/useFormats.ts';
import styles from './Headline.module.css';

/** The week's, or the day's, figures at a glance. */
export function Headline({ totals }: { totals: StaffingTotals }) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const hours = (value: number | null) =>
    value === null ? '–' : t('figures.hours', { hours: formats.decimal(value) });
  const figures = [
    ['offered', formats.count(totals.offered)],
    ['aht', formats.span(totals.ahtSeconds)],
    ['requiredPeak', totals.requiredPeak === null ? '–' : t('figures.peakAgents', { count: totals.requiredPeak })],
    ['requiredHours', hours(totals.requiredHours)],
    ['scheduledHours', hours(totals.scheduledHours)],
    ['serviceLevel', formats.percent(totals.serviceLevel)],
  ] as const;
  return (
    <dl className={`${controls.figures} ${styles.figures}`}>
      {figures.map(([name, value]) => (
        <div key={name} className={controls.panel}>
          <dt className={controls.figureLabel}>
            <HintedLabel
              label={t(`figures.${name}`)}
              explain={t('explain', { what: t(`figures.${name}`) })}
              text={t(`hints.${name}`)}
            />
          </dt>
          <dd className={styles.value} data-testid={`total-${name}`}>
            {value}
          </dd>
        </div>
      ))}
    </dl>
  );
}
