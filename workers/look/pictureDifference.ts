import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import type { Picture } from './picture.ts';

export interface Difference {
  /** The share 0–1 of the picture that differs. */
  share: number;
  /** The same of the field that differs most, of 16 × 9 fields: a single tile that moved is little of a whole board. */
  worst: number;
  /** The picture that was expected, pale, with what differs in red. */
  shown: Buffer;
}

const fields = { across: 16, down: 9 };
/** Sixteen greys, and the edges of letters, are within this; a figure that is not there is not. */
const threshold = 0.16;

/** Pixels to each side over which a picture is softened before it is compared: letters a pixel aside are the same letters. */
const soft = 2;

/** @throws RangeError when the pictures are not of one size */
export function differenceOf(expected: Picture, actual: Picture): Difference {
  const { width, height } = expected;
  if (actual.width !== width || actual.height !== height) {
    throw new RangeError(
      `A picture of ${actual.width} × ${actual.height} is held against one of ${width} × ${height}.`,
    );
  }
  const shown = new PNG({ width, height });
  const options = { threshold, includeAA: true, diffColor: [255, 0, 0] as [number, number, number] };
  const differing = pixelmatch(
    colours(softened(expected)),
    colours(softened(actual)),
    shown.data,
    width,
    height,
    options,
  );
  const counts = new Array<number>(fields.across * fields.down).fill(0);
  for (let at = 0; at < width * height; at += 1) {
    if (shown.data[at * 4] !== 255 || shown.data[at * 4 + 1] !== 0) continue;
    const across = Math.floor(((at % width) / width) * fields.across);
    const down = Math.floor((Math.floor(at / width) / height) * fields.down);
    const field = down * fields.across + across;
    counts[field] = (counts[field] ?? 0) + 1;
  }
  const fieldSize = (width * height) / counts.length;
  return {
    share: differing / (width * height),
    worst: Math.max(...counts) / fieldSize,
    shown: PNG.sync.write(shown),
  };
}

function softened(picture: Picture): Picture {
  return meanAcross(meanAcross(picture, 1, picture.width), picture.width, picture.height);
}

/** Each pixel the mean of itself and its neighbours along one axis, on which neighbours are `step` apart. */
function meanAcross({ width, height, greys }: Picture, step: number, length: number): Picture {
  const means = new Uint8Array(greys.length);
  for (let at = 0; at < greys.length; at += 1) {
    const along = step === 1 ? at % width : Math.floor(at / width);
    let [sum, count] = [0, 0];
    for (let by = -soft; by <= soft; by += 1) {
      if (along + by < 0 || along + by >= length) continue;
      sum += greys[at + by * step] ?? 0;
      count += 1;
    }
    means[at] = Math.round(sum / count);
  }
  return { width, height, greys: means };
}

function colours({ width, height, greys }: Picture): Uint8Array {
  const data = new Uint8Array(width * height * 4);
  for (const [at, grey] of greys.entries()) data.set([grey, grey, grey, 255], at * 4);
  return data;
}
