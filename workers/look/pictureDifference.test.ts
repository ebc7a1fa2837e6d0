import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { most } from './keptPictures.ts';
import { type Picture, unpacked } from './picture.ts';
import { differenceOf } from './pictureDifference.ts';

interface Part {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The picture with a part of it drawn by `from`, which tells where in the picture a pixel comes from. */
function changed(picture: Picture, part: Part, from: (x: number, y: number) => [number, number]): Picture {
  const greys = Uint8Array.from(picture.greys);
  for (let y = part.y; y < part.y + part.height; y += 1) {
    for (let x = part.x; x < part.x + part.width; x += 1) {
      const [fromX, fromY] = from(x, y);
      greys[y * picture.width + x] = picture.greys[fromY * picture.width + fromX] ?? 0;
    }
  }
  return { ...picture, greys };
}
const isUnlike = (a: Picture, b: Picture) => {
  const { share, worst } = differenceOf(a, b);
  return share > most.share || worst > most.worst;
};
/** The second figure of the hall overview, and the list of queues below. */
const tile = { x: 125, y: 22, width: 113, height: 57 };
const list = { x: 5, y: 145, width: 250, height: 115 };

describe.each(['busy-dark-tr', 'busy-light-en'])('held against %s', (name) => {
  const kept = unpacked(readFileSync(join(import.meta.dirname, 'pictures', `${name}.png`)));

  it('a picture is like itself, and like one whose letters lie half a pixel aside', () => {
    const greys = kept.greys.map((grey, at) => Math.round((grey + (kept.greys[at + 1] ?? grey)) / 2));
    expect(differenceOf(kept, kept)).toMatchObject({ share: 0, worst: 0 });
    expect(isUnlike(kept, { ...kept, greys })).toBe(false);
  });

  it.each([
    ['a tile is moved', changed(kept, tile, (x, y) => [x - 3, y])],
    ['a tile is not there', changed(kept, tile, () => [tile.x, tile.y + 3])],
    ['a tile lies over the next', changed(kept, { ...tile, x: 180 }, (x, y) => [x - 55, y])],
    ['a list begins lower', changed(kept, list, (x, y) => [x, y - 4])],
    ['a row of a list is gone', changed(kept, { x: 8, y: 168, width: 240, height: 8 }, () => [8, 168])],
  ])('%s: that is unlike', (_, picture) => {
    expect(isUnlike(kept, picture)).toBe(true);
  });
});
