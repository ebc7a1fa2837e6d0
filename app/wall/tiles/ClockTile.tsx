'use client';

import type { CSSProperties } from 'react';
import { useTranslations } from 'use-intl';
import { figureLayout, textEms } from '#lib/board/legibility.ts';
import type { ClockOptions } from '#lib/board/tileOptions.ts';
import { useFormats } from '../../i18n/useFormats.ts';
import styles from './ClockTile.module.css';
import { type TileProps, tileTitle } from './tileProps.ts';

/** The time by the server's clock in the zone of the tile's first centre. */
export function ClockTile({ tile, place, options, now, zone, room }: TileProps<ClockOptions>) {
  const t = useTranslations('tiles');
  const formats = useFormats();
  const time = options.seconds ? formats.timeOfDay(now, zone) : formats.time(now, zone);
  const layout = figureLayout(room, textEms(time), options.date ? 0 : room.primary);
  const units = {
    '--scale': layout.scale,
    '--figure': layout.font,
  } as CSSProperties;
  return (
    <section className={styles.clock} style={units} aria-label={tileTitle({ tile, place }, t('kind.clock'))}>
      {tile.title ? <h2 className={styles.title}>{tile.title}</h2> : null}
      <time className={styles.time} data-metric="clock">
        {time}
      </time>
      {options.date ? <p className={styles.date}>{formats.dayName(now, zone)}</p> : null}
    </section>
  );
}
