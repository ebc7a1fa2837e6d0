'use client';

import dynamic from 'next/dynamic';
import { memo } from 'react';
import { useTranslations } from 'use-intl';
import type { FloorStore } from '../../live/floorStore.ts';
import styles from './DayPanel.module.css';
import { Panel } from './Panel.tsx';
import type { Dim } from './Tile.tsx';
import { useDayBars } from './useDayBars.ts';
import { useMeasure } from './useMeasure.ts';

/** The charting library comes after the numbers. */
const DayChart = dynamic(() => import('./DayChart.tsx').then((module) => module.DayChart), { ssr: false });

interface Props {
  store: FloorStore;
  board: string;
  zone: string;
  unit: number;
  /** The figures are not of this moment, as a whole or in part. */
  dim: Dim;
  /** Whose clock the chart shows, where centres in other zones are on the board; else null. */
  clockOf: string | null;
}

const series = ['answered', 'abandoned', 'otherwise', 'level', 'expected'] as const;

/** The day's intervals; its place is kept while the chart is on its way. */
export const DayPanel = memo(function DayPanel({ store, board, zone, unit, dim, clockOf }: Props) {
  const t = useTranslations('wall');
  const bars = useDayBars(store, board);
  const foreseen = bars.some(({ expected }) => expected !== null);
  const { ref, size } = useMeasure<HTMLDivElement>();
  return (
    <Panel
      title={clockOf ? t('chart.titleIn', { place: clockOf }) : t('chart.title')}
      className={styles.panel}
      note={
        <span className={styles.legend}>
          {series.map((name) => (
            <span
              key={name}
              className={styles.key}
              data-series={name}
              hidden={name === 'expected' && !foreseen}
              title={name === 'expected' ? t('formula.expected') : name === 'level' ? t('chart.level') : undefined}
            >
              {name === 'level' ? t('queues.level') : t(`chart.${name}`)}
            </span>
          ))}
        </span>
      }
    >
      <div
        ref={ref}
        className={styles.fill}
        data-dim={dim}
        role="img"
        aria-label={t('chart.describe')}
        data-testid="day-chart"
      >
        {size && size.height > 0 ? <DayChart bars={bars} zone={zone} unit={unit} {...size} /> : null}
      </div>
    </Panel>
  );
});
