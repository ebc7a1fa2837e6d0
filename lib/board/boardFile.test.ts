import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { tileSchema } from './board.ts';
import { boardFileText, readBoardFile } from './boardFile.ts';

const tile = (id: string, x: number, more: object = {}) =>
  tileSchema.parse({ id, kind: 'number', x, y: 0, w: 8, h: 4, ...more });
const content = {
  name: 'Çağrı salonu',
  centres: ['153'],
  tiles: [tile('a', 0, { title: 'Bekleyen', thresholds: { warn: 5, alarm: 10, hysteresis: 1 } }), tile('b', 8)],
};
const file = (change: (file: { [key: string]: unknown; tiles: Record<string, unknown>[] }) => void): string => {
  const made = JSON.parse(boardFileText(content));
  change(made);
  return JSON.stringify(made);
};

test('a file gives back the board that it was made of', () => {
  expect(readBoardFile(boardFileText(content))).toEqual({ content });
  // an editor on Windows may have put its mark before the text
  expect(readBoardFile(`\uFEFF${boardFileText(content)}`)).toEqual({ content });
});

describe('the first fault is named with its place', () => {
  test.each<[string, string, object]>([
    ['no JSON', '{"format": ', { what: 'not_json' }],
    ['another file', '{"name": "santral", "version": "1.0"}', { what: 'not_a_board' }],
    ['a list', '[]', { what: 'not_a_board' }],
    ['of a newer release', file((made) => Object.assign(made, { version: 2 })), { what: 'newer', given: '2' }],
    [
      'no name',
      file((made) => Object.assign(made, { name: undefined })),
      { what: 'missing', tile: null, field: 'name' },
    ],
    [
      'an empty name',
      file((made) => Object.assign(made, { name: ' ' })),
      { what: 'too_small', field: 'name', wanted: '1' },
    ],
    [
      'a tile too wide',
      file((made) => Object.assign(made.tiles[1] ?? {}, { w: 40 })),
      { what: 'too_large', tile: { nth: 2, name: 'number' }, field: 'w', wanted: '32', given: '40' },
    ],
    [
      'a tile over the edge',
      file((made) => Object.assign(made.tiles[1] ?? {}, { x: 30 })),
      { what: 'outside_grid', tile: { nth: 2 }, field: '', wanted: '32 × 16' },
    ],
    [
      'a kind that there is not',
      file((made) => Object.assign(made.tiles[0] ?? {}, { kind: 'weather' })),
      { what: 'not_one_of', tile: { nth: 1, name: 'Bekleyen' }, field: 'kind', given: 'weather' },
    ],
    [
      'a text for a number',
      file((made) => Object.assign(made.tiles[0] ?? {}, { x: 'left' })),
      { what: 'wrong_type', field: 'x', wanted: 'number', given: 'left' },
    ],
    [
      'a queue that is no id',
      file((made) => Object.assign(made.tiles[0] ?? {}, { scope: { centres: [], queues: ['153:genel', 7] } })),
      { what: 'wrong_type', field: 'scope.queues.1', wanted: 'string', given: '7' },
    ],
    [
      'one tile on another',
      file((made) => Object.assign(made.tiles[1] ?? {}, { x: 4 })),
      { what: 'overlap', tile: { nth: 2, name: 'number' }, wanted: '1 (Bekleyen)' },
    ],
    [
      'an id twice',
      file((made) => Object.assign(made.tiles[1] ?? {}, { id: 'a' })),
      { what: 'same_id', tile: { nth: 2 }, field: 'id', given: 'a' },
    ],
  ])('%s', (_, text, fault) => {
    expect(readBoardFile(text)).toMatchObject({ fault });
  });

  test('of a tile’s own options', () => {
    const options = z.object({ metric: z.enum(['waiting', 'offered']) });
    const text = file((made) => Object.assign(made.tiles[0] ?? {}, { options: { metric: 'rain' } }));
    const check = (one: { options: unknown }) => options.safeParse(one.options).error?.issues ?? [];
    expect(readBoardFile(text, check)).toMatchObject({
      fault: {
        what: 'not_one_of',
        tile: { nth: 1 },
        field: 'options.metric',
        wanted: 'waiting, offered',
        given: 'rain',
      },
    });
  });
});
