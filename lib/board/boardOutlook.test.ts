import { describe, expect, it } from 'vitest';
import type { OutlookNow } from '#lib/feed/feedEvents.ts';
import { isStaleOutlook } from '#lib/forecast/staleOutlook.ts';
import { boardFigures } from './boardFigures.ts';
import { boardOutlook } from './boardOutlook.ts';
import { dayChart } from './dayChart.ts';
import { centreScope, everything } from './figureScope.ts';
import { centre, dayMs, dayStart, floor, queue } from './sampleFloor.ts';

const hour = 3_600_000;
const noon = dayStart + 12 * hour;
/** Ten a quarter of an hour; the first half of the day is over. */
function outlook(scope: string, change: Partial<OutlookNow> = {}): OutlookNow {
  const quarters = Array.from({ length: 96 }, (_, i) => i);
  const start = change.start ?? dayStart;
  return {
    ...{ id: `${scope}@${start}`, centre: scope.split(':')[0] as string, queue: scope.includes(':') ? scope : null },
    ...{ start, madeAt: noon - 5 * 60_000, mean: 960, p10: 900, p90: 1040 },
    expected: quarters.map(() => 10),
    low: quarters.map((i) => (i < 48 ? null : 6)),
    high: quarters.map((i) => (i < 48 ? null : 14)),
    ...change,
  };
}
const hall = (outlooks: OutlookNow[]) =>
  floor({
    centres: [centre('153'), centre('185')],
    queues: [queue('153', 'genel'), queue('185', 'ariza')],
    outlooks,
  });
const both = [outlook('153'), outlook('185', { mean: 500, p10: 455, p90: 530, madeAt: noon - 60_000 })];

describe('what is expected by tonight', () => {
  it('is the centre’s own on its board, and the sum on that of all; centres err apart', () => {
    const of = (board: string) => boardFigures(hall(both), board, noon).outlook;
    expect(of('153')).toEqual({ mean: 960, p10: 900, p90: 1040, madeAt: noon - 5 * 60_000 });
    // 60 and 45 below, 80 and 30 above.
    expect(of('all')).toMatchObject({ mean: 1460, p10: 1460 - 75, p90: 1460 + Math.hypot(80, 30) });
    expect(of('all')?.madeAt).toBe(noon - 5 * 60_000);
  });

  it('is not known where a centre has none: a part is not shown as the whole', () => {
    expect(boardFigures(hall([outlook('153')]), 'all', noon).outlook).toBeNull();
    expect(boardFigures(hall([outlook('153')]), '153', noon).outlook).not.toBeNull();
    expect(boardFigures(hall([]), '153', noon).outlook).toBeNull();
  });

  it('is that of the present day alone, and of each queue by itself', () => {
    const late = dayStart + dayMs + 60_000;
    expect(boardFigures(hall(both), 'all', late).outlook).toBeNull();
    const full = hall([...both, outlook('153:genel', { mean: 120, expected: [], low: [], high: [] })]);
    const [genel] = boardFigures(full, '153', noon).queues;
    expect(genel?.outlook?.mean).toBe(120);
    expect(boardFigures(full, '153', noon).outlook?.mean).toBe(960);
  });

  it('is old after the planner missed two of its looks', () => {
    const known = boardOutlook(hall(both), [centre('153')], noon);
    expect(known && isStaleOutlook(known, noon)).toBe(false);
    expect(known && isStaleOutlook(known, noon + 40 * 60_000)).toBe(true);
  });
});

describe('the day’s curve', () => {
  it('tells what is expected of each half hour, with a band of what is to come', () => {
    const bars = dayChart(hall(both), centreScope('153'), noon);
    expect(bars).toHaveLength(48);
    expect(bars.map(({ expected }) => expected)).toEqual(bars.map(() => 20));
    expect(bars.map(({ band }) => band !== null)).toEqual(bars.map((_, i) => i >= 24));
    const [low, high] = bars[30]?.band ?? [0, 0];
    // Two quarters of 6 to 14: wider than one, narrower than both ends together.
    expect(20 - low).toBeGreaterThan(4);
    expect(20 - low).toBeLessThanOrEqual(8);
    expect(high - 20).toBeCloseTo(20 - low, 9);
  });

  it('has no line where nothing is expected', () => {
    expect(
      dayChart(hall([]), centreScope('153'), noon).every(({ expected, band }) => expected === null && band === null),
    ).toBe(true);
    expect(dayChart(hall([outlook('153')]), everything, noon).every(({ expected }) => expected === null)).toBe(true);
  });
});
