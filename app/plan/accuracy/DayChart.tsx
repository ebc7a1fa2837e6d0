'use client';

import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useTranslations } from 'use-intl';
import { ChartKey } from '../../chart/ChartKey.tsx';
import styles from '../../chart/chart.module.css';
import { quarters, scaleTop } from '../../chart/scale.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import type { DrawnInterval } from './drawnDay.ts';

interface Props {
  intervals: readonly DrawnInterval[];
  start: number;
  /** End of the day, epoch ms. */
  end: number;
  zone: string;
  caption: string;
}

const halfHourMs = 30 * 60_000;
const small = '0.8125rem';
const axis = {
  stroke: 'var(--line-strong)',
  tick: { fill: 'var(--ink-2)', fontSize: small },
  tickLine: false,
} as const;

/** A day as it was forecast, with its band, and as it came; a step holds for its half hour. */
export function DayChart({ intervals, start, end, zone, caption }: Props) {
  const t = useTranslations('accuracy');
  const formats = useFormats();
  const last = intervals.at(-1);
  // The last step needs an end to reach to.
  const points = last ? [...intervals, { ...last, start: end }] : [];
  const top = scaleTop(
    Math.max(0, ...intervals.flatMap(({ mean, band, actual }) => [mean ?? 0, band?.[1] ?? 0, actual ?? 0])),
  );
  const hours = points.filter(({ start: at }) => (at - start) % 7_200_000 === 0).map(({ start: at }) => at);
  return (
    <figure className={styles.chart} data-testid="day-chart">
      <figcaption className={styles.caption}>{caption}</figcaption>
      <div className={styles.drawing}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={points} margin={{ top: 8, right: 8, bottom: 0, left: 4 }}>
            <CartesianGrid stroke="var(--grid)" vertical={false} />
            <XAxis
              {...axis}
              dataKey="start"
              type="number"
              domain={[start, end]}
              ticks={hours}
              tickFormatter={(at: number) => (at === end ? '24:00' : formats.time(at, zone))}
              minTickGap={16}
            />
            <YAxis
              {...axis}
              width={56}
              domain={[0, top]}
              ticks={quarters(top)}
              tickFormatter={(value: number) => formats.count(value)}
              label={{
                value: t('day.axis'),
                angle: -90,
                position: 'insideLeft',
                dy: 56,
                fill: 'var(--ink-2)',
                fontSize: small,
              }}
            />
            <Tooltip
              content={({ active, payload }) => {
                const point = payload?.[0]?.payload as DrawnInterval | undefined;
                if (!active || !point || point.start >= end) return null;
                const { band } = point;
                return (
                  <dl className={styles.tooltip}>
                    <dt className={styles.when}>
                      {`${formats.time(point.start, zone)}–${formats.time(Math.min(point.start + halfHourMs, end), zone)}`}
                    </dt>
                    <dd />
                    <dt>{t('day.actual')}</dt>
                    <dd>{formats.count(point.actual)}</dd>
                    <dt>{t('day.mean')}</dt>
                    <dd>{formats.decimal(point.mean)}</dd>
                    <dt>{t('day.band')}</dt>
                    <dd>
                      {band ? t('day.of', { low: formats.decimal(band[0]), high: formats.decimal(band[1]) }) : '–'}
                    </dd>
                  </dl>
                );
              }}
            />
            <ChartKey />
            <Area
              dataKey="band"
              name={t('day.band')}
              legendType="rect"
              type="stepAfter"
              stroke="none"
              fill="var(--series-predicted)"
              fillOpacity={0.22}
              isAnimationActive={false}
              activeDot={false}
            />
            <Line
              dataKey="mean"
              name={t('day.mean')}
              legendType="plainline"
              type="stepAfter"
              stroke="var(--series-predicted)"
              strokeWidth={2}
              dot={false}
              isAnimationActive={false}
            />
            <Line
              dataKey="actual"
              name={t('day.actual')}
              legendType="plainline"
              type="stepAfter"
              stroke="var(--series-level)"
              strokeWidth={2.5}
              dot={false}
              isAnimationActive={false}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
