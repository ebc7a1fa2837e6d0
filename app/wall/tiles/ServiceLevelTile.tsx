'use client';

import { useTranslations } from 'use-intl';
import { metricOf } from '#lib/board/metric.ts';
import { commonTarget, levelLimits } from '#lib/board/ownLimits.ts';
import { thresholdLevel } from '#lib/board/thresholdLevel.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import { FigureFrame } from './FigureFrame.tsx';
import { figuresOf } from './figuresOf.ts';
import { heldAtOf } from './heldAtOf.ts';
import { LevelGauge } from './LevelGauge.tsx';
import { type TileProps, tileTitle } from './tileProps.ts';
import { useLevelWords } from './useLevelWords.ts';
import { useThresholdLevel } from './useThresholdLevel.ts';

const metric = metricOf('serviceLevel');
/** Room for the gauge beside the figure, in ems of it: a dial where it costs the figure nothing, else a column. */
const gaugeEms = { dial: 1.1, column: 0.3 };
const dialAspect = 2.3;

/** Today's service level against its target, with the name of its formula. */
export function ServiceLevelTile({ tile, place, scope, floor, fresh, dim, now, at, room }: TileProps) {
  const t = useTranslations('wall');
  const names = useTranslations('tiles');
  const formats = useFormats();
  const figures = figuresOf(floor, scope, at);
  const words = useLevelWords()(figures);
  const { value, unknown } = metric.read(figures, fresh);
  const target = commonTarget(figures.centres);
  const judged = useThresholdLevel(value, tile.thresholds, metric.worse);
  const level = tile.thresholds ? judged : thresholdLevel('none', value, levelLimits(target), 'low');
  const goal = target === null ? null : formats.percent(target, 0);
  const below = value !== null && target !== null && value < target;
  const shape = room.usual.width / room.usual.height >= dialAspect ? 'dial' : 'column';
  return (
    <FigureFrame
      metric="serviceLevel"
      label={tileTitle({ tile, place }, names('metric.serviceLevel'))}
      text={formats.percent(value)}
      formula={t('formula.serviceLevel', { name: words.name, words: words.words })}
      aside={goal && value !== null ? { sign: below ? 'down' : 'up', text: t('foot.target', { target: goal }) } : null}
      foot={
        unknown === null
          ? `${words.name} · ${words.threshold}`
          : unknown === 'no_queue_known'
            ? null
            : names(`unknown.${unknown}`)
      }
      level={level}
      dim={dim}
      heldAt={heldAtOf(fresh, figures.sources, at, dim)}
      now={now}
      room={room}
      beside={{ ems: gaugeEms[shape], drawn: <LevelGauge shape={shape} value={value} target={target} level={level} /> }}
    />
  );
}
