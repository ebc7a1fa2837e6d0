import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Linear red, green and blue, 0–1. */
type Light = readonly [number, number, number];
type Matrix = readonly [Light, Light, Light];

/** How eyes without one of the three cones see: Machado, Oliveira, Fernandes 2009, table 1, severity 1. */
const machado: Record<string, Matrix> = {
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
};

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const [darkCss = '', lightCss = ''] = css.split("[data-theme='light']");
const themes = { dark: tokensOf(darkCss), light: tokensOf(lightCss) };
const judgements = ['ink', 'good', 'warn', 'bad'];

function tokensOf(text: string): Map<string, Light> {
  return new Map(
    [...text.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, light(hex)]),
  );
}

function light(hex: string): Light {
  const linear = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [linear(1), linear(3), linear(5)];
}

function of(theme: keyof typeof themes, name: string): Light {
  const found = themes[theme].get(name);
  if (!found) throw new Error(`tokens.css has no --${name} in the ${theme} theme.`);
  return found;
}

function seen(matrix: Matrix, [r, g, b]: Light): Light {
  const [red, green, blue] = matrix.map(([x, y, z]) => Math.min(1, Math.max(0, x * r + y * g + z * b)));
  return [red ?? 0, green ?? 0, blue ?? 0];
}

const luminance = ([r, g, b]: Light) => 0.2126 * r + 0.7152 * g + 0.0722 * b;

/** WCAG 2.2. */
function contrast(a: Light, b: Light): number {
  const [high, low] = [Math.max(luminance(a), luminance(b)), Math.min(luminance(a), luminance(b))];
  return (high + 0.05) / (low + 0.05);
}

/** CIE 1976, in CIELAB under D65; 2.3 is a just noticeable difference. */
function difference(a: Light, b: Light): number {
  const [p, q] = [lab(a), lab(b)];
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}

function lab([r, g, b]: Light): Light {
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const pairs = judgements.flatMap((a, i) => judgements.slice(i + 1).map((b) => [a, b] as const));

describe.each(['dark', 'light'] as const)('the colours of the %s theme', (theme) => {
  it.each([
    ['ink', 'surface'],
    ['ink', 'ground'],
    ['warn', 'warn-ground'],
    ['bad', 'bad-ground'],
  ])('let a primary number in %s on %s be read at seven to one', (ink, ground) => {
    expect(contrast(of(theme, ink), of(theme, ground))).toBeGreaterThanOrEqual(7);
  });

  it.each(pairs)('tell %s from %s without colour', (a, b) => {
    expect(contrast(of(theme, a), of(theme, b))).toBeGreaterThan(1.15);
  });

  it.each(Object.keys(machado).flatMap((eyes) => pairs.map(([a, b]) => [eyes, a, b] as const)))(
    'tell eyes with %s %s from %s',
    (eyes, a, b) => {
      const matrix = machado[eyes] as Matrix;
      expect(difference(seen(matrix, of(theme, a)), seen(matrix, of(theme, b)))).toBeGreaterThan(12);
    },
  );
});
