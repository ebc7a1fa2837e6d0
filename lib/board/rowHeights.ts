import type { BoardTile } from './board.ts';
import { gridRows } from './grid.ts';
import { boardSpace, tileUnits } from './legibility.ts';
import { primaryKinds } from './tileFacts.ts';

/** However much is said above the tiles, lists keep so much of their rows' usual height. */
const leastShare = 0.6;

/**
 * How high each row of a board's grid is, in the board's units, when the tiles have so much height together. On a 16:9 screen
 * where all is well all rows are equally high. What a notice takes is taken from lists and charts first: figures that are
 * read from afar keep their size as long as those hold out.
 *
 * @param height of the whole grid with the gaps between its rows, in the board's units
 */
export function rowHeights(tiles: readonly Pick<BoardTile, 'kind' | 'y' | 'h'>[], height: number): number[] {
  const { gap } = boardSpace;
  const usual = tileUnits({ w: 1, h: 1 }).height + gap;
  const held = new Set<number>();
  for (const { kind, y, h } of tiles) if (primaryKinds.has(kind)) for (let row = y; row < y + h; row++) held.add(row);
  const all = height + gap;
  const others = gridRows - held.size;
  const equal = all / gridRows;
  if (equal >= usual || held.size === 0 || others === 0) return Array.from({ length: gridRows }, () => equal - gap);
  // Nothing is taken from a row that holds a figure before the others have given what they can.
  const other = Math.min(equal, Math.max(leastShare * usual, (all - held.size * usual) / others));
  const primary = (all - others * other) / held.size;
  return Array.from({ length: gridRows }, (_, row) => (held.has(row) ? primary : other) - gap);
}
