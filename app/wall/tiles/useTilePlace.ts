'use client';

import { useTranslations } from 'use-intl';
import type { Board, BoardTile } from '#lib/board/board.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';

/** What of its board a tile is about, in words: its queue, how many of them, or its centres. null: all of it. */
export function useTilePlace(board: Board, { scope }: BoardTile, floor: Floor): string | null {
  const t = useTranslations('tiles');
  const { queues, centres } = scope;
  const [only, second] = queues;
  if (only !== undefined) {
    return second === undefined ? (floor.queues[only]?.label ?? only) : t('scope.queues', { count: queues.length });
  }
  const whole = board.centres.length > 0 && board.centres.every((id) => centres.includes(id));
  return centres.length === 0 || whole ? null : centres.map((id) => floor.centres[id]?.label ?? id).join(', ');
}
