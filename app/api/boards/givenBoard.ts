import { z } from 'zod';
import { boardSchema, tileSchema } from '#lib/board/board.ts';
import { mostTiles } from '#lib/board/grid.ts';
import { optionIssues } from '#lib/board/tileOptions.ts';

/** A tile whose options are such as its kind takes; what is wrong with one is named with its place. */
const givenTile = tileSchema.superRefine((tile, at) => {
  for (const { path, message } of optionIssues(tile))
    at.addIssue({
      code: 'custom',
      path: ['options', ...path],
      message: `${message}, in a tile of the kind ${tile.kind}`,
    });
});
const given = { ...boardSchema.shape, tiles: z.array(givenTile).max(mostTiles) };

/** A board as it comes to be made; without an id it gets one of its name. */
export const newBoard = z.object({ ...given, id: boardSchema.shape.id.optional() });

/** A changed board, and the revision that was changed. */
export const changedBoard = z.object({ ...given, revision: z.int().min(0) }).omit({ id: true });

/** A whole board as a browser sends it; forty tiles with everything named take a few hundred KB. */
export const mostBoardBytes = 1024 * 1024;
