import { expect, it } from 'vitest';
import { hallOverview } from '#lib/board/templates/hallOverview.ts';
import { bodyOf } from '../jsonAnswer.ts';
import { changedBoard, newBoard } from './givenBoard.ts';

const hall = hallOverview({ id: 'salon', name: 'Salon', centres: [] });
const told = async (schema: typeof newBoard | typeof changedBoard, body: object) => {
  const request = new Request('http://localhost/', { method: 'POST', body: JSON.stringify(body) });
  const read = await bodyOf(request, schema);
  return read instanceof Response ? ((await read.json()) as { message: string }).message : read;
};

it('takes boards as they are made here', async () => {
  expect(await told(newBoard, hall)).toEqual(hall);
  expect(await told(changedBoard, { ...hall, revision: 3 })).toMatchObject({ revision: 3, tiles: hall.tiles });
});

it('names the tile whose options its kind does not take', async () => {
  const spoilt = (options: object) => ({
    ...hall,
    revision: 0,
    tiles: hall.tiles.map((tile, nth) => (nth === 1 ? { ...tile, kind: 'clock', options } : tile)),
  });
  for (const schema of [newBoard, changedBoard]) {
    expect(await told(schema, spoilt({ seconds: 'x'.repeat(1000) }))).toMatch(
      /^At tiles\.1\.options\.seconds: .*in a tile of the kind clock\.$/,
    );
    expect(await told(schema, spoilt({ own: { what: 'ever' } }))).toMatch(/^At tiles\.1\.options: .*kind clock\.$/);
  }
});
