import type { BoardTile } from './board.ts';
import { boardUnits, readableFromMetres, readableMetres } from './legibility.ts';
import { primaryKinds } from './tileFacts.ts';

export interface TileLegibility {
  tile: string;
  /** From how far it can be read, in metres; null: nothing in it is written, or it is not drawn yet. */
  metres: number | null;
  /** It has a figure that must be read from where people stand; lists are read by who comes near. */
  primary: boolean;
}

/** At a glance people read no more. */
export const mostPrimary = 8;

export function isPrimary({ kind }: Pick<BoardTile, 'kind'>): boolean {
  return primaryKinds.has(kind);
}

/** Height of a lower-case letter and of a digit, as parts of the size of type; what is read of a list is both. */
const letterPerEm = 0.7275;
const mmPerInch = 25.4;

/**
 * From how far each tile can be read on a 16:9 screen: of figures by the largest that their tile holds, of lists by the
 * size in which most of their letters are drawn.
 *
 * @param drawn the size of type of each tile's text as drawn, in the board's units (hundredths of its width)
 */
export function tileLegibility(
  tiles: readonly BoardTile[],
  drawn: ReadonlyMap<string, number>,
  diagonalInches: number,
): TileLegibility[] {
  const mmPerUnit = (diagonalInches * mmPerInch) / Math.hypot(boardUnits.width, boardUnits.height);
  return tiles.map((tile) => {
    const primary = isPrimary(tile);
    if (primary) return { tile: tile.id, primary, metres: readableFromMetres(tile, diagonalInches) };
    const units = drawn.get(tile.id);
    return { tile: tile.id, primary, metres: units ? readableMetres(units * letterPerEm * mmPerUnit) : null };
  });
}
