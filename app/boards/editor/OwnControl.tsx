'use client';

import type { BoardTile } from '#lib/board/board.ts';

interface Props {
  tile: BoardTile;
  agents: readonly { id: string; name: string }[];
  onChange: (options: Record<string, unknown>) => void;
}

/** Of kinds whose options are more than a form can ask for. */
export function OwnControl(_: Props) {
  return null;
}
