import { expect, test } from 'vitest';
import { tileSchema } from './board.ts';
import { digitHeightMm } from './legibility.ts';
import { hallOverview } from './templates/hallOverview.ts';
import { isPrimary, mostPrimary, tileLegibility } from './tileLegibility.ts';

const tile = (kind: string, more: object = {}) => tileSchema.parse({ id: kind, kind, x: 0, y: 0, w: 8, h: 4, ...more });
const metresOf = (tiles: ReturnType<typeof tile>[], inches: number, drawn = new Map<string, number>()) =>
  tileLegibility(tiles, drawn, inches).map(({ metres }) => metres);

test('a larger tile and a larger screen are read from farther away', () => {
  const [small = 0] = metresOf([tile('number')], 55);
  const [large = 0] = metresOf([tile('number', { w: 16, h: 8 })], 55);
  const [wide = 0] = metresOf([tile('number')], 110);
  expect(large).toBeGreaterThan(Number(small));
  expect(wide).toBeCloseTo(2 * Number(small), 6);
});

test('a list is read from as far as its letters, as drawn, allow', () => {
  // 55 inches are 1217 mm wide: a unit is 12.17 mm, of which a digit has 0.7275
  const [metres] = metresOf([tile('queue_table')], 55, new Map([['queue_table', 2]]));
  expect(metres).toBeCloseTo((2 * 12.176 * 0.7275) / digitHeightMm(1), 2);
  expect(metresOf([tile('queue_table')], 55)).toEqual([null]);
});

test('the hall overview has as many primary numbers as people read at a glance', () => {
  const { tiles } = hallOverview({ id: 'a', name: 'A', centres: [] });
  const primary = tiles.filter(isPrimary).length;
  expect(primary).toBeGreaterThanOrEqual(6);
  expect(primary).toBeLessThanOrEqual(mostPrimary);
});
