import type { BoardTile } from './board.ts';
import { gridColumns, gridRows } from './grid.ts';

/** Where a tile lies on its board, in cells. */
export interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}
export interface Size {
  w: number;
  h: number;
}
/** The least size of a tile, below which it cannot be read. */
export type LeastSize = (tile: BoardTile) => Size;

export const directions = ['left', 'right', 'up', 'down'] as const;
export type Direction = (typeof directions)[number];

export function overlap(a: Rect, b: Rect): boolean {
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

export function isWithinGrid({ x, y, w, h }: Rect): boolean {
  return x >= 0 && y >= 0 && w >= 1 && h >= 1 && x + w <= gridColumns && y + h <= gridRows;
}

/** Pairs of tiles that lie on each other, as a file that was written by hand may have them. */
export function overlappingPairs(tiles: readonly BoardTile[]): [BoardTile, BoardTile][] {
  return tiles.flatMap((a, i) =>
    tiles
      .slice(i + 1)
      .filter((b) => overlap(a, b))
      .map((b): [BoardTile, BoardTile] => [a, b]),
  );
}

/**
 * The first free place, from the top left on, for a tile of the wanted size, or else for the largest that still fits and is
 * not below the least.
 *
 * @returns null: the board is full
 */
export function freePlace(tiles: readonly Rect[], wanted: Size, least: Size): Rect | null {
  const sizes: Size[] = [];
  for (let w = wanted.w; w >= least.w; w--) for (let h = wanted.h; h >= least.h; h--) sizes.push({ w, h });
  sizes.sort((a, b) => b.w * b.h - a.w * a.h);
  for (const { w, h } of sizes) {
    for (let y = 0; y + h <= gridRows; y++) {
      for (let x = 0; x + w <= gridColumns; x++) {
        if (!tiles.some((tile) => overlap(tile, { x, y, w, h }))) return { x, y, w, h };
      }
    }
  }
  return null;
}

/**
 * Puts a tile down where it was dragged to. On a free place it stays; over the middle of another the two change places,
 * each in its own size where that fits, else each in the other's; beside the mark by a cell or two it slides to where it fits.
 *
 * @returns null: it does not fit there
 */
export function dropTile(
  tiles: readonly BoardTile[],
  id: string,
  at: { x: number; y: number },
  least: LeastSize,
): BoardTile[] | null {
  const tile = tiles.find((one) => one.id === id);
  if (!tile) return null;
  const target = {
    w: tile.w,
    h: tile.h,
    x: within(at.x, gridColumns - tile.w),
    y: within(at.y, gridRows - tile.h),
  };
  if (isFree(tiles, target, [id])) return placed(tiles, [{ ...tile, ...target }]);
  const other = tiles
    .filter((one) => one.id !== id && (holdsMiddle(one, target) || holdsMiddle(target, one)))
    .toSorted((a, b) => sharedCells(b, target) - sharedCells(a, target))[0];
  if (other) return changedPlaces(tiles, tile, other, target, least);
  for (const reach of [1, 2]) {
    for (const [dx, dy] of around(reach)) {
      const near = { ...target, x: target.x + dx, y: target.y + dy };
      if (isWithinGrid(near) && isFree(tiles, near, [id]) && !sameRect(near, tile)) {
        return placed(tiles, [{ ...tile, ...near }]);
      }
    }
  }
  return null;
}

/**
 * Moves a tile by one cell; over a neighbour in the way it hops as a whole, and the neighbour takes the room it leaves.
 *
 * @returns null: the board's edge or tiles that cannot make way
 */
export function stepTile(tiles: readonly BoardTile[], id: string, direction: Direction): BoardTile[] | null {
  const tile = tiles.find((one) => one.id === id);
  if (!tile) return null;
  const sign = direction === 'right' || direction === 'down' ? 1 : -1;
  const [at, size] = direction === 'left' || direction === 'right' ? (['x', 'w'] as const) : (['y', 'h'] as const);
  const next = { ...tile, [at]: tile[at] + sign };
  if (!isWithinGrid(next)) return null;
  const inWay = tiles.filter((one) => one.id !== id && overlap(one, next));
  if (inWay.length === 0) return placed(tiles, [next]);
  const far =
    sign > 0
      ? Math.max(...inWay.map((one) => one[at] + one[size])) - tile[size]
      : Math.min(...inWay.map((one) => one[at]));
  const hopped = [
    { ...tile, [at]: far },
    ...inWay.map((one) => ({ ...one, [at]: one[at] - sign * tile[size] })),
  ] as BoardTile[];
  return fits(tiles, hopped) ? placed(tiles, hopped) : null;
}

/**
 * Gives a tile another size or place by its edges. Neighbours that it grows over shrink, as long as they keep their least
 * size; the tile itself never goes below its own.
 *
 * @returns null: that needs more room than there is
 */
export function resizeTile(
  tiles: readonly BoardTile[],
  id: string,
  wanted: Rect,
  least: LeastSize,
): BoardTile[] | null {
  const tile = tiles.find((one) => one.id === id);
  if (!tile || !isWithinGrid(wanted)) return null;
  const own = least(tile);
  if (wanted.w < own.w || wanted.h < own.h) return null;
  const made: BoardTile[] = [{ ...tile, ...rectOf(wanted) }];
  for (const one of tiles) {
    if (one.id === id || !overlap(one, wanted)) continue;
    const smaller = beside(one, wanted, least(one));
    if (!smaller) return null;
    made.push({ ...one, ...smaller });
  }
  return fits(tiles, made) ? placed(tiles, made) : null;
}

/** As far as it goes towards the wanted rectangle; the tiles as they are when not at all. */
export function resizeTowards(
  tiles: readonly BoardTile[],
  id: string,
  wanted: Rect,
  least: LeastSize,
): BoardTile[] | null {
  const tile = tiles.find((one) => one.id === id);
  if (!tile) return null;
  const steps = Math.max(...(['x', 'y', 'w', 'h'] as const).map((side) => Math.abs(wanted[side] - tile[side])));
  for (let step = steps; step > 0; step--) {
    const part = (side: keyof Rect) => Math.round(tile[side] + ((wanted[side] - tile[side]) * step) / steps);
    const done = resizeTile(tiles, id, { x: part('x'), y: part('y'), w: part('w'), h: part('h') }, least);
    if (done) return done;
  }
  return null;
}

export function rectOf({ x, y, w, h }: Rect): Rect {
  return { x, y, w, h };
}

function changedPlaces(
  tiles: readonly BoardTile[],
  tile: BoardTile,
  other: BoardTile,
  target: Rect,
  least: LeastSize,
): BoardTile[] | null {
  const keepingSizes = [
    { ...tile, ...target },
    { ...other, x: within(tile.x, gridColumns - other.w), y: within(tile.y, gridRows - other.h) },
  ];
  if (fits(tiles, keepingSizes)) return placed(tiles, keepingSizes);
  const takingSizes = [
    { ...tile, ...rectOf(other) },
    { ...other, ...rectOf(tile) },
  ];
  const readable = takingSizes.every((one) => one.w >= least(one).w && one.h >= least(one).h);
  return readable && fits(tiles, takingSizes) ? placed(tiles, takingSizes) : null;
}

/** What is left of a tile beside another: the largest of the four sides that is not below the least. */
function beside(tile: Rect, other: Rect, least: Size): Rect | null {
  const right = tile.x + tile.w;
  const bottom = tile.y + tile.h;
  const { x, y, w, h } = rectOf(tile);
  const rests: Rect[] = [
    { x, y, w: other.x - x, h },
    { x: other.x + other.w, y, w: right - other.x - other.w, h },
    { x, y, w, h: other.y - y },
    { x, y: other.y + other.h, w, h: bottom - other.y - other.h },
  ];
  return (
    rests.filter((rest) => rest.w >= least.w && rest.h >= least.h).toSorted((a, b) => b.w * b.h - a.w * a.h)[0] ?? null
  );
}

/** Do these tiles, in their new places, lie within the grid, on none of the others and not on each other? */
function fits(tiles: readonly BoardTile[], moved: readonly BoardTile[]): boolean {
  const ids = moved.map((one) => one.id);
  return moved.every(
    (one, i) =>
      isWithinGrid(one) && isFree(tiles, one, ids) && !moved.slice(i + 1).some((another) => overlap(one, another)),
  );
}

function isFree(tiles: readonly BoardTile[], rect: Rect, except: readonly string[]): boolean {
  return !tiles.some((one) => !except.includes(one.id) && overlap(one, rect));
}

/** The tiles in their order, some of them changed. */
function placed(tiles: readonly BoardTile[], moved: readonly BoardTile[]): BoardTile[] {
  return tiles.map((one) => moved.find((other) => other.id === one.id) ?? one);
}

function holdsMiddle(outer: Rect, inner: Rect): boolean {
  const x = inner.x + inner.w / 2;
  const y = inner.y + inner.h / 2;
  return x >= outer.x && x <= outer.x + outer.w && y >= outer.y && y <= outer.y + outer.h;
}

function sharedCells(a: Rect, b: Rect): number {
  const wide = Math.min(a.x + a.w, b.x + b.w) - Math.max(a.x, b.x);
  const high = Math.min(a.y + a.h, b.y + b.h) - Math.max(a.y, b.y);
  return Math.max(0, wide) * Math.max(0, high);
}

/** Offsets within so many cells, nearest first. */
function around(reach: number): [number, number][] {
  const steps = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  return steps
    .flatMap((dx) => steps.map((dy): [number, number] => [dx, dy]))
    .filter(([dx, dy]) => Math.max(Math.abs(dx), Math.abs(dy)) === reach)
    .toSorted((a, b) => Math.hypot(...a) - Math.hypot(...b));
}

function within(value: number, most: number): number {
  return Math.min(Math.max(0, value), most);
}

function sameRect(a: Rect, b: Rect): boolean {
  return a.x === b.x && a.y === b.y && a.w === b.w && a.h === b.h;
}
