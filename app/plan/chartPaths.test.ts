import { describe, expect, it } from 'vitest';
import { bandPath, blocksPath, linePath, type PlotScale } from './chartPaths.ts';

/** Ten pixels a unit of time, one a unit of value, from 100 at the bottom. */
const scale: PlotScale = { x: 0, y: 0, width: 40, height: 100, from: 0, to: 4, top: 100 };
const points = [10, 20, null, 40, 40].map((value, start) => ({ start, value }));
const value = (point: (typeof points)[number]) => point.value;
const range = ({ value }: (typeof points)[number]) => (value === null ? null : ([0, value] as const));

describe('paths of a chart', () => {
  it('break where a value is not known', () => {
    expect(linePath(points, value, scale, false)).toBe('M0 90L10 80M30 60L40 60');
  });

  it('hold a step until the next begins', () => {
    expect(linePath(points, value, scale, true)).toBe('M0 90H10V80H20M30 60H40V60');
  });

  it('close the ground of each stretch', () => {
    expect(bandPath(points, range, scale)).toBe('M0 90L10 80L10 100L0 100ZM30 60L40 60L40 100L30 100Z');
    expect(blocksPath(points, range, scale)).toBe('M0 90H10V100H0ZM10 80H20V100H10ZM30 60H40V100H30Z');
  });
});
