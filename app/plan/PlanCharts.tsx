'use client';

import { memo, useMemo } from 'react';
import {
  Area,
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
import { quarters, scaleTop } from '../chart/scale.ts';
import { useFormats } from '../i18n/useFormats.ts';
import { ChartTooltip } from './ChartTooltip.tsx';
import { type ChartPoint, chartPoints } from './chartPoints.ts';
import { DayTick, type NamedDay } from './DayTick.tsx';
import styles from './PlanCharts.module.css';
import type { PlanRow } from './planFigures.ts';
import type { Comparison } from './planWeek.ts';

interface Props {
  rows: readonly PlanRow[];
  /** Days along the axis when the whole week is shown, else hours. */
  days: readonly NamedDay[] | null;
  zone: string;
  stepMinutes: number;
  compare: Comparison | null;
  now: number;
  hasRoster: boolean;
  describeCalls: string;
  describeAgents: string;
}

const small = '0.8125rem';
const axis = {
  stroke: 'var(--line-strong)',
  tick: { fill: 'var(--ink-2)', fontSize: small },
  tickLine: false,
} as const;
const still = { isAnimationActive: false, dot: false, activeDot: false } as const;
const step = { ...still, type: 'stepAfter' } as const;

/** Calls above, agents below, on one axis of time. Drawing is dear, so it is drawn anew only for other rows. */
export const PlanCharts = memo(function PlanCharts(props: Props) {
  const { rows, days, zone, stepMinutes, compare, now, hasRoster, describeCalls, describeAgents } = props;
  const t = useTranslations('plan');
  const formats = useFormats();
  const points = useMemo(() => chartPoints(rows, compare, stepMinutes), [rows, compare, stepMinutes]);
  const most = (of: (point: ChartPoint) => (number | null | undefined)[]) =>
    scaleTop(Math.max(0, ...points.flatMap((point) => of(point).map((value) => value ?? 0))));
  const callsTop = most(({ offered, band, actual, before }) => [offered, band?.[1], actual, before]);
  const agentsTop = most(({ scheduled, rostered }) => [scheduled, rostered]);
  const [first, end] = [points[0]?.start ?? 0, points.at(-1)?.start ?? 0];
  const ticks = days
    ? days.map(({ start }) => start)
    : points.filter(({ start }) => (start - first) % 7_200_000 === 0).map(({ start }) => start);
  const time = (
    <XAxis
      {...axis}
      dataKey="start"
      type="number"
      domain={[first, end]}
      ticks={ticks}
      interval={days ? 0 : 'preserveStartEnd'}
      minTickGap={12}
      height={days ? 40 : 26}
      {...(days
        ? { tick: <DayTick days={days} end={end} /> }
        : { tickFormatter: (at: number) => formats.time(at, zone) })}
    />
  );
  const scale = (top: number) => (
    <YAxis
      {...axis}
      width={48}
      domain={[0, top]}
      ticks={quarters(top)}
      tickFormatter={(value: number) => formats.count(value)}
    />
  );
  const tip = (
    <Tooltip
      isAnimationActive={false}
      content={({ active, payload }) => {
        const point = payload?.[0]?.payload as ChartPoint | undefined;
        return active && point && point.start < end ? (
          <ChartTooltip row={point.row} zone={zone} stepMinutes={stepMinutes} compare={compare} hasRoster={hasRoster} />
        ) : null;
      }}
    />
  );
  const grid = <CartesianGrid stroke="var(--grid)" vertical={days !== null} />;
  const present =
    now > first && now < end ? (
      <ReferenceLine
        x={now}
        stroke="var(--accent)"
        strokeDasharray="2 3"
        label={{ value: t('chart.now'), position: 'insideTopRight', fill: 'var(--accent)', fontSize: small }}
      />
    ) : null;
  const margin = { top: 8, right: 8, bottom: 0, left: 0 };
  return (
    <>
      <div className={styles.drawing} role="img" aria-label={describeCalls} data-testid="plan-chart">
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={points} margin={margin} syncId="plan" accessibilityLayer={false}>
            {grid}
            {time}
            {scale(callsTop)}
            {tip}
            <Area
              {...still}
              dataKey="band"
              type="monotone"
              stroke="none"
              fill="var(--series-predicted)"
              fillOpacity={0.22}
            />
            {compare ? (
              <Line
                {...still}
                dataKey="before"
                type="monotone"
                stroke="var(--series-offered)"
                strokeWidth={1.5}
                strokeDasharray="5 4"
              />
            ) : null}
            <Line {...still} dataKey="offered" type="monotone" stroke="var(--series-predicted)" strokeWidth={2} />
            <Line {...still} dataKey="actual" type="monotone" stroke="var(--series-level)" strokeWidth={2} />
            {present}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <div className={styles.drawing} role="img" aria-label={describeAgents} data-testid="staff-chart">
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={points} margin={margin} syncId="plan" accessibilityLayer={false}>
            <defs>
              <pattern id="plan-short" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                <rect width="6" height="6" fill="var(--bad)" fillOpacity="0.3" />
                <rect width="2.5" height="6" fill="var(--bad)" />
              </pattern>
              <pattern id="plan-thin" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
                <rect width="6" height="6" fill="var(--warn)" fillOpacity="0.15" />
                <rect width="1.5" height="6" fill="var(--warn)" fillOpacity="0.8" />
              </pattern>
              <pattern id="plan-over" width="6" height="6" patternUnits="userSpaceOnUse">
                <rect width="6" height="6" fill="var(--series-answered)" fillOpacity="0.15" />
                <circle cx="3" cy="3" r="1.2" fill="var(--series-answered)" />
              </pattern>
            </defs>
            {grid}
            {time}
            {scale(agentsTop)}
            {tip}
            {hasRoster
              ? (['over', 'thin', 'short'] as const).map((name) => (
                  <Area key={name} {...step} dataKey={name} stroke="none" fill={`url(#plan-${name})`} fillOpacity={1} />
                ))
              : null}
            <Line
              {...step}
              dataKey="scheduled"
              stroke="var(--series-required)"
              strokeWidth={1.5}
              strokeDasharray="4 3"
            />
            <Line {...step} dataKey="required" stroke="var(--series-required)" strokeWidth={2} />
            {hasRoster ? (
              <Line {...step} dataKey="rostered" stroke="var(--ink)" strokeWidth={days ? 1.25 : 1.75} />
            ) : null}
            {present}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </>
  );
});
