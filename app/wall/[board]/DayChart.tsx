'use client';

import { memo } from 'react';
import { Area, Bar, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from 'recharts';
import { useTranslations } from 'use-intl';
import { barMs, type DayBar } from '#lib/board/dayChart.ts';
import { scaleTop } from '../../chart/scale.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from './DayChart.module.css';

interface Props {
  bars: DayBar[];
  zone: string;
  /** Pixels of the wall's unit of measure. */
  unit: number;
  width: number;
  height: number;
}

/** Half hours between labels, on a wide chart and on a narrow one. */
const labelEvery = { wide: 6, narrow: 12 };
const narrowPx = 480;
/** The half hours of the longest day; boards of centres in several zones may show nearly two. */
const usualBars = 50;
/** A handful of calls does not fill the scale. */
const leastTop = 8;

/**
 * Answered, abandoned and the rest stacked to what was offered; the line is the service level, on the right scale, the dashed
 * one what is expected, with its band over what is to come.
 */
export const DayChart = memo(function DayChart({ bars, zone, unit, width, height }: Props) {
  const t = useTranslations('wall');
  const formats = useFormats();
  const fontSize = Math.max(11, 1.1 * unit);
  const tick = { fontSize, fill: 'var(--ink-2)' };
  const highest = (bar: DayBar) => Math.max(bar.offered, bar.band?.[1] ?? bar.expected ?? 0);
  const top = scaleTop(Math.max(...bars.map(highest), leastTop));
  const rest = (bar: DayBar) => bar.otherwise + bar.inProgress;
  const expectedText = ({ expected, band }: DayBar) => {
    const text = formats.count(expected && Math.round(expected));
    if (band === null) return text;
    const [low, high] = band.map((end) => formats.count(Math.round(end)));
    return `${text} (${low}–${high})`;
  };
  return (
    <ComposedChart
      data={bars}
      width={width}
      height={height}
      barCategoryGap="18%"
      margin={{ top: fontSize * 0.6, right: 2, bottom: 0, left: 0 }}
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--grid)" />
      <XAxis
        dataKey="start"
        interval={(width < narrowPx ? labelEvery.narrow : labelEvery.wide) * Math.ceil(bars.length / usualBars) - 1}
        tickFormatter={(start: number) => formats.time(start, zone)}
        tick={tick}
        tickLine={false}
        axisLine={{ stroke: 'var(--line-strong)' }}
        tickMargin={fontSize * 0.35}
        height={fontSize * 1.9}
      />
      <YAxis
        yAxisId="calls"
        domain={[0, top]}
        ticks={[0, top / 2, top]}
        tickFormatter={(value: number) => formats.count(value)}
        tick={tick}
        tickLine={false}
        axisLine={false}
        width={fontSize * 3.2}
      />
      <YAxis
        yAxisId="level"
        orientation="right"
        domain={[0, 1]}
        ticks={[0, 0.5, 1]}
        tickFormatter={(value: number) => formats.percent(value, 0)}
        tick={tick}
        tickLine={false}
        axisLine={false}
        width={fontSize * 3.8}
      />
      <Tooltip
        isAnimationActive={false}
        allowEscapeViewBox={{ y: true }}
        cursor={{ fill: 'var(--raised)' }}
        content={({ active, payload }) => {
          const bar = payload?.[0]?.payload as DayBar | undefined;
          if (!active || !bar) return null;
          const figures = [
            [t('chart.offered'), formats.count(bar.offered)],
            [t('chart.answered'), formats.count(bar.answered)],
            [t('chart.abandoned'), formats.count(bar.abandoned)],
            [t('chart.otherwise'), formats.count(rest(bar))],
            [t('chart.level'), formats.percent(bar.level)],
            [t('chart.expected'), expectedText(bar)],
          ] as const;
          return (
            <div className={styles.tip}>
              <strong>{`${formats.time(bar.start, zone)}–${formats.time(bar.start + barMs, zone)}`}</strong>
              <dl>
                {figures.map(([name, text]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{text}</dd>
                  </div>
                ))}
              </dl>
            </div>
          );
        }}
      />
      <Area
        yAxisId="calls"
        dataKey="band"
        fill="var(--series-predicted)"
        fillOpacity={0.24}
        stroke="none"
        activeDot={false}
        isAnimationActive={false}
      />
      <Bar
        yAxisId="calls"
        stackId="offered"
        dataKey="answered"
        fill="var(--series-answered)"
        isAnimationActive={false}
      />
      <Bar
        yAxisId="calls"
        stackId="offered"
        dataKey="abandoned"
        fill="var(--series-abandoned)"
        isAnimationActive={false}
      />
      <Bar yAxisId="calls" stackId="offered" dataKey={rest} fill="var(--series-offered)" isAnimationActive={false} />
      <Line
        yAxisId="calls"
        dataKey="expected"
        stroke="var(--series-predicted)"
        strokeWidth={Math.max(1.5, unit * 0.12)}
        strokeDasharray={`${unit * 0.5} ${unit * 0.35}`}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <Line
        yAxisId="level"
        dataKey="level"
        stroke="var(--series-level)"
        strokeWidth={Math.max(2, unit * 0.16)}
        dot={{ r: Math.max(1.5, unit * 0.13), fill: 'var(--series-level)', strokeWidth: 0 }}
        activeDot={false}
        isAnimationActive={false}
      />
    </ComposedChart>
  );
});
