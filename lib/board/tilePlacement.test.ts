import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BoardTile, tileSchema } from './board.ts';
import { gridColumns, gridRows } from './grid.ts';
import {
  directions,
  dropTile,
  freePlace,
  isWithinGrid,
  overlappingPairs,
  resizeTile,
  resizeTowards,
  stepTile,
} from './tilePlacement.ts';

const tile = (id: string, x: number, y: number, w: number, h: number): BoardTile =>
  tileSchema.parse({ id, kind: 'number', x, y, w, h });
const least = () => ({ w: 3, h: 3 });
const rects = (tiles: BoardTile[] | null) =>
  tiles && Object.fromEntries(tiles.map(({ id, x, y, w, h }) => [id, [x, y, w, h]]));

/** a a a | b b
 *  a a a | c c */
const full = [tile('a', 0, 0, 20, 16), tile('b', 20, 0, 12, 8), tile('c', 20, 8, 12, 8)];

describe('a tile that is dragged', () => {
  test('stays on a free place, and never leaves the board', () => {
    const tiles = [tile('a', 0, 0, 8, 4)];
    expect(rects(dropTile(tiles, 'a', { x: 5, y: 7 }, least))).toEqual({ a: [5, 7, 8, 4] });
    expect(rects(dropTile(tiles, 'a', { x: 40, y: -3 }, least))).toEqual({ a: [24, 0, 8, 4] });
  });

  test('changes places with the tile in whose middle it is dropped', () => {
    expect(rects(dropTile(full, 'b', { x: 20, y: 7 }, least))).toEqual({
      a: [0, 0, 20, 16],
      b: [20, 8, 12, 8],
      c: [20, 0, 12, 8],
    });
  });

  test('changes sizes as well when the other does not fit into the place it leaves', () => {
    expect(rects(dropTile(full, 'b', { x: 4, y: 4 }, least))).toEqual({
      a: [20, 0, 12, 8],
      b: [0, 0, 20, 16],
      c: [20, 8, 12, 8],
    });
  });

  test('goes back where the other would become too small to be read', () => {
    const wide = (one: BoardTile) => (one.id === 'a' ? { w: 20, h: 10 } : least());
    expect(dropTile(full, 'b', { x: 4, y: 4 }, wide)).toBeNull();
  });

  test('slides beside the mark when it lies on an edge of another', () => {
    const tiles = [tile('a', 0, 0, 8, 8), tile('b', 20, 0, 8, 8)];
    expect(rects(dropTile(tiles, 'b', { x: 7, y: 0 }, least))).toEqual({ a: [0, 0, 8, 8], b: [8, 0, 8, 8] });
  });
});

describe('a tile that is moved by keys', () => {
  test('goes cell by cell, and not over the edge', () => {
    const tiles = [tile('a', 0, 0, 8, 4)];
    expect(rects(stepTile(tiles, 'a', 'right'))).toEqual({ a: [1, 0, 8, 4] });
    expect(rects(stepTile(tiles, 'a', 'down'))).toEqual({ a: [0, 1, 8, 4] });
    expect(stepTile(tiles, 'a', 'left')).toBeNull();
    expect(stepTile(tiles, 'a', 'up')).toBeNull();
  });

  test('hops over those in its way, which take the room it leaves, and back', () => {
    const hopped = stepTile(full, 'a', 'right');
    expect(rects(hopped)).toEqual({ a: [12, 0, 20, 16], b: [0, 0, 12, 8], c: [0, 8, 12, 8] });
    expect(rects(stepTile(hopped ?? [], 'a', 'left'))).toEqual(rects(full));
  });

  test('stays where those in its way cannot make way', () => {
    expect(stepTile(full, 'b', 'left')).toBeNull();
  });
});

describe('a tile of another size', () => {
  test('takes from its neighbours down to their least size', () => {
    expect(rects(resizeTile(full, 'a', { x: 0, y: 0, w: 22, h: 16 }, least))).toEqual({
      a: [0, 0, 22, 16],
      b: [22, 0, 10, 8],
      c: [22, 8, 10, 8],
    });
    expect(resizeTile(full, 'a', { x: 0, y: 0, w: 30, h: 16 }, least)).toBeNull();
    expect(rects(resizeTowards(full, 'a', { x: 0, y: 0, w: 32, h: 16 }, least))).toMatchObject({ a: [0, 0, 29, 16] });
  });

  test('is never below its own least size, nor beyond the board', () => {
    expect(resizeTile(full, 'b', { x: 20, y: 0, w: 2, h: 8 }, least)).toBeNull();
    expect(resizeTile(full, 'b', { x: 20, y: 0, w: 13, h: 8 }, least)).toBeNull();
  });
});

test('a new tile finds the first free place, smaller if it must, or none', () => {
  expect(freePlace([], { w: 8, h: 4 }, { w: 4, h: 3 })).toEqual({ x: 0, y: 0, w: 8, h: 4 });
  const narrow = [tile('a', 0, 0, 27, 16)];
  expect(freePlace(narrow, { w: 8, h: 4 }, { w: 4, h: 3 })).toEqual({ x: 27, y: 0, w: 5, h: 4 });
  expect(freePlace(full, { w: 8, h: 4 }, { w: 4, h: 3 })).toBeNull();
});

test('whatever is done to a board, its tiles stay within it, readable, and none lies on another', () => {
  const action = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    what: fc.constantFrom(...directions, 'drop' as const, 'resize' as const),
    x: fc.integer({ min: -4, max: gridColumns + 4 }),
    y: fc.integer({ min: -4, max: gridRows + 4 }),
    w: fc.integer({ min: 0, max: gridColumns }),
    h: fc.integer({ min: 0, max: gridRows }),
  });
  fc.assert(
    fc.property(fc.array(action, { maxLength: 25 }), (actions) => {
      let tiles = [tile('a', 0, 0, 12, 16), tile('b', 12, 0, 10, 8), tile('c', 22, 0, 6, 5), tile('d', 12, 9, 9, 4)];
      for (const { id, what, ...rect } of actions) {
        const next =
          what === 'drop'
            ? dropTile(tiles, id, rect, least)
            : what === 'resize'
              ? resizeTowards(tiles, id, rect, least)
              : stepTile(tiles, id, what);
        tiles = next ?? tiles;
        expect(tiles.map((one) => one.id)).toEqual(['a', 'b', 'c', 'd']);
        expect(tiles.every(isWithinGrid)).toBe(true);
        expect(overlappingPairs(tiles)).toEqual([]);
        expect(tiles.every((one) => one.w >= 3 && one.h >= 3)).toBe(true);
      }
    }),
    { seed: 5, numRuns: 300 },
  );
});
