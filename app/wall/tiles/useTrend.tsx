'use client';

import { type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { BoardFigures } from '#lib/board/boardFigures.ts';
import { expectedBetween } from '#lib/board/boardOutlook.ts';
import { dayStartOf } from '#lib/board/dayTotals.ts';
import { type FigureScope, scopeKey } from '#lib/board/figureScope.ts';
import { type MetricId, type MetricTrend, metricOf } from '#lib/board/metric.ts';
import { createMetricSeries } from '#lib/board/metricSeries.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from './useTrend.module.css';

interface Asked {
  metric: MetricId;
  trend: MetricTrend | 'none';
  value: number | null;
  floor: Floor;
  figures: BoardFigures;
  scope: FigureScope;
  /** The figure is of this moment, whole. */
  live: boolean;
  at: number;
}

/** What this screen saw in the last hour, of all its tiles; bounded. */
const seen = createMetricSeries();

/** An arrow with what it compares the figure with, in words; null while that is not known. */
export function useTrend({ metric, trend, value, floor, figures, scope, live, at }: Asked): ReactNode {
  const t = useTranslations('tiles');
  const formats = useFormats();
  const { trends, of, unit } = metricOf(metric);
  const shown = trends.includes(trend as MetricTrend) ? trend : 'none';
  const key = `${metric} ${scopeKey(scope)}`;
  useEffect(() => {
    if (shown === 'before' && live && value !== null) seen.note(key, at, value);
  }, [shown, live, value, key, at]);
  if (value === null || shown === 'none') return null;

  const text = (one: number) => {
    if (unit === 'ratio') return formats.percent(one);
    return unit === 'seconds' ? formats.clock(Math.round(one)) : formats.count(Math.round(one));
  };
  if (shown === 'before') {
    // What was counted yesterday is no measure of a day that has just begun.
    const since = of === 'today' ? Math.max(...figures.centres.map((centre) => dayStartOf(centre, at))) : undefined;
    const past = seen.before(key, at, since);
    if (past === null) return null;
    const minutes = Math.round((at - past.at) / 60_000);
    return (
      <Arrow
        rises={Math.sign(roundOf(value, unit) - roundOf(past.value, unit))}
        text={t('trend.before', { minutes, value: text(past.value) })}
      />
    );
  }
  const expected = expectedByNow(floor, figures, scope, at);
  if (expected === null) return null;
  return (
    <Arrow rises={Math.sign(value - Math.round(expected))} text={t('trend.forecast', { value: text(expected) })} />
  );
}

/** As it is shown: two figures that look the same are the same. */
function roundOf(value: number, unit: 'count' | 'seconds' | 'ratio'): number {
  return unit === 'ratio' ? Math.round(value * 1000) : Math.round(value);
}

/** What was expected from the day's start until now, the present quarter by its part that is over; null: not known of it all. */
function expectedByNow(floor: Floor, { centres }: BoardFigures, scope: FigureScope, at: number): number | null {
  if (scope.queues !== null || centres.length === 0) return null;
  const quarterMs = 15 * 60_000;
  const start = Math.min(...centres.map((centre) => dayStartOf(centre, at)));
  const quarter = Math.floor(at / quarterMs) * quarterMs;
  const over = quarter > start ? expectedBetween(floor, centres, { start, end: quarter, now: at })?.expected : 0;
  const present = expectedBetween(floor, centres, { start: quarter, end: quarter + quarterMs, now: at })?.expected;
  return over === undefined || present === undefined ? null : over + (present * (at - quarter)) / quarterMs;
}

/** Up, down or level: the direction alone; whether it is good or bad is the threshold's to say. */
function Arrow({ rises, text }: { rises: number; text: string }) {
  const points = rises === 0 ? 'M2 8h12' : rises > 0 ? 'M8 14V3M3 8l5-5 5 5' : 'M8 2v11M3 8l5 5 5-5';
  return (
    <span className={styles.trend} data-testid="trend" data-rises={rises}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={points} fill="none" stroke="currentColor" strokeWidth="2.6" />
      </svg>
      {text}
    </span>
  );
}
