import { describe, expect, it } from 'vitest';
import { locales } from './locale.ts';
import { type Area, messages } from './messages.ts';

const areas = Object.keys(messages.tr) as Area[];

/** Every text by its dotted key. */
function texts(node: unknown, path: string): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  return Object.entries(node as object).flatMap(([key, value]) => texts(value, path ? `${path}.${key}` : key));
}

/** Names of the arguments in a text: `{count, plural, …}` and `{name}` give count, name. */
function argumentsOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\s*([a-zA-Z]\w*)\s*[,}]/g)].map((match) => match[1] ?? ''))].sort();
}

describe.each(areas)('texts of %s', (area) => {
  const turkish = new Map(texts(messages.tr[area], ''));

  it.each(locales)('has the same keys in %s', (locale) => {
    const keys = texts(messages[locale][area], '').map(([key]) => key);
    expect(keys.sort()).toEqual([...turkish.keys()].sort());
  });

  it.each(locales)('has no empty text and the same arguments in %s', (locale) => {
    for (const [key, text] of texts(messages[locale][area], '')) {
      expect(text.trim(), key).not.toBe('');
      expect(argumentsOf(text), key).toEqual(argumentsOf(turkish.get(key) ?? ''));
    }
  });
});
