'use client';

import { memo } from 'react';
import { useTranslations } from 'use-intl';
import { barMs, type DayBar } from '#lib/board/dayChart.ts';
import { scaleTop } from '../../chart/scale.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from './DayCurve.module.css';

interface Props {
  bars: readonly DayBar[];
  zone: string;
  /** In the tile's units; so is all of the drawing. */
  width: number;
  height: number;
  /** The service level as a line on the right scale. */
  level: boolean;
  /** The expected contacts as a dashed line, with their band over what is to come. */
  forecast: boolean;
}

const margin = { top: 0.7, right: 3.9, bottom: 1.9, left: 3.6 };
/** Half hours between labels, on a wide chart and on a narrow one. */
const labelEvery = { wide: 6, narrow: 12 };
const narrowUnits = 30;
/** The half hours of the longest day; boards of centres in several zones may show nearly two. */
const usualBars = 50;
/** A handful of calls does not fill the scale. */
const leastTop = 8;
/** Of a half hour's width, what its bar takes. */
const barShare = 0.8;

/** Answered, abandoned and the rest stacked to what was offered; drawn by hand, since a wall has no room for a charting library. */
export const DayCurve = memo(function DayCurve({ bars, zone, width, height, level, forecast }: Props) {
  const t = useTranslations('wall');
  const formats = useFormats();
  if (bars.length === 0 || height < 3) return null;
  const right = level ? margin.right : 0.4;
  const inner = { width: width - margin.left - right, height: height - margin.top - margin.bottom };
  const expectedOf = (bar: DayBar) => (forecast ? (bar.band?.[1] ?? bar.expected ?? 0) : 0);
  const top = scaleTop(Math.max(...bars.map((bar) => Math.max(bar.offered, expectedOf(bar))), leastTop));
  const step = inner.width / bars.length;
  const x = (index: number) => margin.left + index * step;
  const y = (calls: number) => margin.top + inner.height * (1 - calls / top);
  const yOfShare = (share: number) => margin.top + inner.height * (1 - share);
  const every = (width < narrowUnits ? labelEvery.narrow : labelEvery.wide) * Math.ceil(bars.length / usualBars);
  const middle = (index: number) => x(index) + step / 2;
  const line = (of: (bar: DayBar) => number | null, scale: (value: number) => number) =>
    runs(bars.map((bar, index) => ({ at: middle(index), value: of(bar) })))
      .map((run) => run.map(({ at, value }, i) => `${i === 0 ? 'M' : 'L'}${fixed(at)} ${fixed(scale(value))}`).join(''))
      .join('');
  const stack = (from: (bar: DayBar) => number, of: (bar: DayBar) => number) =>
    bars
      .map((bar, index) => {
        const high = of(bar);
        if (high === 0) return '';
        const left = x(index) + (step * (1 - barShare)) / 2;
        return `M${fixed(left)} ${fixed(y(from(bar)))}v${fixed(y(high) - y(0))}h${fixed(step * barShare)}v${fixed(y(0) - y(high))}z`;
      })
      .join('');
  const rest = (bar: DayBar) => bar.otherwise + bar.inProgress;
  const tip = (bar: DayBar) =>
    [
      `${formats.time(bar.start, zone)}–${formats.time(bar.start + barMs, zone)}`,
      `${t('chart.offered')}: ${formats.count(bar.offered)}`,
      `${t('chart.answered')}: ${formats.count(bar.answered)}`,
      `${t('chart.abandoned')}: ${formats.count(bar.abandoned)}`,
      `${t('chart.otherwise')}: ${formats.count(rest(bar))}`,
      `${t('chart.level')}: ${formats.percent(bar.level)}`,
      `${t('chart.expected')}: ${expectedText(bar)}`,
    ].join('\n');
  const expectedText = ({ expected, band }: DayBar) => {
    const text = formats.count(expected === null ? null : Math.round(expected));
    return band === null ? text : `${text} (${band.map((end) => formats.count(Math.round(end))).join('–')})`;
  };
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${fixed(width)} ${fixed(height)}`}
      role="img"
      aria-label={t('chart.describe')}
    >
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <path className={styles.grid} d={`M${margin.left} ${fixed(yOfShare(share))}h${fixed(inner.width)}`} />
          <text className={styles.left} x={margin.left - 0.5} y={yOfShare(share) + 0.38}>
            {formats.count(top * share)}
          </text>
          {level ? (
            <text className={styles.right} x={margin.left + inner.width + 0.5} y={yOfShare(share) + 0.38}>
              {formats.percent(share, 0)}
            </text>
          ) : null}
        </g>
      ))}
      {bars.map((bar, index) =>
        index % every === 0 ? (
          <text key={bar.start} className={styles.hour} x={x(index)} y={height - 0.35}>
            {formats.time(bar.start, zone)}
          </text>
        ) : null,
      )}
      {forecast ? <path className={styles.band} d={bandPath(bars, middle, y)} /> : null}
      <path
        className={styles.answered}
        d={stack(
          () => 0,
          (bar) => bar.answered,
        )}
      />
      <path
        className={styles.abandoned}
        d={stack(
          (bar) => bar.answered,
          (bar) => bar.abandoned,
        )}
      />
      <path className={styles.otherwise} d={stack((bar) => bar.answered + bar.abandoned, rest)} />
      {forecast ? <path className={styles.expected} d={line((bar) => bar.expected, y)} /> : null}
      {level ? <path className={styles.level} d={line((bar) => bar.level, yOfShare)} /> : null}
      {bars.map((bar, index) => (
        <rect key={bar.start} className={styles.reach} x={x(index)} y={margin.top} width={step} height={inner.height}>
          <title>{tip(bar)}</title>
        </rect>
      ))}
    </svg>
  );
});

/** The band as one shape; of what is over there is none. */
function bandPath(bars: readonly DayBar[], x: (index: number) => number, y: (calls: number) => number): string {
  const upper = bars.map((bar, index) => ({
    at: x(index),
    value: bar.band ? bar.band[1] : null,
    low: bar.band?.[0] ?? 0,
  }));
  return runs(upper)
    .map((run) => {
      const there = run.map(({ at, value }) => `${fixed(at)} ${fixed(y(value))}`);
      const back = run.toReversed().map(({ at, low }) => `${fixed(at)} ${fixed(y(low))}`);
      return `M${[...there, ...back].join('L')}Z`;
    })
    .join('');
}

/** Stretches without a gap. */
function runs<P extends { value: number | null }>(points: readonly P[]): (P & { value: number })[][] {
  const all: (P & { value: number })[][] = [];
  let open = false;
  for (const point of points) {
    const { value } = point;
    if (value === null) open = false;
    else if (open) all.at(-1)?.push({ ...point, value });
    else {
      all.push([{ ...point, value }]);
      open = true;
    }
  }
  return all;
}

function fixed(length: number): string {
  return length.toFixed(2);
}
