import { PNG } from 'pngjs';
import { contrastOf, linear, luminance, seenBy, type Vision } from '../../app/frame/colourVision.ts';

/** A mark as such eyes see it: its outline alone, and how it stands out from its ground. */
export interface MarkShape {
  /** Of the mark against its ground, 1–21. */
  contrast: number;
  /** Row by row on a square of `side`: is it the mark's? */
  filled: boolean[];
}

const side = 32;

/** The outline of a mark on a screenshot of its own box, as seen by such eyes. Its corner is its ground. */
export function shapeSeen(screenshot: Buffer, vision: Vision): MarkShape {
  const { width, height, data } = PNG.sync.read(screenshot);
  const lights = Array.from({ length: width * height }, (_, nth) => {
    const channel = (of: number) => linear(data[nth * 4 + of] ?? 0);
    return luminance(seenBy(vision, [channel(0), channel(1), channel(2)]));
  });
  const ground = lights[0] ?? 0;
  const farthest = lights.reduce(
    (most, light) => (Math.abs(light - ground) > Math.abs(most - ground) ? light : most),
    ground,
  );
  const box = Math.max(width, height);
  const filled = Array.from({ length: side * side }, (_, nth) => {
    const x = Math.floor(((nth % side) + 0.5) * (box / side) - (box - width) / 2);
    const y = Math.floor((Math.floor(nth / side) + 0.5) * (box / side) - (box - height) / 2);
    if (x < 0 || y < 0 || x >= width || y >= height) return false;
    return Math.abs((lights[y * width + x] ?? ground) - ground) > Math.abs(farthest - ground) / 2;
  });
  return { contrast: contrastOf(farthest, ground), filled };
}

/** How much of two shapes is common, 0–1: 1 are the same. */
export function sameness(a: MarkShape, b: MarkShape): number {
  const both = a.filled.filter((is, nth) => is && b.filled[nth]).length;
  const either = a.filled.filter((is, nth) => is || b.filled[nth]).length;
  return either === 0 ? 1 : both / either;
}
