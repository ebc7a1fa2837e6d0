'use client';

import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { useTranslations } from 'use-intl';
import { ChartKey } from '../chart/ChartKey.tsx';
import styles from '../chart/chart.module.css';
import { quarters, scaleTop } from '../chart/scale.ts';
import { TooltipRow } from '../chart/TooltipRow.tsx';
import { useFormats } from '../i18n/useFormats.ts';
import type { PeriodLabel } from './periodLabel.ts';

/** One period as the chart needs it. */
export interface ChartRow {
  label: PeriodLabel;
  offered: number;
  answered: number;
  abandoned: number;
  other: number;
  serviceLevel: number | null;
  asaSeconds: number | null;
  ahtSeconds: number | null;
  incomplete: boolean;
}

/** More periods than this are drawn as areas: bars would be thinner than a pixel. */
const mostBars = 150;
const small = '0.8125rem';
const axis = {
  stroke: 'var(--line-strong)',
  tick: { fill: 'var(--ink-2)', fontSize: small },
  tickLine: false,
} as const;
const parts = [
  ['answered', 'var(--series-answered)'],
  ['abandoned', 'var(--series-abandoned)'],
  ['other', 'var(--series-offered)'],
] as const;

/** Calls by how they ended, stacked; the service level as a line; what was not wholly observed behind a shade. */
export function HistoryChart({ rows, targetRatio }: { rows: readonly ChartRow[]; targetRatio: number }) {
  const t = useTranslations('history');
  const formats = useFormats();
  const top = scaleTop(Math.max(0, ...rows.map((row) => row.answered + row.abandoned + row.other)));
  const anyGap = rows.some((row) => row.incomplete);
  const points = rows.map((row) => ({ ...row, name: row.label.short, shade: row.incomplete ? 1 : 0 }));
  const common = { yAxisId: 'calls', stackId: 'calls', isAnimationActive: false } as const;
  return (
    <figure className={styles.chart} data-testid="history-chart">
      <figcaption className={styles.caption}>
        {t('chart.caption', { target: formats.percent(targetRatio, 0) })}
      </figcaption>
      <div className={styles.drawing}>
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={points} margin={{ top: 8, right: 4, bottom: 0, left: 4 }} barCategoryGap="18%">
            <CartesianGrid stroke="var(--grid)" vertical={false} />
            <XAxis {...axis} dataKey="name" minTickGap={18} interval="equidistantPreserveStart" />
            <YAxis
              {...axis}
              yAxisId="calls"
              width="auto"
              domain={[0, top]}
              ticks={quarters(top)}
              tickFormatter={(value: number) => formats.count(value)}
            />
            <YAxis
              {...axis}
              yAxisId="level"
              orientation="right"
              width="auto"
              domain={[0, 1]}
              ticks={quarters(1)}
              tickFormatter={(value: number) => formats.percent(value, 0)}
            />
            <YAxis yAxisId="shade" hide domain={[0, 1]} />
            <Tooltip
              cursor={{ fill: 'var(--raised)', opacity: 0.5 }}
              content={({ active, payload }) => {
                const row = payload?.[0]?.payload as ChartRow | undefined;
                if (!active || !row) return null;
                return (
                  <dl className={styles.tooltip}>
                    <dt className={styles.when}>{row.label.long}</dt>
                    <dd>{row.incomplete ? '◧' : ''}</dd>
                    {(['offered', 'answered', 'abandoned', 'other'] as const).map((name) => (
                      <TooltipRow key={name} label={t(`figures.${name}`)} value={formats.count(row[name])} />
                    ))}
                    <TooltipRow label={t('figures.serviceLevel')} value={formats.percent(row.serviceLevel)} />
                    <TooltipRow label={t('figures.asa')} value={formats.span(row.asaSeconds)} />
                    <TooltipRow label={t('figures.aht')} value={formats.span(row.ahtSeconds)} />
                  </dl>
                );
              }}
            />
            <ChartKey />
            {anyGap ? (
              <Area
                yAxisId="shade"
                dataKey="shade"
                name={t('chart.gap')}
                type="step"
                stroke="none"
                fill="var(--warn)"
                fillOpacity={0.2}
                legendType="rect"
                isAnimationActive={false}
                activeDot={false}
              />
            ) : null}
            {parts.map(([name, colour]) =>
              points.length > mostBars ? (
                <Area
                  key={name}
                  {...common}
                  dataKey={name}
                  name={t(`figures.${name}`)}
                  type="step"
                  stroke={colour}
                  fill={colour}
                  fillOpacity={0.7}
                  legendType="rect"
                />
              ) : (
                <Bar key={name} {...common} dataKey={name} name={t(`figures.${name}`)} fill={colour} maxBarSize={48} />
              ),
            )}
            <ReferenceLine
              yAxisId="level"
              y={targetRatio}
              stroke="var(--series-level)"
              strokeDasharray="5 4"
              strokeOpacity={0.6}
            />
            <Line
              yAxisId="level"
              dataKey="serviceLevel"
              name={t('figures.serviceLevel')}
              type="linear"
              stroke="var(--series-level)"
              strokeWidth={points.length > 60 ? 1.25 : 2}
              legendType="plainline"
              dot={points.length <= 40 ? { r: 2.5, fill: 'var(--series-level)', strokeWidth: 0 } : false}
              isAnimationActive={false}
            />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
