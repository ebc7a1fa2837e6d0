import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contrastOf, type Light, linear, luminance, seenBy, type Vision, visions } from './colourVision.ts';

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
  const channel = (at: number) => linear(Number.parseInt(hex.slice(at, at + 2), 16));
  return [channel(1), channel(3), channel(5)];
}

function of(theme: keyof typeof themes, name: string): Light {
  const found = themes[theme].get(name);
  if (!found) throw new Error(`tokens.css has no --${name} in the ${theme} theme.`);
  return found;
}

const contrast = (a: Light, b: Light) => contrastOf(luminance(a), luminance(b));

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

const eyes = (Object.keys(visions) as Vision[]).filter((vision) => vision !== 'grey');
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

  it.each(eyes.flatMap((eye) => pairs.map(([a, b]) => [eye, a, b] as const)))(
    'tell eyes with %s %s from %s',
    (eyes, a, b) => {
      expect(difference(seenBy(eyes, of(theme, a)), seenBy(eyes, of(theme, b)))).toBeGreaterThan(12);
    },
  );
});
