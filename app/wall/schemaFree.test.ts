import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What a browser must load for a module: every module and package it imports as values, and the way there. */
function loadedBy(entry: string): Map<string, string[]> {
  const ways = new Map<string, string[]>([[entry, [entry]]]);
  for (const [path, way] of ways) {
    if (!existsSync(join(root, path)) || !/\.tsx?$/.test(path)) continue;
    for (const from of valueImports(readFileSync(join(root, path), 'utf8'))) {
      const next = from.startsWith('.') ? join(dirname(path), from) : from.replace(/^#lib\//, 'lib/');
      if (!ways.has(next)) ways.set(next, [...way, next]);
    }
  }
  return ways;
}

function valueImports(text: string): string[] {
  const statement = /^(?:import|export)\s+(?!type\b)(?:([^'";]*?)\s+from\s+)?'([^']+)';|\bimport\('([^']+)'\)/gm;
  return [...text.matchAll(statement)].flatMap(([, names, from, lazy]) => {
    const listed = names
      ?.match(/^\{([^}]*)\}$/)?.[1]
      ?.split(',')
      .filter((name) => name.trim() !== '');
    if (listed?.every((name) => name.trim().startsWith('type '))) return [];
    return from ?? lazy ?? [];
  });
}

// Boards come whole from the server; a library of schemas would be an eighth of what a television must load.
it.each(['app/wall/[board]/Wall.tsx', 'app/tv/Tv.tsx'])('%s loads no schemas', (entry) => {
  const ways = loadedBy(entry);
  const [zod = []] = [...ways].filter(([path]) => /^zod(\/|$)/.test(path)).map(([, way]) => way);
  expect(zod.join(' → ')).toBe('');
  // The walk went all the way: to the tiles, their facts and the link.
  expect([...ways.keys()]).toEqual(
    expect.arrayContaining([
      'app/wall/tiles/StaffingTile.tsx',
      'lib/board/tileFacts.ts',
      'app/live/wallLink.ts',
      'socket.io-client',
      'react',
    ]),
  );
  expect([...ways.keys()].filter((path) => path.startsWith('lib/') && !existsSync(join(root, path)))).toEqual([]);
});
