import { describe, expect, test } from 'vitest';
import { planVerdict } from './planReferee.ts';
import { staffIntervals } from './staffIntervals.ts';
import type { StaffingRules } from './staffingRules.ts';

/** Arrivals per hour in quarters: four times as many within the hour, and gone again. */
const peak = (base: number) =>
  [...Array(12).fill(base), 2, 3, 4, 4, 3, 2, ...Array(12).fill(base)].map((v, i) =>
    i >= 12 && i < 18 ? v * base : v,
  ) as number[];
/** Four times as many from one quarter to the next, for half an hour. */
const spike = (base: number) => [...Array(12).fill(base), 4 * base, 4 * base, ...Array(12).fill(base)] as number[];
const flat = (rate: number) => Array<number>(24).fill(rate);

const days: { name: string; rates: number[]; ahtSeconds: number; within?: number; target?: number }[] = [
  { name: 'flat', rates: flat(300), ahtSeconds: 240 },
  { name: 'peak', rates: peak(150), ahtSeconds: 240 },
  { name: 'spike', rates: spike(150), ahtSeconds: 240 },
  { name: 'peak of long calls', rates: peak(60), ahtSeconds: 900 },
  { name: 'three agents', rates: peak(10), ahtSeconds: 180 },
  { name: 'three hundred agents', rates: peak(1000), ahtSeconds: 270 },
  { name: 'five minutes of patience promised', rates: spike(150), ahtSeconds: 240, within: 300, target: 0.9 },
];

describe('what the plan promises, the simulation finds', () => {
  test.each(days.flatMap((day) => [null, 120].map((patienceSeconds) => ({ ...day, patienceSeconds }))))(
    '$name, patience $patienceSeconds',
    ({ rates, ahtSeconds, within = 20, target = 0.8, patienceSeconds }) => {
      const rules: StaffingRules = {
        target: { ratio: target, thresholdSeconds: within },
        maxOccupancy: 1,
        shrinkage: 0,
        model: patienceSeconds === null ? 'erlang-c' : 'erlang-a',
        patienceSeconds,
      };
      const { rows, totals } = staffIntervals({
        intervals: rates.map((rate, i) => ({ start: i * 900_000, offered: rate / 4, ahtSeconds })),
        intervalMinutes: 15,
        rules,
      });
      const { queues } = planVerdict({
        plan: {
          intervalMinutes: 15,
          queues: [{ arrivalsPerHour: rates, ahtSeconds, patienceSeconds, thresholdSeconds: within }],
          groups: [{ agents: rows.map(({ required }) => required ?? 0), skills: [{ queue: 0 }] }],
        },
        targets: [target],
        days: Math.min(700, Math.ceil(700_000 / (totals.offered as number))),
        seed: 185,
      });
      const simulated = queues[0]?.serviceLevel as number;
      expect(Math.abs(simulated - (totals.serviceLevel as number))).toBeLessThan(0.01);
      expect(simulated).toBeGreaterThan(target - 0.01);
    },
  );
});
