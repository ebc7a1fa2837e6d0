'use client';

import { memo, useMemo } from 'react';
import { Area, CartesianGrid, ComposedChart, Legend, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useLocale, useTranslations } from 'use-intl';
import type { StaffingRow } from '#lib/staffing/staffIntervals.ts';
import styles from '../chart/chart.module.css';
import { quarters, scaleTop } from '../chart/scale.ts';
import { languageTags, localeOf } from '../i18n/locale.ts';
import { useFormats } from '../i18n/useFormats.ts';

interface Props {
  rows: readonly StaffingRow[];
  dayStarts: readonly number[];
  zone: string;
  /** The whole week: days along the axis instead of hours. */
  whole: boolean;
  stepMinutes: number;
}

const small = '0.8125rem';
const axis = {
  stroke: 'var(--line-strong)',
  tick: { fill: 'var(--ink-2)', fontSize: small },
  tickLine: false,
} as const;

/**
 * Expected calls as an area, agents as steps: a step holds for the whole interval. Drawing is dear, so it is drawn anew
 * only for other rows.
 */
export const PlanChart = memo(function PlanChart({ rows, dayStarts, zone, whole, stepMinutes }: Props) {
  const t = useTranslations('plan');
  const formats = useFormats();
  const tag = languageTags[localeOf(useLocale())];
  const lengthMs = stepMinutes * 60_000;
  const points = useMemo(() => {
    const last = rows.at(-1);
    // The last step needs an end to reach to.
    return last ? [...rows, { ...last, start: last.start + lengthMs, offered: null }] : [];
  }, [rows, lengthMs]);
  const callsTop = scaleTop(Math.max(0, ...points.map((point) => point.offered ?? 0)));
  const agentsTop = scaleTop(Math.max(0, ...points.map((point) => point.scheduled ?? 0)));
  const weekday = new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', timeZone: zone });
  const first = points[0]?.start ?? 0;
  const end = points.at(-1)?.start ?? 0;
  const ticks = whole
    ? dayStarts.slice(0, -1)
    : points.filter(({ start }) => hourly(start, first)).map(({ start }) => start);
  const title = (at: number) =>
    `${weekday.format(at)} · ${formats.time(at, zone)}–${formats.time(at + lengthMs, zone)}`;
  return (
    <figure className={styles.chart} data-testid="plan-chart">
      <figcaption className={styles.caption}>{t('chart.caption')}</figcaption>
      <div className={styles.drawing}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={points} margin={{ top: 8, right: 4, bottom: 0, left: 4 }}>
            <CartesianGrid stroke="var(--grid)" vertical={whole} />
            <XAxis
              {...axis}
              dataKey="start"
              type="number"
              domain={[first, end]}
              ticks={ticks}
              tickFormatter={(at: number) => (whole ? weekday.format(at) : formats.time(at, zone))}
              minTickGap={whole ? 4 : 16}
            />
            <YAxis
              {...axis}
              yAxisId="calls"
              width={56}
              domain={[0, callsTop]}
              ticks={quarters(callsTop)}
              tickFormatter={(value: number) => formats.count(value)}
              label={{
                value: t('chart.callsAxis'),
                angle: -90,
                position: 'insideLeft',
                fill: 'var(--ink-2)',
                fontSize: small,
              }}
            />
            <YAxis
              {...axis}
              yAxisId="agents"
              orientation="right"
              width={56}
              domain={[0, agentsTop]}
              ticks={quarters(agentsTop)}
              tickFormatter={(value: number) => formats.count(value)}
              label={{
                value: t('chart.agentsAxis'),
                angle: 90,
                position: 'insideRight',
                fill: 'var(--ink-2)',
                fontSize: small,
              }}
            />
            <Tooltip
              content={({ active, payload }) => {
                const row = payload?.[0]?.payload as StaffingRow | undefined;
                if (!active || !row || row.start >= end) return null;
                return (
                  <dl className={styles.tooltip}>
                    <dt className={styles.when}>{title(row.start)}</dt>
                    <dd />
                    <dt>{t('chart.offered')}</dt>
                    <dd>{formats.decimal(row.offered)}</dd>
                    <dt>{t('chart.required')}</dt>
                    <dd>{formats.count(row.required)}</dd>
                    <dt>{t('chart.scheduled')}</dt>
                    <dd>{formats.count(row.scheduled)}</dd>
                    <dt>{t('table.serviceLevel')}</dt>
                    <dd>{formats.percent(row.serviceLevel)}</dd>
                  </dl>
                );
              }}
            />
            <Legend wrapperStyle={{ color: 'var(--ink-2)', fontSize: small }} />
            <Area
              yAxisId="calls"
              dataKey="offered"
              name={t('chart.offered')}
              legendType="rect"
              type="monotone"
              stroke="var(--series-predicted)"
              fill="var(--series-predicted)"
              fillOpacity={0.18}
              isAnimationActive={false}
              dot={false}
            />
            <Line
              yAxisId="agents"
              dataKey="scheduled"
              name={t('chart.scheduled')}
              legendType="plainline"
              type="stepAfter"
              stroke="var(--series-required)"
              strokeDasharray="4 3"
              strokeOpacity={0.75}
              dot={false}
              isAnimationActive={false}
            />
            <Line
              yAxisId="agents"
              dataKey="required"
              name={t('chart.required')}
              legendType="plainline"
              type="stepAfter"
              stroke="var(--series-required)"
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
});

/** Every second hour from the day's start. */
function hourly(at: number, first: number): boolean {
  return (at - first) % 7_200_000 === 0;
}
