'use client';

import { useTranslations } from 'use-intl';
import type { BoardTile } from '#lib/board/board.ts';
import { metricIds } from '#lib/board/metric.ts';
import type { TileKind } from '#lib/board/tileKind.ts';

type Named = { kind: TileKind; title: string | null; options?: Record<string, unknown> };

/** How a tile is called in the editor: by its heading, its figure, or its kind. */
export function useTileNames(): (tile: Named | BoardTile) => string {
  const t = useTranslations('boards');
  return ({ kind, title, options }) => {
    if (title) return title;
    const metric = kind === 'number' ? metricIds.find((id) => id === (options?.metric ?? 'waiting')) : undefined;
    return metric ? t(`optionValues.metric.${metric}`) : t(`kind.${kind}.name`);
  };
}
