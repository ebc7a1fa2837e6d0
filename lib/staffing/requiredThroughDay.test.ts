import { requiredAgents } from 'erlang-c';
import { describe, expect, test } from 'vitest';
import { carriedLoads } from './effectiveLoad.ts';
import { staffIntervals } from './staffIntervals.ts';
import type { StaffingRules } from './staffingRules.ts';

const target = { ratio: 0.8, thresholdSeconds: 20 };
const usual: StaffingRules = { target, maxOccupancy: 1, shrinkage: 0 };
/** Arrivals per hour in quarters. */
const peak = [...Array(8).fill(150), 300, 450, 600, 600, 450, 300, ...Array(8).fill(150)] as number[];
const office = [...Array(4).fill(0), 40, 120, 180, 200, 190, 160, 120, 60, ...Array(6).fill(0), 80, 100] as number[];
const plateaus = [...Array(6).fill(60), ...Array(24).fill(102), ...Array(20).fill(72)] as number[];
const smooth = Array.from({ length: 48 }, (_, i) => 200 * (0.15 + Math.exp(-(((i - 20) / 6) ** 2))));
const scaled = (rates: readonly number[], by: number) => rates.map((rate) => rate * by);

function staffed(rates: readonly number[], ahtSeconds: number, more: Partial<StaffingRules> = {}, minutes = 15) {
  const intervals = rates.map((rate, i) => ({
    start: i * minutes * 60_000,
    offered: (rate * minutes) / 60,
    ahtSeconds,
  }));
  return staffIntervals({ intervals, intervalMinutes: minutes, rules: { ...usual, ...more } }).rows;
}
const agentsOf = (rows: readonly { required: number | null }[]) => rows.map(({ required }) => required as number);
const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b);
/** How often agents turn from more to fewer, or back. */
const turns = (agents: readonly number[]) => {
  const moves = agents.slice(1).map((count, i) => Math.sign(count - (agents[i] as number)));
  const steps = moves.filter((move) => move !== 0);
  return steps.filter((step, i) => i > 0 && step !== steps[i - 1]).length;
};

const promises: Partial<StaffingRules>[] = [
  { model: 'erlang-c' },
  { patienceSeconds: 120 },
  { patienceSeconds: 90, redialProbability: 0.5 },
  { patienceSeconds: 120, maxOccupancy: 0.85 },
  { model: 'erlang-c', maxOccupancy: 0.85 },
  { patienceSeconds: 60, target: { ratio: 0, thresholdSeconds: 20 }, maxAbandonment: 0.03 },
  { model: 'erlang-c', target: { ratio: 0, thresholdSeconds: 20 }, maxAsaSeconds: 15 },
  { patienceSeconds: 120, target: { ratio: 0.9, thresholdSeconds: 60 }, maxAsaSeconds: 20, maxAbandonment: 0.05 },
  { patienceSeconds: 300, concurrency: 3, concurrencyInflation: 0.2 },
];

