'use client';

import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useTranslations } from 'use-intl';
import { ChartKey } from '../../chart/ChartKey.tsx';
import styles from '../../chart/chart.module.css';
import { scaleTop } from '../../chart/scale.ts';
import { TooltipRow } from '../../chart/TooltipRow.tsx';
import { useFormats } from '../../i18n/useFormats.ts';
import { type Lead, leads } from './accuracySpans.ts';

export interface WeekPoint {
  name: string;
  /** For the axis. */
  short: string;
  /** WAPE by distance; null: no forecast of that distance. */
  wapes: Record<Lead, number | null>;
}

const small = '0.8125rem';
const axis = {
  stroke: 'var(--line-strong)',
  tick: { fill: 'var(--ink-2)', fontSize: small },
  tickLine: false,
} as const;
const looks: Record<Lead, { stroke: string; strokeDasharray?: string }> = {
  1: { stroke: 'var(--series-predicted)' },
  7: { stroke: 'var(--series-answered)', strokeDasharray: '7 3' },
  14: { stroke: 'var(--series-required)', strokeDasharray: '4 3' },
  28: { stroke: 'var(--series-level)', strokeDasharray: '2 3' },
};

/** Week by week, a line for each distance; the one asked for stands out. */
export function WeekChart({ points, lead }: { points: readonly WeekPoint[]; lead: Lead }) {
  const t = useTranslations('accuracy');
  const formats = useFormats();
  const most = Math.max(0.04, ...points.flatMap(({ wapes }) => leads.map((one) => wapes[one] ?? 0)));
  const top = scaleTop(most * 100) / 100;
  return (
    <figure className={styles.chart} data-testid="week-chart">
      <figcaption className={styles.caption}>{t('weeks.chart')}</figcaption>
      <div className={styles.drawing}>
        <ResponsiveContainer width="100%" height="100%">
          <LineChart data={[...points]} margin={{ top: 8, right: 16, bottom: 0, left: 4 }}>
            <CartesianGrid stroke="var(--grid)" vertical={false} />
            <XAxis {...axis} dataKey="short" minTickGap={12} padding={{ left: 28, right: 28 }} />
            <YAxis
              {...axis}
              width="auto"
              domain={[0, top]}
              ticks={[0, top / 4, top / 2, (3 * top) / 4, top]}
              tickFormatter={(value: number) => formats.percent(value, 0)}
            />
            <Tooltip
              content={({ active, payload }) => {
                const point = payload?.[0]?.payload as WeekPoint | undefined;
                if (!active || !point) return null;
                return (
                  <dl className={styles.tooltip}>
                    <dt className={styles.when}>{point.name}</dt>
                    <dd />
                    {leads.map((one) => (
                      <TooltipRow
                        key={one}
                        label={t('ahead', { days: one })}
                        value={formats.percent(point.wapes[one])}
                      />
                    ))}
                  </dl>
                );
              }}
            />
            <ChartKey />
            {leads.map((one) => (
              <Line
                key={one}
                {...looks[one]}
                dataKey={(point: WeekPoint) => point.wapes[one]}
                name={t('ahead', { days: one })}
                type="linear"
                strokeWidth={one === lead ? 3 : 1.5}
                dot={{ r: one === lead ? 4 : 2.5, fill: looks[one].stroke, strokeWidth: 0 }}
                legendType="plainline"
                isAnimationActive={false}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
