'use client';

import { useTranslations } from 'use-intl';
import type { BoardTile } from '#lib/board/board.ts';
import type { MetricId } from '#lib/board/metric.ts';
import type { MissingPlace } from '#lib/board/missingPlace.ts';
import { bodyOf, roomFor, TileFrame } from '../tiles/TileFrame.tsx';
import type { TileRoom } from '../tiles/tileProps.ts';
import styles from './MissingTile.module.css';

/** What the words take, in the tile's own unit: what is missing, and below it the cure. */
const leastWhat = { width: 18, height: 9 };
const leastCure = 9;

/** In place of a tile whose queues or centres are gone: that nobody waits there, or a dash, would say something else. */
export function MissingTile({ tile, missing, room }: { tile: BoardTile; missing: MissingPlace; room: TileRoom }) {
  const t = useTranslations('tiles');
  const { what, names } = missing;
  const own = tile.kind === 'number' ? t(`metric.${tile.options.metric as MetricId}`) : t(`kind.${tile.kind}`);
  const fitting = roomFor(room, leastWhat);
  return (
    <TileFrame title={tile.title ?? own} room={fitting} dim={false} testId="missing-tile">
      <p className={styles.what}>{t(`missing.${what}`, { count: names.length, names: names.join(', ') })}</p>
      {room.stacked || bodyOf(fitting).height >= leastCure ? (
        <p className={styles.cure}>{t(`missing.${what}Cure`)}</p>
      ) : null}
    </TileFrame>
  );
}