describe('agents through a day', () => {
  test.each(promises)('a flat day is staffed as the formula says, around the clock: %j', (rules) => {
    for (const [rate, aht, minutes] of [
      [2, 200, 60],
      [47, 900, 15],
      [100, 180, 30],
      [300, 600, 15],
    ] as const) {
      const quick = staffIntervals({
        intervals: [{ start: 0, offered: (rate * minutes) / 60, ahtSeconds: aht }],
        intervalMinutes: minutes,
        rules: { ...usual, ...rules },
        figures: 'quick',
      }).rows[0]?.required;
      const rows = staffed(Array(1440 / minutes).fill(rate), aht, rules, minutes);
      expect(new Set(agentsOf(rows)), `${rate} an hour of ${aht} s`).toEqual(new Set([quick]));
    }
  });

  test('on occupancy bounds that are met exactly, too', () => {
    const rows = staffed(Array(12).fill(2000), 180, { maxOccupancy: 0.8 });
    expect(new Set(agentsOf(rows))).toEqual(new Set([125]));
  });

  test.each(promises)('every promise is kept in every interval: %j', (rules) => {
    const { target: promised, maxAsaSeconds, maxAbandonment, maxOccupancy } = { ...usual, ...rules };
    for (const rates of [peak, office, plateaus])
      for (const aht of [180, 900])
        for (const row of staffed(rates, aht, rules)) {
          if (row.offered === 0) expect(row).toMatchObject({ required: 0, serviceLevel: null });
          else {
            expect(row.serviceLevel).toBeGreaterThan(promised.ratio - 2e-6);
            expect(row.asaSeconds).toBeLessThan((maxAsaSeconds ?? Number.POSITIVE_INFINITY) + 1e-3);
            expect(row.abandonment).toBeLessThan((maxAbandonment ?? 1) + 2e-6);
            expect(row.occupancy).toBeLessThan((maxOccupancy ?? 1) + 2e-6);
          }
        }
  });

  test.each([
    [240, null],
    [240, 120],
    [900, 120],
  ])(
    'for few more agents than the mean loads ask for, and fewer than the highest ones: %j s, patience %j',
    (aht, patienceSeconds) => {
      const agents = sum(agentsOf(staffed(peak, aht, { patienceSeconds })));
      const intervals = peak.map((arrivalsPerHour) => ({ arrivalsPerHour, ahtSeconds: aht, minutes: 15 }));
      const by = (of: 'mean' | 'most') =>
        sum(
          carriedLoads(intervals).map((load) =>
            requiredAgents({
              ...(patienceSeconds === null ? { model: 'erlang-c' } : { model: 'erlang-a', patienceSeconds }),
              arrivalsPerHour: (load[of] * 3600) / aht,
              ahtSeconds: aht,
              targets: { serviceLevel: target },
            }),
          ),
        );
      expect(agents).toBeLessThan(1.02 * by('mean'));
      expect(agents).toBeLessThan(0.99 * by('most'));
    },
  );

  test('agents do not come and go where demand does not', () => {
    for (const rules of [{ model: 'erlang-c' as const }, { patienceSeconds: 120 }])
      for (const aht of [60, 180, 300, 900])
        for (const by of [0.2, 1, 5]) {
          expect(turns(agentsOf(staffed(scaled(plateaus, by), aht, rules)))).toBeLessThanOrEqual(1);
          expect(turns(agentsOf(staffed(scaled(smooth, by), aht, rules)))).toBeLessThanOrEqual(1);
        }
  });

  test.each(promises.slice(0, 4))('more demand never takes fewer agents: %j', (rules) => {
    for (const rates of [peak, office, smooth])
      for (const aht of [180, 900]) {
        let before: number[] | null = null;
        for (const by of [1, 1.01, 1.03, 1.08, 1.2, 1.5]) {
          const agents = agentsOf(staffed(scaled(rates, by), aht, rules));
          if (before !== null) {
            const { length } = agents.filter((count, i) => count < (before?.[i] as number));
            // Another agent in one interval may leave so little waiting that the next one is spared an agent.
            expect(length).toBeLessThanOrEqual(1);
            expect(sum(agents)).toBeGreaterThanOrEqual(sum(before));
          }
          before = agents;
        }
      }
  });

  test('the last calls before the doors close are answered by who is there', () => {
    const rows = staffed([60, 60, 60, 0], 600, { patienceSeconds: 200 });
    expect(rows[3]).toMatchObject({ required: 0, scheduled: 0, serviceLevel: null });
    expect(rows[2]?.required).toBe(rows[1]?.required);
    expect(rows[2]?.serviceLevel).toBeCloseTo(rows[1]?.serviceLevel ?? 0, 6);
  });

  test('intervals of unequal length, as where clocks change or a file ends', () => {
    const start = Date.UTC(2026, 9, 25);
    const lengths = [60, 60, 30, 90, 60];
    const intervals = lengths.map((minutes, i) => ({
      start: start + lengths.slice(0, i).reduce((a, b) => a + b, 0) * 60_000,
      offered: minutes,
      ahtSeconds: 300,
      minutes,
    }));
    const { rows, totals } = staffIntervals({
      intervals,
      intervalMinutes: 60,
      rules: { ...usual, patienceSeconds: 90 },
    });
    const one = rows[0]?.required as number;
    expect(agentsOf(rows)).toEqual(Array(5).fill(one));
    expect(totals.requiredHours).toBeCloseTo(5 * one, 12);
  });
});
