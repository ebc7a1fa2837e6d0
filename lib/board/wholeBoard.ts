import { type Board, boardSchema } from './board.ts';
import { optionsOf } from './tileOptions.ts';

/** The same with every tile's options whole, as screens and editors take them: they have no schemas to fill them in by. */
export function wholeBoard<B extends Pick<Board, 'tiles'>>(board: B): B {
  return { ...board, tiles: board.tiles.map((tile) => ({ ...tile, options: optionsOf(tile) })) };
}

/** A board from the database, a template or a test, whole. */
export const wholeBoardSchema = boardSchema.transform(wholeBoard);
