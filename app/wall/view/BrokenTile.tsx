'use client';

import { useTranslations } from 'use-intl';
import { TileFrame } from '../tiles/TileFrame.tsx';
import type { TileRoom } from '../tiles/tileProps.ts';

/** In place of a tile that cannot be shown: it failed, or only a newer build knows its kind. */
export function BrokenTile({ why, room }: { why: 'failed' | 'newer'; room: TileRoom }) {
  const t = useTranslations('tiles');
  return (
    <TileFrame title={t(`broken.${why}`)} room={room} dim={false} testId="broken-tile">
      <p style={{ color: 'var(--ink-2)', fontSize: 'calc(1.3 * var(--u))' }}>{t(`broken.${why}Text`)}</p>
    </TileFrame>
  );
}
