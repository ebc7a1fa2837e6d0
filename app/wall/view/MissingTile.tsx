'use client';

import { useTranslations } from 'use-intl';
import type { BoardTile } from '#lib/board/board.ts';
import type { MissingPlace } from '#lib/board/missingPlace.ts';
import { TileFrame } from '../tiles/TileFrame.tsx';
import type { TileRoom } from '../tiles/tileProps.ts';
import styles from './MissingTile.module.css';

/** In place of a tile whose queues or centres are gone: that nobody waits there, or a dash, would say something else. */
export function MissingTile({ tile, missing, room }: { tile: BoardTile; missing: MissingPlace; room: TileRoom }) {
  const t = useTranslations('tiles');
  const { what, names } = missing;
  return (
    <TileFrame title={tile.title ?? t(`kind.${tile.kind}`)} room={room} dim={false} testId="missing-tile">
      <p className={styles.what}>{t(`missing.${what}`, { count: names.length, names: names.join(', ') })}</p>
      <p className={styles.cure}>{t(`missing.${what}Cure`)}</p>
    </TileFrame>
  );
}
