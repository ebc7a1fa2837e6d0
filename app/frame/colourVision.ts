/** Linear red, green and blue, 0–1. */
export type Light = readonly [number, number, number];
type Matrix = readonly [Light, Light, Light];

/** Rec. 709's weights of luminance. */
const luma: Light = [0.2126, 0.7152, 0.0722];

/**
 * How eyes see that lack one of the three cones: Machado, Oliveira, Fernandes 2009, “A Physiologically-based Model for
 * Simulation of Color Vision Deficiency”, table 1, severity 1, on linear light; and a screen without colour.
 */
export const visions = {
  grey: [luma, luma, luma],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, Matrix>;
export type Vision = keyof typeof visions;

/** The light that looks to everybody as `light` does to such eyes. */
export function seenBy(vision: Vision, [r, g, b]: Light): Light {
  const [red, green, blue] = visions[vision].map(([x, y, z]) => Math.min(1, Math.max(0, x * r + y * g + z * b)));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

/** The light of one channel of sRGB, 0–255. */
export function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

export function luminance([r, g, b]: Light): number {
  return luma[0] * r + luma[1] * g + luma[2] * b;
}

/** The contrast of two luminances, 1–21, by WCAG 2.2. */
export function contrastOf(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
