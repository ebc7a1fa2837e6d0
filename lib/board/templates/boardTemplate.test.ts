import { describe, expect, test } from 'vitest';
import type { Board } from '../board.ts';
import { factsOf } from '../tileFacts.ts';
import { isPrimary, mostPrimary, tileLegibility } from '../tileLegibility.ts';
import { tileOptions } from '../tileOptions.ts';
import { overlappingPairs } from '../tilePlacement.ts';
import { wholeBoardSchema } from '../wholeBoard.ts';
import { isOffered, mostCentresSideBySide, templateIds, templateOf } from './boardTemplate.ts';

const ids = (count: number) => Array.from({ length: count }, (_, nth) => `merkez-${nth + 1}`);
const queueCounts = [0, 1, 40];

/** What a template may be given in an installation of so many centres. */
function choicesOf(id: (typeof templateIds)[number], centres: number): { centres: string[]; queue?: string }[] {
  const { asks } = templateOf(id);
  if (asks === 'queue') return ids(centres).map((centre) => ({ centres: [centre], queue: `${centre}:genel` }));
  if (asks === 'centres') return [{ centres: [] }, { centres: ids(1) }, { centres: ids(centres) }];
  const most = Math.min(centres, mostCentresSideBySide);
  return ids(most).flatMap((_, nth) => (nth >= 1 ? [{ centres: ids(nth + 1) }] : []));
}

describe.each(templateIds)('%s', (id) => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 30])('makes a sound board of any of %i centres', (centres) => {
    const offered = queueCounts.some((queues) => isOffered(id, { centres, queues }));
    for (const choice of offered ? choicesOf(id, centres) : []) {
      const board = templateOf(id).make({ id: 'pano', name: 'Pano', ...choice });
      expect(wholeBoardSchema.parse(board)).toEqual(board);
      expect(board.centres).toEqual(choice.centres);
      expect(overlappingPairs(board.tiles)).toEqual([]);
      expect(new Set(board.tiles.map((tile) => tile.id)).size).toBe(board.tiles.length);
      expect(beyondScope(board)).toEqual([]);
      for (const tile of board.tiles) {
        const { least } = factsOf(tile.kind);
        expect(tileOptions[tile.kind].safeParse(tile.options).error?.issues ?? [], `${tile.id}`).toEqual([]);
        expect(tile.w, `${tile.id}`).toBeGreaterThanOrEqual(least.w);
        expect(tile.h, `${tile.id}`).toBeGreaterThanOrEqual(least.h);
      }
    }
  });

  test('leaves no hole in the grid, unless it is the empty one', () => {
    if (id === 'empty') return;
    for (const choice of choicesOf(id, 30)) {
      const { tiles } = templateOf(id).make({ id: 'pano', name: 'Pano', ...choice });
      expect(tiles.reduce((sum, { w, h }) => sum + w * h, 0)).toBe(32 * 16);
    }
  });
});

test('of one or two centres every primary number is read from ten metres on 55 inches, and there are no more than eight', () => {
  const legible = templateIds.flatMap((id) => {
    const [choice] = choicesOf(id, 2);
    const { tiles } = templateOf(id).make({ id: 'pano', name: 'Pano', centres: [], ...choice });
    const metres = tileLegibility(tiles, new Map(), 55).flatMap((one) => (one.primary ? (one.metres ?? []) : []));
    return metres.length === 0 ? [] : [{ id, least: Math.min(...metres), count: tiles.filter(isPrimary).length }];
  });
  expect(legible.filter(({ least }) => least < 10)).toEqual([]);
  expect(legible.filter(({ count }) => count > mostPrimary)).toEqual([]);
});

test('what a template asks for and does not get is said', () => {
  expect(() => templateOf('one_queue').make({ id: 'a', name: 'A', centres: [] })).toThrow('queue is missing');
  expect(() => templateOf('side_by_side').make({ id: 'a', name: 'A', centres: ids(9) })).toThrow('9 given');
  expect(() => templateOf('side_by_side').make({ id: 'a', name: 'A', centres: [] })).toThrow('0 given');
});

test('a single centre is offered no comparison, and no queue no board of one', () => {
  expect(isOffered('side_by_side', { centres: 1, queues: 3 })).toBe(false);
  expect(isOffered('one_queue', { centres: 1, queues: 0 })).toBe(false);
  expect(templateIds.filter((id) => isOffered(id, { centres: 2, queues: 3 }))).toEqual(templateIds);
});

/** Tiles of centres that the board is not about would show nothing. */
function beyondScope({ centres, tiles }: Board): string[] {
  if (centres.length === 0) return [];
  return tiles.filter(({ scope }) => scope.centres.some((one) => !centres.includes(one))).map(({ id }) => id);
}
