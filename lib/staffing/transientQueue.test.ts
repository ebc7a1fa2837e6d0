import { readFileSync } from 'node:fs';
import { erlangC } from 'erlang-c';
import { describe, expect, test } from 'vitest';
import { type StaffedInterval, transientQueue } from './transientQueue.ts';

/** Exact time-dependent solutions: case, aht, patience, arrivals per hour, agents, P(wait), queue, P(abandon). */
const reference = readFileSync(new URL('fixtures/transient.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','));

const flat = (count: number, interval: Omit<StaffedInterval, 'minutes'>): StaffedInterval[] =>
  Array.from({ length: count }, () => ({ ...interval, minutes: 15 }));

describe('queue through a day', () => {
  test.each(['small', 'medium68', 'long_aht', 'large'])('is exact: %s', (name) => {
    const rows = reference.filter(([of]) => of === name);
    expect(rows).toHaveLength(96);
    const { intervals } = transientQueue({
      intervals: rows.map((row) => ({
        ahtSeconds: Number(row[1]),
        arrivalsPerHour: Number(row[3]),
        agents: Number(row[4]),
        minutes: 15,
      })),
      patienceSeconds: Number(rows[0]?.[2]),
      thresholdSeconds: 20,
      leaving: 'hand_back',
    });
    rows.forEach((row, i) => {
      expect(Math.abs((intervals[i]?.waitProbability ?? 9) - Number(row[5]))).toBeLessThan(1e-7);
      expect(Math.abs((intervals[i]?.queueLength ?? 9) - Number(row[6]))).toBeLessThan(
        2e-7 * Math.max(1, Number(row[6])),
      );
      expect(Math.abs((intervals[i]?.abandonment ?? 9) - Number(row[7]))).toBeLessThan(1e-7);
    });
  });

  test('a flat day is Erlang C', () => {
    const load = { arrivalsPerHour: 300, ahtSeconds: 180, agents: 18 };
    const { intervals, total } = transientQueue({
      intervals: flat(8, load),
      patienceSeconds: null,
      thresholdSeconds: 20,
    });
    const exact = erlangC({ ...load, thresholdSeconds: 20 });
    for (const figures of [...intervals, total]) {
      expect(figures.waitProbability).toBeCloseTo(exact.waitProbability, 8);
      expect(figures.serviceLevel).toBeCloseTo(exact.serviceLevel as number, 8);
      expect(figures.asaSeconds).toBeCloseTo(exact.asaSeconds, 5);
      expect(figures.queueLength).toBeCloseTo(exact.queueLength, 6);
      expect(figures.occupancy).toBeCloseTo(15 / 18, 8);
      expect(figures.abandonment).toBe(0);
    }
  });

  test('an hour of overload without patience: the queue grows, is carried on and works off', () => {
    const calm = { arrivalsPerHour: 60, ahtSeconds: 300, agents: 8 };
    const rush = { ...calm, arrivalsPerHour: 240 };
    const { intervals } = transientQueue({
      intervals: [...flat(4, calm), ...flat(4, rush), ...flat(12, calm)],
      patienceSeconds: null,
      thresholdSeconds: 20,
    });
    // 240 come and 96 are answered in that hour: about 142 are left at its end.
    expect(intervals[7]?.queueLength).toBeGreaterThan(110);
    expect(intervals[8]?.queueLength).toBeGreaterThan(intervals[9]?.queueLength as number);
    expect(intervals[8]?.serviceLevel).toBeLessThan(0.001);
    expect(intervals[0]?.serviceLevel).toBeGreaterThan(0.85);
    const contacts = 60 + 240 + 180;
    const answered = intervals.reduce((sum, { occupancy }) => sum + (((occupancy ?? 0) * 8) / 300) * 900, 0);
    expect(answered).toBeGreaterThan(contacts - 140);
    expect(answered).toBeLessThan(contacts + 5);
  });

  test('where fewer agents are to stay, nobody is answered until so many calls are over', () => {
    const day = (agents: number) =>
      transientQueue({
        intervals: [
          ...flat(2, { arrivalsPerHour: 480, ahtSeconds: 900, agents: 150 }),
          ...flat(2, { arrivalsPerHour: 20, ahtSeconds: 900, agents }),
        ],
        patienceSeconds: null,
        thresholdSeconds: 20,
      }).intervals[2]?.serviceLevel as number;
    // 120 calls are in hand: those who are to stay are enough for what comes, not for what there is.
    expect(day(20)).toBeLessThan(0.01);
    expect(day(150)).toBeGreaterThan(0.99);
  });

  test('nobody there, nobody calling, and doors that open', () => {
    const { intervals, total } = transientQueue({
      intervals: [
        { arrivalsPerHour: 0, ahtSeconds: 0, minutes: 15, agents: 0 },
        { arrivalsPerHour: 60, ahtSeconds: 120, minutes: 15, agents: 0 },
        { arrivalsPerHour: 60, ahtSeconds: 120, minutes: 15, agents: 4 },
      ],
      patienceSeconds: null,
      thresholdSeconds: 20,
      start: 'empty',
    });
    expect(intervals[0]).toEqual({
      waitProbability: null,
      serviceLevel: null,
      virtualServiceLevel: null,
      asaSeconds: null,
      abandonment: null,
      queueLength: 0,
      occupancy: null,
    });
    // Only who comes in the last seconds, with hardly anyone before, is answered in time when the four sit down.
    expect(intervals[1]?.serviceLevel).toBeGreaterThan(0);
    expect(intervals[1]?.serviceLevel).toBeLessThan(0.001);
    expect(intervals[1]?.queueLength).toBeCloseTo(7.5, 6);
    expect(intervals[2]?.occupancy).toBeGreaterThan(0.8);
    expect(total.serviceLevel).toBeGreaterThan(0);
  });

  test('thousands of agents', () => {
    const { total } = transientQueue({
      intervals: flat(2, { arrivalsPerHour: 118_800, ahtSeconds: 300, agents: 10_000 }),
      patienceSeconds: 180,
      thresholdSeconds: 20,
    });
    expect(total.serviceLevel).toBeGreaterThan(0.7);
    expect(total.occupancy).toBeCloseTo(0.99, 2);
  });

  test('names what cannot be', () => {
    const base = { patienceSeconds: null, thresholdSeconds: 20 };
    const bad = (part: Partial<StaffedInterval>) => () =>
      transientQueue({ ...base, intervals: [{ arrivalsPerHour: 1, ahtSeconds: 1, minutes: 1, agents: 1, ...part }] });
    expect(bad({ agents: 1.5 })).toThrow('agents of interval 0 must be a whole number, 0 or more, not 1.5');
    expect(bad({ ahtSeconds: 0 })).toThrow('ahtSeconds of interval 0');
    expect(() => transientQueue({ intervals: [], patienceSeconds: 0, thresholdSeconds: 20 })).toThrow(
      'patienceSeconds must be above 0 and finite, or null, not 0',
    );
  });
});
