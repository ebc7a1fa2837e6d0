'use client';

import { useTranslations } from 'use-intl';
import { queueWaitSeconds } from '#lib/board/freshness.ts';
import { metrics } from '#lib/board/metric.ts';
import { waitsLevel } from '#lib/board/ownLimits.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { figuresOf } from './figuresOf.ts';
import { heldAtOf } from './heldAtOf.ts';
import { type TileProps, tileTitle } from './tileProps.ts';
import { useLevelWords } from './useLevelWords.ts';
import { useThresholdLevel } from './useThresholdLevel.ts';

/** How long the citizen who waits longest has waited, and in which queue. */
export function LongestWaitTile({ tile, place, scope, floor, fresh, dim, now, at, room }: TileProps) {
  const t = useTranslations('wall');
  const names = useTranslations('tiles');
  const formats = useFormats();
  const figures = figuresOf(floor, scope, at);
  const queues = figures.queues.map(({ queue }) => queue);
  const { value } = metrics.longestWait.read(figures, fresh);
  const judged = useThresholdLevel(value, tile.thresholds, metrics.longestWait.worse);
  const level = tile.thresholds ? judged : waitsLevel(queues, fresh);
  const { threshold } = useLevelWords()(figures);
  const waits = queues.map((queue) => ({ queue, seconds: queueWaitSeconds(queue, fresh) ?? -1 }));
  const worst = waits.reduce<(typeof waits)[number] | null>((a, b) => (a && a.seconds >= b.seconds ? a : b), null);
  const where = worst && worst.seconds >= 0 ? worst.queue : null;
  let foot = t('foot.longestWait', { threshold });
  if (where && queues.length > 1) {
    foot = `${where.label} · ${t('foot.longestWait', { threshold: t('seconds', { seconds: where.thresholdSeconds }) })}`;
  } else if (where === null) foot = `${t('foot.nobodyWaits')} · ${foot}`;
  return (
    <FigureFrame
      metric="longestWait"
      label={tileTitle({ tile, place }, names('metric.longestWait'))}
      text={formats.clock(value)}
      formula={names('formula.longestWait')}
      foot={queues.length > 0 ? foot : null}
      level={level}
      dim={dim}
      heldAt={heldAtOf(fresh, figures.sources, at, dim)}
      now={now}
      room={room}
    />
  );
}
