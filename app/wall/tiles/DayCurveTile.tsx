'use client';

import { useDeferredValue } from 'react';
import { useTranslations } from 'use-intl';
import { dayChart } from '#lib/board/dayChart.ts';
import type { DayCurveOptions } from '#lib/board/tileOptions.ts';
import { DayCurve } from './DayCurve.tsx';
import styles from './DayCurveTile.module.css';
import { figuresOf } from './figuresOf.ts';
import { heldAtOf } from './heldAtOf.ts';
import { bodyOf, roomFor, TileFrame } from './TileFrame.tsx';
import { type TileProps, tileTitle } from './tileProps.ts';

const series = ['answered', 'abandoned', 'otherwise', 'level', 'expected'] as const;
/** On a phone the chart has a height of its own, in the board's units. */
const stackedHeight = 26;

/** What heading, legend and scales take. */
const leastUnits = { width: 45, height: 10 };

/** The day by half hours: what came and what became of it, against what was and is expected. */
export function DayCurveTile({
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
  room: whole,
}: TileProps<DayCurveOptions>) {
  const t = useTranslations('wall');
  // Of a centre as a whole: the feed counts no queue's hours.
  const centres = { centres: scope.centres, queues: null };
  const figures = figuresOf(floor, centres, at);
  const bars = useDeferredValue(dayChart(floor, centres, at));
  const foreseen = options.forecast && bars.some(({ expected }) => expected !== null);
  const zones = new Set(figures.centres.map((centre) => centre.zone));
  // Whose clock it is, where centres lie in several zones.
  const clockOf = zones.size > 1 ? figures.centres[0]?.label : undefined;
  const room = roomFor(whole, leastUnits);
  const body = bodyOf(room);
  const held = heldAtOf(fresh, figures.sources, at, dim);
  const shown = series.filter((name) => (name === 'level' ? options.level : name === 'expected' ? foreseen : true));
  return (
    <TileFrame
      title={tileTitle({ tile, place }, clockOf ? t('chart.titleIn', { place: clockOf }) : t('chart.title'))}
      room={room}
      dim={dim}
      heldAt={held}
      now={now}
      note={
        // the age of what is not live takes its place
        held !== null && !room.stacked ? null : (
          <span className={styles.legend}>
            {shown.map((name) => (
              <span
                key={name}
                className={styles.key}
                data-series={name}
                title={name === 'expected' ? t('formula.expected') : name === 'level' ? t('chart.level') : undefined}
              >
                {name === 'level' ? t('queues.level') : t(`chart.${name}`)}
              </span>
            ))}
          </span>
        )
      }
    >
      <div className={styles.fill} data-dim={dim} data-testid="day-chart">
        <DayCurve
          bars={bars}
          zone={zone}
          width={body.width}
          height={room.stacked ? stackedHeight : body.height}
          level={options.level}
          forecast={foreseen}
        />
      </div>
    </TileFrame>
  );
}
