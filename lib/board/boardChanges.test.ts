import { expect, test } from 'vitest';
import { tileSchema } from './board.ts';
import { boardChanges } from './boardChanges.ts';

const tile = (id: string, more: object = {}) =>
  tileSchema.parse({ id, kind: 'number', x: 0, y: 0, w: 8, h: 4, ...more });
const board = { name: 'Salon', centres: ['153', '185'], tiles: [tile('a'), tile('b', { x: 8 })] };

test('two versions that show the same have no difference, however they are ordered', () => {
  const options = (value: object) => [tile('a', { options: value })];
  expect(
    boardChanges(
      { ...board, tiles: options({ fit: 'cover', at: { row: 1, seat: 2 } }) },
      { ...board, tiles: options({ at: { seat: 2, row: 1 }, fit: 'cover' }) },
    ),
  ).toEqual([]);
  const same = { ...board, centres: ['185', '153'], tiles: board.tiles.toReversed() };
  expect(boardChanges(board, same)).toEqual([]);
});

test('each difference is told once, the content before the place', () => {
  const changes = boardChanges(board, {
    name: 'Salon 2',
    centres: ['153'],
    tiles: [tile('a', { x: 3, title: 'Bekleyen' }), tile('c', { y: 9 })],
  });
  expect(changes.map(({ what, ...of }) => ('tile' in of ? `${what} ${of.tile.id}` : what))).toEqual([
    'name',
    'centres',
    'changed a',
    'added c',
    'removed b',
  ]);
  const moved = boardChanges(board, { ...board, tiles: [tile('a'), tile('b', { x: 9 })] });
  expect(moved).toMatchObject([{ what: 'moved', tile: { id: 'b', x: 9 } }]);
});
