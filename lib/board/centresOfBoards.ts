import type { Board } from './board.ts';

/** Ids of the centres that a screen of these boards is about, whichever of them it shows now; null: every one. */
export function centresOfBoards(boards: readonly Pick<Board, 'centres'>[]): string[] | null {
  if (boards.some(({ centres }) => centres.length === 0)) return null;
  return [...new Set(boards.flatMap(({ centres }) => centres))].sort();
}
