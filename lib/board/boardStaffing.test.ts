import { describe, expect, it } from 'vitest';
import type { StaffingNow } from '#lib/feed/feedEvents.ts';
import { boardStaffing, gapKind, stepsAhead } from './boardStaffing.ts';
import { centre, dayMs, dayStart, floor, queue } from './sampleFloor.ts';

const hour = 3_600_000;
const noon = dayStart + 12 * hour;

function told(id: string, change: Partial<StaffingNow> = {}, start = dayStart): StaffingNow {
  const day = Array.from({ length: 96 }, (_, i) => i);
  return {
    id: `${id}@${start}`,
    centre: id,
    start,
    madeAt: noon,
    required: day,
    planned: day.map(() => 50),
    ...change,
  };
}
const centres = [centre('153'), centre('185')];
const queues = [queue('153', 'genel'), queue('185', 'ariza')];

describe('boardStaffing', () => {
  it('tells the running quarter and those after it, beyond midnight as well', () => {
    const staffing = [told('153'), told('153', {}, dayStart + dayMs)];
    const now = noon + 5 * 60_000;
    const found = boardStaffing(floor({ centres, queues: queues.slice(0, 1), staffing }), centres, now);
    expect(found?.quarters[0]).toEqual({ start: noon, required: 48, planned: 50 });
    expect(found?.quarters).toHaveLength(48 + 96);
    expect(found?.quarters[48]).toEqual({ start: dayStart + dayMs, required: 0, planned: 50 });
    expect([found?.madeAt, found?.stale]).toEqual([noon, false]);
  });

  it('adds centres up, and knows nothing of all where it does not of one', () => {
    const staffing = [
      told('153'),
      told('185', { planned: Array.from({ length: 96 }, () => null), madeAt: noon - hour }),
    ];
    const both = boardStaffing(floor({ centres, queues, staffing }), centres, noon);
    expect(both?.quarters[0]).toEqual({ start: noon, required: 96, planned: null });
    expect([both?.madeAt, both?.stale]).toEqual([noon - hour, true]);
    const half = boardStaffing(floor({ centres, queues, staffing: [told('153')] }), centres, noon);
    expect(half?.quarters[0]).toEqual({ start: noon, required: null, planned: null });
    expect(boardStaffing(floor({ centres, queues }), centres, noon)).toBeNull();
  });
});

describe('stepsAhead', () => {
  const required = Array.from({ length: 96 }, (_, i) => (i === 54 ? 30 : 20));
  const planned = required.map((_, i) => (i >= 60 ? 18.5 : 25));
  const staffing = boardStaffing(
    floor({ centres, queues: queues.slice(0, 1), staffing: [told('153', { required, planned })] }),
    centres,
    noon + 20 * 60_000,
  );
  const steps = (hours: number, step: '15' | '30' | '60') =>
    stepsAhead(staffing ?? { quarters: [] }, { hours, step }, dayStart).map((one) => [
      (one.stepStart - noon) / hour,
      (one.start - noon) / hour,
      one.required,
      one.planned,
    ]);

  it('shows of each hour its tightest quarter', () => {
    // The rest of this hour, and three whole ones.
    expect(steps(4, '60')).toEqual([
      [0, 0.5, 20, 25],
      [1, 1.5, 30, 25],
      [2, 2, 20, 25],
      [3, 3, 20, 18.5],
    ]);
    expect(steps(1, '15')).toEqual([
      [0.5, 0.5, 20, 25],
      [0.75, 0.75, 20, 25],
      [1, 1, 20, 25],
    ]);
  });

  it('ends where nothing more is told', () => {
    const late = boardStaffing(
      floor({ centres, queues: queues.slice(0, 1), staffing: [told('153')] }),
      centres,
      dayStart + 23 * hour,
    );
    expect(stepsAhead(late ?? { quarters: [] }, { hours: 6, step: '60' }, dayStart)).toHaveLength(1);
  });
});

it('a gap has a kind', () => {
  expect([10, 19, 19.5, 20, 22, 23].map((there) => gapKind(there, 20))).toEqual([
    'far_short',
    'short',
    'short',
    'enough',
    'enough',
    'over',
  ]);
  expect([gapKind(null, 3), gapKind(3, null), gapKind(0, 0), gapKind(0, 1)]).toEqual([null, null, 'enough', 'short']);
});
