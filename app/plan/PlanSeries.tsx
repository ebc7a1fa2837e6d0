'use client';

import { usePlotArea } from 'recharts';
import { bandPath, blocksPath, linePath, type PlotScale } from './chartPaths.ts';
import type { ChartPoint } from './chartPoints.ts';

interface Props {
  points: readonly ChartPoint[];
  /** Instants at the ends of the axis. */
  span: { from: number; to: number };
  /** The value at the top of the scale. */
  top: number;
}

/** What is expected with its band, what came, and what came in the other week. */
export function CallSeries({ points, span, top }: Props) {
  const scale = useScale(span, top);
  if (!scale) return null;
  const line = (of: (point: ChartPoint) => number | null) => linePath(points, of, scale, false);
  return (
    <g fill="none" strokeLinejoin="round">
      <path d={bandPath(points, ({ band }) => band, scale)} fill="var(--series-predicted)" fillOpacity={0.22} />
      <path d={line(({ before }) => before)} stroke="var(--series-offered)" strokeWidth={1.5} strokeDasharray="5 4" />
      <path d={line(({ offered }) => offered)} stroke="var(--series-predicted)" strokeWidth={2} />
      <path d={line(({ actual }) => actual)} stroke="var(--series-level)" strokeWidth={2} />
    </g>
  );
}

/** Agents required, to roster and rostered, and where the roster falls short or exceeds: hatched or dotted. */
export function StaffSeries({ points, span, top, whole }: Props & { whole: boolean }) {
  const scale = useScale(span, top);
  if (!scale) return null;
  const line = (of: (point: ChartPoint) => number | null) => linePath(points, of, scale, true);
  return (
    <g fill="none">
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
      {(['over', 'thin', 'short'] as const).map((name) => (
        <path key={name} d={blocksPath(points, (point) => point[name], scale)} fill={`url(#plan-${name})`} />
      ))}
      <path
        d={line(({ scheduled }) => scheduled)}
        stroke="var(--series-required)"
        strokeWidth={1.5}
        strokeDasharray="4 3"
      />
      <path d={line(({ required }) => required)} stroke="var(--series-required)" strokeWidth={2} />
      <path d={line(({ rostered }) => rostered)} stroke="var(--ink)" strokeWidth={whole ? 1.25 : 1.75} />
    </g>
  );
}

function useScale({ from, to }: Props['span'], top: number): PlotScale | null {
  const area = usePlotArea();
  return area && to > from ? { ...area, from, to, top } : null;
}
