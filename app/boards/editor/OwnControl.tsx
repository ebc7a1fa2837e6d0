'use client';

import type { BoardTile } from '#lib/board/board.ts';
import type { OptionsOf } from '#lib/board/tileOptions.ts';
import { SeatPlaces } from './SeatPlaces.tsx';

interface Props {
  tile: BoardTile;
  agents: readonly { id: string; name: string }[];
  onChange: (options: Record<string, unknown>) => void;
}

/** Of kinds whose options are more than a form can ask for. */
export function OwnControl({ tile, agents, onChange }: Props) {
  if (tile.kind !== 'seat_map') return null;
  return (
    <SeatPlaces
      options={tile.options as OptionsOf<'seat_map'>}
      agents={agents}
      onChange={(to) => onChange({ ...to })}
    />
  );
}
