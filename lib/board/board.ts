import { z } from 'zod';
import { gridColumns, gridRows, mostTiles } from './grid.ts';
import { tileKinds } from './tileKind.ts';

const cell = (most: number) => z.int().min(0).max(most);
const idText = z.string().trim().min(1).max(80);

/** Two levels of a figure that want attention. Which side is worse is the metric's own; see metric.ts. */
const thresholdsSchema = z.object({
  warn: z.number().nullable(),
  alarm: z.number().nullable(),
  /** How far back over a level, in the metric's unit, before it counts as left: a figure on the edge does not flicker. */
  hysteresis: z.number().min(0).default(0),
});
export type Thresholds = z.infer<typeof thresholdsSchema>;

/** What a tile is about; empty: all that its board is about. Ids of centres, and of queues (`exchange:queue`). */
export const tileScopeSchema = z.object({
  centres: z.array(idText).max(100).default([]),
  queues: z.array(idText).max(500).default([]),
});

export const tileSchema = z
  .object({
    /** Unique on its board. */
    id: idText,
    kind: z.enum(tileKinds),
    x: cell(gridColumns - 1),
    y: cell(gridRows - 1),
    w: cell(gridColumns).min(1),
    h: cell(gridRows).min(1),
    /** In place of the tile's own heading; null: its own, in the screen's language. */
    title: z.string().trim().min(1).max(60).nullable().default(null),
    scope: tileScopeSchema.default({ centres: [], queues: [] }),
    thresholds: thresholdsSchema.nullable().default(null),
    /** Of the tile's kind; checked by `tileOptions` of tileOptions.ts, and made whole by wholeBoard.ts. */
    options: z.record(z.string(), z.unknown()).default({}),
  })
  .refine((tile) => tile.x + tile.w <= gridColumns && tile.y + tile.h <= gridRows, {
    message: `a tile must lie within ${gridColumns} columns and ${gridRows} rows`,
  });
export type BoardTile = z.infer<typeof tileSchema>;

/** A wall as it is made in the browser, kept in the database and shown by screens. */
export const boardSchema = z.object({
  /** Of the address: `/wall/<id>`. */
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'an id is lower-case letters, digits and hyphens'),
  name: z.string().trim().min(1).max(80),
  /** The centres that it is about; empty: all. */
  centres: z.array(idText).max(100),
  tiles: z.array(tileSchema).max(mostTiles),
});
export type Board = z.infer<typeof boardSchema>;

/** A board with what its keeping adds. */
export interface KeptBoard extends Board {
  /** Made by the installation itself from a template, and never changed since: it is not in the database. */
  builtIn: boolean;
  /** Counts its changes; an editor that would overwrite a newer one is told. 0 of a built-in board. */
  revision: number;
  changedAt: number | null;
  changedBy: string | null;
}
