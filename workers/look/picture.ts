import { PNG } from 'pngjs';

/** A picture in grey, small enough to be kept: what is where shows, how a browser smooths its letters does not. */
export interface Picture {
  width: number;
  height: number;
  /** 0–255, row by row. */
  greys: Uint8Array;
}

/** Kept pictures are so wide, whatever the screen; a board looks the same at each size. */
export const pictureWidth = 480;
/** Greys of a kept picture: few enough to pack well. */
const levels = 16;

/** The picture of a screenshot: each of its pixels is the mean of those that it stands for, in perceived lightness. */
export function pictureOf(screenshot: Buffer, width = pictureWidth): Picture {
  const { width: from, height: high, data } = PNG.sync.read(screenshot);
  const scale = from / width;
  const height = Math.round(high / scale);
  const rows = shares(high, height);
  const columns = shares(from, width);
  const greys = new Uint8Array(width * height);
  for (const [y, row] of rows.entries()) {
    for (const [x, column] of columns.entries()) {
      let sum = 0;
      for (const [sy, ys] of row) {
        for (const [sx, xs] of column) {
          const at = (sy * from + sx) * 4;
          const grey = 0.2126 * (data[at] ?? 0) + 0.7152 * (data[at + 1] ?? 0) + 0.0722 * (data[at + 2] ?? 0);
          sum += xs * ys * grey;
        }
      }
      greys[y * width + x] = Math.round(sum);
    }
  }
  return { width, height, greys };
}

/** Which of `from` pixels make up each of `to`, with what share of it. */
function shares(from: number, to: number): [number, number][][] {
  const scale = from / to;
  return Array.from({ length: to }, (_, nth) => {
    const [start, end] = [nth * scale, Math.min(from, (nth + 1) * scale)];
    const parts: [number, number][] = [];
    for (let at = Math.floor(start); at < end; at += 1) {
      const share = (Math.min(end, at + 1) - Math.max(start, at)) / scale;
      if (share > 1e-6) parts.push([at, share]);
    }
    return parts;
  });
}

/** As a PNG in sixteen greys. */
export function packed({ width, height, greys }: Picture): Buffer {
  const png = new PNG({ width, height, colorType: 0, inputColorType: 0, bitDepth: 8, inputHasAlpha: false });
  png.data = Buffer.from(
    greys.map((grey) => Math.round(Math.round((grey / 255) * (levels - 1)) * (255 / (levels - 1)))),
  );
  return PNG.sync.write(png, {
    colorType: 0,
    inputColorType: 0,
    bitDepth: 8,
    inputHasAlpha: false,
    deflateLevel: 9,
    filterType: 0,
  });
}

export function unpacked(file: Buffer): Picture {
  const { width, height, data } = PNG.sync.read(file);
  return { width, height, greys: Uint8Array.from({ length: width * height }, (_, nth) => data[nth * 4] ?? 0) };
}
