'use client';

import { useTranslations } from 'use-intl';
import type { BoardFigures } from '#lib/board/boardFigures.ts';
import { type MetricId, type MetricUnit, metricOf } from '#lib/board/metric.ts';
import { commonTarget, levelLimits, waitsLevel } from '#lib/board/ownLimits.ts';
import { type Level, thresholdLevel } from '#lib/board/thresholdLevel.ts';
import type { NumberOptions } from '#lib/board/tileOptions.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { figuresOf } from './figuresOf.ts';
import { heldAtOf } from './heldAtOf.ts';
import { type TileProps, tileTitle } from './tileProps.ts';
import { useFigureFoot } from './useFigureFoot.tsx';
import { useMetricFormula } from './useMetricFormula.ts';
import { useThresholdLevel } from './useThresholdLevel.ts';
import { useTrend } from './useTrend.tsx';

/** One figure of the list of metrics, large, with what it is part of, and how it moves. */
export function NumberTile({
  tile,
  place,
  options,
  scope,
  floor,
  fresh,
  dim,
  now,
  at,
  zone,
  room,
}: TileProps<NumberOptions>) {
  const t = useTranslations('tiles');
  const formats = useFormats();
  const figures = figuresOf(floor, scope, at);
  const metric = metricOf(options.metric);
  const { value, unknown } = metric.read(figures, fresh);
  const judged = useThresholdLevel(value, tile.thresholds, metric.worse);
  const formula = useMetricFormula();
  const foot = useFigureFoot({ metric: options.metric, figures, now, zone });
  const live = dim === false;
  const trend = useTrend({ metric: options.metric, trend: options.trend, value, floor, figures, scope, live, at });
  const text = figureText(formats, metric.unit, value);
  return (
    <FigureFrame
      metric={options.metric}
      label={tileTitle({ tile, place }, t(`metric.${options.metric}`))}
      text={text}
      formula={formula(options.metric, figures)}
      foot={unknown === null || unknown === 'no_queue_known' ? foot : t(`unknown.${unknown}`)}
      trend={trend}
      level={tile.thresholds ? judged : ownLevel(options.metric, value, figures, fresh)}
      dim={dim}
      heldAt={heldAtOf(fresh, figures.sources, at, dim)}
      now={now}
      room={room}
    />
  );
}

/** A figure as it is written; “–” when it is not known. A mean is rounded, a running clock is cut. */
export function figureText(formats: ReturnType<typeof useFormats>, unit: MetricUnit, value: number | null): string {
  if (unit === 'ratio') return formats.percent(value);
  return unit === 'seconds' ? formats.clock(value) : formats.count(value);
}

/** Where the tile names no thresholds: by those that the queues and centres have. */
function ownLevel(
  id: MetricId,
  value: number | null,
  figures: BoardFigures,
  fresh: Parameters<typeof waitsLevel>[1],
): Level {
  if (id === 'serviceLevel') {
    return thresholdLevel('none', value, levelLimits(commonTarget(figures.centres)), 'low');
  }
  if (id === 'longestWait') {
    return waitsLevel(
      figures.queues.map(({ queue }) => queue),
      fresh,
    );
  }
  return id === 'available' && value === 0 && (figures.waiting ?? 0) > 0 ? 'warn' : 'none';
}
