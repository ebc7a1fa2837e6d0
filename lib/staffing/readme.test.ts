import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { placesOf } from './concurrency.ts';
import { deferredWork } from './deferredWork.ts';
import { firstAttempts } from './firstAttempts.ts';
import { leverSavings } from './levers.ts';
import { patience } from './patience.ts';
import { shrinkage } from './shrinkage.ts';
import { staffIntervals } from './staffIntervals.ts';

const named = { placesOf, deferredWork, firstAttempts, leverSavings, patience, shrinkage, staffIntervals };
const text = readFileSync(new URL('README.md', import.meta.url), 'utf8');
const blocks = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');

describe('README', () => {
  it.each(blocks)('%s', (block) => {
    // Lines that set something stand above those whose value is told.
    const lines = block.trim().split('\n');
    const given = lines.filter((line) => line.startsWith('const ')).join('\n');
    const told = lines.filter((line) => !line.startsWith('const '));
    expect(told.length).toBeGreaterThan(0);
    for (const line of told) {
      const [, code = '', expected = ''] = /^(.*); \/\/ → (.*)$/.exec(line) ?? [];
      const value = new Function(...Object.keys(named), `${given}\nreturn (${code});`)(...Object.values(named));
      const wanted = JSON.parse(expected);
      if (typeof wanted === 'number') expect(value).toBeCloseTo(wanted, 1);
      else expect(value).toEqual(wanted);
    }
  });

  it('names files that are there', () => {
    for (const [, name] of text.matchAll(/`(lib\/[a-z/A-Z]+\.ts|[a-zA-Z]+\.ts)`/g)) {
      const place = name?.startsWith('lib/') ? `../../${name}` : (name ?? '');
      expect(() => readFileSync(new URL(place, import.meta.url)), name).not.toThrow();
    }
  });
});
