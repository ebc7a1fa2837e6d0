import { describe, expect, test } from 'vitest';
import type { QueueModel } from '#lib/simulation/centreModel.ts';
import { type SkillGroup, type SkillGroupsInput, staffSkillGroups } from './skillGroups.ts';

const queue = (arrivalsPerHour: number[], ahtSeconds: number): QueueModel => ({
  arrivalsPerHour,
  ahtSeconds,
  patienceSeconds: 120,
  thresholdSeconds: 20,
});
const base: SkillGroupsInput = {
  intervalMinutes: 60,
  queues: [queue([60, 90, 120, 80], 180), queue([50, 60, 60, 30], 240)],
  groups: [],
  targets: [0.8, 0.8],
  days: { trial: 40, check: 150 },
  seed: 5,
};
const first: SkillGroup = { name: 'water', skills: [{ queue: 0 }] };
const second: SkillGroup = { name: 'buses', skills: [{ queue: 1 }] };
const both: SkillGroup = { name: 'both', skills: [{ queue: 0 }, { queue: 1 }] };

describe('agents with several skills', () => {
  const separate = staffSkillGroups({ ...base, groups: [first, second] });
  const pooled = staffSkillGroups({ ...base, groups: [first, second, both] });
  const dear = staffSkillGroups({ ...base, groups: [first, second, { ...both, cost: 1.15 }] });

  test('every queue keeps its promise within a point, as other days show', () => {
    for (const { verdict, missed } of [separate, pooled, dear]) {
      expect(missed).toEqual([]);
      for (const { serviceLevel } of verdict.queues) expect(serviceLevel).toBeGreaterThan(0.79);
    }
  });

  test('agents who serve both cost less together than two teams, and nothing costs less than its bound', () => {
    expect(pooled.cost).toBeLessThan(separate.cost);
    expect(pooled.cost).toBeLessThanOrEqual(pooled.leastCost + 4);
    for (const { cost, leastCost } of [separate, pooled, dear]) expect(cost).toBeGreaterThanOrEqual(leastCost);
  });

  test('where more skills cost more, some agents have one', () => {
    expect(dear.cost).toBeLessThanOrEqual(separate.cost);
    expect(dear.cost).toBeLessThanOrEqual(1.15 * pooled.cost + 1e-9);
    const [one, two] = dear.agents as [number[], number[], number[]];
    expect([...one, ...two].reduce((a, b) => a + b)).toBeGreaterThan(0);
  });

  test('no more of a group than there are', () => {
    const few = staffSkillGroups({ ...base, groups: [first, second, { ...both, most: 2 }] });
    expect(Math.max(...(few.agents[2] as number[]))).toBeLessThanOrEqual(2);
    expect(few.cost).toBeLessThan(separate.cost);
    const short = staffSkillGroups({ ...base, groups: [{ ...first, most: [6, 6, 5, 6] }, second] });
    expect(short.missed.some(({ queue: of, interval }) => of === 0 && interval === 2)).toBe(true);
  });

  test('names what cannot be', () => {
    expect(() => staffSkillGroups({ ...base, groups: [first] })).toThrow('queue 1 has no group that serves it');
    expect(() => staffSkillGroups({ ...base, groups: [{ ...both, cost: 0 }] })).toThrow('cost of group both');
    expect(() => staffSkillGroups({ ...base, groups: [both], targets: [80, 0.8] })).toThrow(
      'targets of queue 0 must be above 0 and below 1, not 80',
    );
    expect(() => staffSkillGroups({ ...base, groups: [first, { ...both, most: [1] }] })).toThrow(
      'most of group both must be given for each of the 4 intervals, not for 1',
    );
  });
});
