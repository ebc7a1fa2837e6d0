import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { buildPages } from '../supervisor/pageBuild.ts';
import type { HeapTrend } from './heapTrend.ts';
import { heapTrend } from './heapTrend.ts';
import type { SoakReport } from './soakRun.ts';

/** A short form of `npm run soak`: as many days in the tab, fewer changes in each. */
const root = resolve(import.meta.dirname, '..', '..');

beforeAll(() => buildPages(root, () => undefined, new AbortController().signal), 400_000);

async function soak(...args: string[]): Promise<SoakReport & { trend: HeapTrend }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'soak.ts'), '--json', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  let out = '';
  let said = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  await new Promise((ended) => child.once('close', ended));
  if (out === '') throw new Error(`The soak told nothing:\n${said}`);
  return JSON.parse(out);
}

test('a week in the tab leaves heap, nodes and listeners as they were after its first days', async () => {
  const { trend, mistakes, readings } = await soak('--days', '7', '--patches', '288');
  expect(mistakes).toEqual([]);
  expect(readings.map(({ day }) => day)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(trend.heapRatio, JSON.stringify(readings)).toBeLessThan(1.1);
  expect(trend.nodeRatio, JSON.stringify(readings)).toBeLessThan(1.05);
  expect(trend.listenerRatio, JSON.stringify(readings)).toBeLessThan(1.05);
}, 180_000);

test('a trend is told from the days after the first', () => {
  const grows = [50, 10, 11, 12, 13, 14, 15].map((megabytes, day) => ({
    ...{ day: day + 1, heapBytes: megabytes * 2 ** 20, nodes: 1000, listeners: 10 },
  }));
  expect(heapTrend(grows)).toEqual({
    ...{ heapRatio: 29 / 21, nodeRatio: 1, listenerRatio: 1, heapBytesPerDay: 2 ** 20 },
  });
  expect(() => heapTrend(grows.slice(0, 2))).toThrow(RangeError);
});
