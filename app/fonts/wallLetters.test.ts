import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { messages } from '../i18n/messages.ts';

const app = fileURLToPath(new URL('..', import.meta.url));

/** The letters that a WOFF2 font has, by its table `cmap`; of its formats the only one here is 4. */
function lettersOf(font: Buffer): Set<number> {
  let at = 48;
  const length = () => {
    for (let value = 0; ; ) {
      const byte = font.readUInt8(at++);
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  };
  // The tables lie one after the other in one packed stream; their order and lengths stand here.
  const tables = Array.from({ length: font.readUInt16BE(12) }, () => {
    const flags = font.readUInt8(at++);
    const tag = flags & 63;
    if (tag === 63) at += 4;
    const plain = length();
    const isOutline = tag === 10 || tag === 11;
    const transformed = isOutline ? flags >> 6 !== 3 : flags >> 6 !== 0;
    return { tag, bytes: transformed ? length() : plain };
  });
  const nth = tables.findIndex(({ tag }) => tag === 0);
  const from = tables.slice(0, nth).reduce((sum, { bytes }) => sum + bytes, 0);
  const stream = brotliDecompressSync(font.subarray(at, at + font.readUInt32BE(20)));
  const cmap = stream.subarray(from, from + (tables[nth]?.bytes ?? 0));
  const part = cmap.subarray(cmap.readUInt32BE(8));
  expect(part.readUInt16BE(0)).toBe(4);
  const segments = part.readUInt16BE(6) / 2;
  const letters = new Set<number>();
  for (let segment = 0; segment < segments; segment++) {
    const last = part.readUInt16BE(14 + 2 * segment);
    const first = part.readUInt16BE(16 + 2 * (segments + segment));
    for (let code = first; code <= last && code !== 0xffff; code++) letters.add(code);
  }
  return letters;
}

const letters = lettersOf(readFileSync(join(app, 'fonts/inter.woff2')));
const missingIn = (text: string) =>
  [...new Set(text)].filter((letter) => /[^\s\p{Cc}]/u.test(letter) && !letters.has(letter.codePointAt(0) ?? 0));

/** What a module or style sheet may draw: all of it but its comments. */
function written(path: string): string {
  return readFileSync(path, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');
}

it('reads the font: it has Turkish letters and no drawn signs', () => {
  expect(missingIn('AĞİıŞçÖüş 0–9 −÷≈…“”’·%')).toEqual([]);
  expect(missingIn('▲▼●⚠')).toEqual(['▲', '▼', '●', '⚠']);
});

// What the font lacks a television takes from its own fonts, if one has it: another shape, or an empty box.
it.each(['tr', 'en'] as const)('walls and televisions say nothing in %s that their font cannot write', (locale) => {
  const { wall, tiles, alarmBanner, tv } = messages[locale];
  expect(missingIn(JSON.stringify({ wall, tiles, alarmBanner, tv }))).toEqual([]);
});

it.each(['wall', 'tv', 'live'])('nothing in app/%s writes a letter that the walls’ font lacks', (area) => {
  const files = readdirSync(join(app, area), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(tsx?|css)$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => join(area, name));
  expect(files.length).toBeGreaterThan(5);
  expect(files.flatMap((file) => missingIn(written(join(app, file))).map((letter) => `${letter} in ${file}`))).toEqual(
    [],
  );
});
