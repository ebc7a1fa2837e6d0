import { expect, it } from 'vitest';
import { boardFileText } from '#lib/board/boardFile.ts';
import { hallOverview } from '#lib/board/templates/hallOverview.ts';
import { boardInFile } from './boardFiles.ts';

const { tiles, ...board } = hallOverview({ id: 'all', name: 'Salon', centres: [] });
const [first, ...rest] = tiles;
const fileOf = (options: Record<string, unknown>) =>
  new File([boardFileText({ ...board, tiles: first ? [{ ...first, options }, ...rest] : rest })], 'pano.json');

it('finds what is wrong with a tile’s options, before anything is filled in', async () => {
  expect(await boardInFile(fileOf({ metric: 'of_the_future' }))).toMatchObject({
    fault: { what: 'not_one_of', tile: { nth: 1 }, field: 'options.metric', given: 'of_the_future' },
  });
});

it('gives a board whole, its tiles’ options filled in', async () => {
  expect(await boardInFile(fileOf({ metric: 'paused' }))).toMatchObject({
    content: { tiles: [{ options: { metric: 'paused', trend: 'none' } }, ...rest] },
  });
});
