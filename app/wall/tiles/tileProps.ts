import type { BoardTile } from '#lib/board/board.ts';
import type { FigureScope } from '#lib/board/figureScope.ts';
import type { Freshness, Link } from '#lib/board/freshness.ts';
import type { Floor } from '#lib/feed/feedEvents.ts';

/** Where a tile stands and how large it may write. Lengths are in the board's units (`--board-u`). */
export interface TileRoom {
  width: number;
  height: number;
  /** The same while the board has nothing to say above its tiles. */
  usual: { width: number; height: number };
  /** The size of type that primary figures need at the screen's viewing distance. */
  primary: number;
  /** How much larger than usual lists are written; see `textScale`. */
  text: number;
  /** Upright or low screens (phones) stack their tiles and scroll: a list shows all its rows. */
  stacked: boolean;
}

/** What every tile gets. It is drawn anew only when what its kind needs of the floor changes, see `tileFacts`. */
export interface TileProps<Options = Record<string, unknown>> {
  tile: BoardTile;
  options: Options;
  scope: FigureScope;
  /** What of its board the tile is about, in words; null: all of it. */
  place: string | null;
  /** Empty before any word from the server. */
  floor: Floor;
  link: Link;
  /** Of the sources that the tile's figures come from. */
  fresh: Freshness;
  /** The figures are not of this moment, as a whole or in part. */
  dim: Dim;
  /** The server's clock, epoch ms; of a tile that does not tick as of its last change. */
  now: number;
  /** The instant at which the floor was last known to hold: decides which day is today. `now` before any word. */
  at: number;
  zone: string;
  room: TileRoom;
}

export type Dim = boolean | 'partly';

/** A tile's heading: as named by whoever made the board; else its kind's own, and what of the board it is about. */
export function tileTitle({ tile, place }: Pick<TileProps, 'tile' | 'place'>, own: string): string {
  return tile.title ?? (place === null ? own : `${own} · ${place}`);
}
