'use client';

import dynamic from 'next/dynamic';
import { memo, useId, useMemo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { Plan } from '#lib/plan/planFigures.ts';
import { type Comparison, comparisons } from '#lib/plan/plannedWeek.ts';
import controls from '../frame/controls.module.css';
import { languageTags, localeOf } from '../i18n/locale.ts';
import { useFormats } from '../i18n/useFormats.ts';
import { ChartLegend } from './ChartLegend.tsx';
import styles from './ChartPanel.module.css';
import { DayChoice } from './DayChoice.tsx';
import type { PlanWeek } from './planWeek.ts';

/** The charting library comes after the numbers; its place is kept meanwhile. */
const PlanCharts = dynamic(() => import('./PlanCharts.tsx').then((module) => module.PlanCharts), { ssr: false });

interface Props {
  week: PlanWeek;
  plan: Plan;
  /** null: the whole week. */
  day: number | null;
  stepMinutes: number;
  compare: Comparison | null;
  onCompare: (compare: Comparison | null) => void;
  onDay: (day: number | null) => void;
}

/** The week or a day, drawn: calls, and agents under them. */
export const ChartPanel = memo(function ChartPanel({ week, plan, day, stepMinutes, compare, onCompare, onDay }: Props) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const id = useId();
  const tag = languageTags[localeOf(useLocale())];
  const shown = day === null ? null : plan.days[day];
  const { rows, totals } = shown ?? plan;
  const period = shown ? formats.dayName(shown.start, week.zone) : t('wholeWeek');
  const named = useMemo(() => {
    const weekday = new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', timeZone: week.zone });
    return week.days.map(({ notes }, i) => {
      const start = week.dayStarts[i] as number;
      return { start, label: weekday.format(start), note: notes.map(({ text }) => text).join(', ') || null };
    });
  }, [week, tag]);
  const known = comparisons.filter((name) => week.before[name] !== null);
  return (
    <section className={`${controls.panel} ${styles.panel}`}>
      <div className={styles.head}>
        <DayChoice days={named} zone={week.zone} day={day} onChange={onDay} />
        {known.length > 0 ? (
          <label className={styles.compare} htmlFor={id}>
            {t('chart.compare')}
            <select
              id={id}
              className={controls.input}
              value={compare ?? ''}
              data-testid="compare"
              onChange={(event) => onCompare((event.target.value || null) as Comparison | null)}
            >
              {known.map((name) => (
                <option key={name} value={name}>
                  {t(`chart.${name}`)}
                </option>
              ))}
              <option value="">{t('chart.compareNone')}</option>
            </select>
          </label>
        ) : null}
      </div>
      <ChartLegend rows={rows} compare={compare} hasRoster={week.rostered !== null} minutes={stepMinutes} />
      <div className={styles.charts}>
        <PlanCharts
          rows={rows}
          days={day === null ? named : null}
          zone={week.zone}
          stepMinutes={stepMinutes}
          compare={compare}
          now={week.now}
          hasRoster={week.rostered !== null}
          describeCalls={t('chart.describeCalls', { period, offered: formats.count(totals.offered) })}
          describeAgents={t('chart.describeAgents', {
            period,
            required: formats.count(totals.requiredPeak),
            scheduled: formats.count(totals.scheduledPeak),
          })}
        />
      </div>
    </section>
  );
});
