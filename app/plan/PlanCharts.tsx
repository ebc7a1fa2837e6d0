'use client';

import { memo, useMemo } from 'react';
import {
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
import type { PlanRow } from '#lib/plan/planFigures.ts';
import type { Comparison } from '#lib/plan/plannedWeek.ts';
import { quarters, scaleTop } from '../chart/scale.ts';
import { useFormats } from '../i18n/useFormats.ts';
import { ChartTooltip } from './ChartTooltip.tsx';
import { type ChartPoint, chartPoints } from './chartPoints.ts';
import { DayTick, type NamedDay } from './DayTick.tsx';
import styles from './PlanCharts.module.css';
import { CallSeries, StaffSeries } from './PlanSeries.tsx';

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
      allowDataOverflow
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
  // The pointer's tooltip finds its interval by a series of the chart's own; what is seen is drawn by us, ten times as quickly.
  const pointer = <Line dataKey="offered" stroke="none" dot={false} activeDot={false} isAnimationActive={false} />;
  const span = { from: first, to: end };
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
            {pointer}
            <CallSeries points={points} span={span} top={callsTop} />
            {present}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <div className={styles.drawing} role="img" aria-label={describeAgents} data-testid="staff-chart">
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={points} margin={margin} syncId="plan" accessibilityLayer={false}>
            {grid}
            {time}
            {scale(agentsTop)}
            {tip}
            {pointer}
            <StaffSeries points={points} span={span} top={agentsTop} whole={days !== null} />
            {present}
          </ComposedChart>
        </ResponsiveContainer>
      </div>
    </>
  );
});
