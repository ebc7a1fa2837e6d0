import { expect, it } from 'vitest';
import { hallOverview } from '#lib/board/templates/hallOverview.ts';
import { screenSettingsSchema } from '#lib/screen/screenSettings.ts';
import { readTvMemory, type TvMemory, writeTvMemory } from './tvMemory.ts';

function storage(kept: string | null = null) {
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => {
      kept = value;
    },
    removeItem: () => {
      kept = null;
    },
  };
}
const { boards: _, ...settings } = screenSettingsSchema.parse({});
const memory: TvMemory = {
  token: 'jeton',
  assignment: {
    ...settings,
    id: 'e1',
    name: 'Kuzey duvarı',
    boards: [hallOverview({ id: 'all', name: 'Salon', centres: [] })],
  },
  zone: 'Europe/Istanbul',
};

it('reads what it wrote, and forgets it', () => {
  const kept = storage();
  expect(readTvMemory(kept)).toBeNull();
  writeTvMemory(kept, memory);
  expect(readTvMemory(kept)).toMatchObject({
    token: 'jeton',
    assignment: { name: 'Kuzey duvarı' },
    zone: 'Europe/Istanbul',
  });
  expect(readTvMemory(kept)?.assignment?.boards[0]?.tiles.length).toBe(memory.assignment?.boards[0]?.tiles.length);
  writeTvMemory(kept, null);
  expect(readTvMemory(kept)).toBeNull();
});

it('keeps the token though an older release wrote the rest in another way', () => {
  const kept = storage(JSON.stringify({ token: 'jeton', assignment: { name: 'Kuzey' }, zone: 'Ay/Karanlık' }));
  expect(readTvMemory(kept)).toEqual({ token: 'jeton', assignment: null, zone: null });
});

const [board] = memory.assignment?.boards ?? [];
const [tile] = board?.tiles ?? [];
it.each([
  ['a board that is none', { boards: [null] }],
  ['a board without tiles', { boards: [{ ...board, tiles: undefined }] }],
  ['a board of centres that are none', { boards: [{ ...board, centres: [7] }] }],
  ['a tile outside the grid', { boards: [{ ...board, tiles: [{ ...tile, x: 99 }] }] }],
  ['a tile of no kind', { boards: [{ ...board, tiles: [{ ...tile, kind: undefined }] }] }],
  ['a tile about nothing known', { boards: [{ ...board, tiles: [{ ...tile, scope: { centres: [] } }] }] }],
  ['a tile without options', { boards: [{ ...board, tiles: [{ ...tile, options: null }] }] }],
  ['a screen seen from nowhere', { viewingMetres: 0 }],
  ['a night without an end', { night: { from: '20:00', brightness: 0.5 } }],
])('waits for what the server tells rather than show %s', (_, damaged) => {
  const kept = storage(JSON.stringify({ ...memory, assignment: { ...memory.assignment, ...damaged } }));
  expect(readTvMemory(kept)).toEqual({ token: 'jeton', assignment: null, zone: 'Europe/Istanbul' });
});

it('keeps tiles of a kind that only a newer release knows', () => {
  const boards = [{ ...board, tiles: [{ ...tile, kind: 'of_the_future' }] }];
  const kept = storage(JSON.stringify({ ...memory, assignment: { ...memory.assignment, boards } }));
  expect(readTvMemory(kept)?.assignment?.boards[0]?.tiles[0]?.kind).toBe('of_the_future');
});

it.each(['{', '[]', '{"token":7}', 'null', '{"token":""}'])('is not paired by %s', (text) => {
  expect(readTvMemory(storage(text))).toBeNull();
});

it('goes on where the browser keeps nothing', () => {
  const shut = () => {
    throw new DOMException('shut', 'SecurityError');
  };
  expect(readTvMemory({ getItem: shut })).toBeNull();
  expect(() => writeTvMemory({ setItem: shut, removeItem: shut }, memory)).not.toThrow();
});
