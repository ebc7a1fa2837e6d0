'use client';

import { memo } from 'react';
import type { Board } from '#lib/board/board.ts';
import { BoardView } from '../../wall/view/BoardView.tsx';
import { ScaledBoard } from './ScaledBoard.tsx';
import type { DeskNow } from './useDeskFloor.ts';

const screen = { width: 1280, height: 720 };

/** A board as it looks now, small. */
export const BoardThumb = memo(function BoardThumb({ board, live }: { board: Board; live: DeskNow }) {
  return (
    <ScaledBoard screen={screen}>
      <BoardView board={board} {...live} layout="grid" />
    </ScaledBoard>
  );
});
