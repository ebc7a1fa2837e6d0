import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as erlang from './index.ts';

const text = readFileSync(new URL('README.md', import.meta.url), 'utf8');
const blocks = [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');

describe('README', () => {
  it.each(blocks)('%s', (block) => {
    const statements = block.replace(/^import .*$/gm, '').matchAll(/([\s\S]*?); \/\/ → (.*)\n/g);
    let seen = 0;
    for (const [, code = '', expected] of statements) {
      const names = Object.keys(erlang);
      const value = new Function(...names, `return (${code.trim()});`)(...Object.values(erlang));
      expect(value).toBeCloseTo(Number(expected), 12);
      seen += 1;
    }
    expect(seen).toBeGreaterThan(0);
  });
});
