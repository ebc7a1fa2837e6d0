import { describe, expect, test } from 'vitest';
import { planVerdict, type QueueVerdict } from './planReferee.ts';
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

/** An office with quiet hours at noon: doors that open, a last quarter before they close. */
const office = (base: number) =>
  [...Array(4).fill(0), base, 2 * base, 3 * base, 2 * base, ...Array(4).fill(0), 2 * base, base, 0, 0] as number[];

interface Day {
  name: string;
  rates: number[];
  ahtSeconds: number;
  within?: number;
  target?: number;
  more?: Partial<StaffingRules>;
  /** Simulated contacts where nobody hangs up. */
  contacts?: number;
}
const days: Day[] = [
  { name: 'flat', rates: flat(300), ahtSeconds: 240 },
  { name: 'peak', rates: peak(150), ahtSeconds: 240 },
  { name: 'spike', rates: spike(150), ahtSeconds: 240 },
  { name: 'peak of long calls', rates: peak(60), ahtSeconds: 900 },
  { name: 'three agents', rates: peak(10), ahtSeconds: 180 },
  // Where nobody hangs up, a day of so many agents is one long chance: it takes many of them to tell.
  { name: 'three hundred agents', rates: peak(1000), ahtSeconds: 270, contacts: 4_000_000 },
  { name: 'five minutes of patience promised', rates: spike(150), ahtSeconds: 240, within: 300, target: 0.9 },
  { name: 'an office', rates: office(120), ahtSeconds: 300 },
  {
    name: 'an answer speed and an occupancy',
    rates: peak(150),
    ahtSeconds: 240,
    more: { maxAsaSeconds: 10, maxOccupancy: 0.85 },
  },
];

describe('what the plan promises, the simulation finds', () => {
  test.each(days.flatMap((day) => [null, 120].map((patienceSeconds) => ({ ...day, patienceSeconds }))))(
    '$name, patience $patienceSeconds',
    ({ rates, ahtSeconds, within = 20, target = 0.8, patienceSeconds, more, contacts }) => {
      const rules: StaffingRules = {
        target: { ratio: target, thresholdSeconds: within },
        maxOccupancy: 1,
        shrinkage: 0,
        model: patienceSeconds === null ? 'erlang-c' : 'erlang-a',
        patienceSeconds,
        ...more,
      };
      const { rows, totals } = staffIntervals({
        intervals: rates.map((rate, i) => ({ start: i * 900_000, offered: rate / 4, ahtSeconds })),
        intervalMinutes: 15,
        rules,
      });
      const { queues, days } = planVerdict({
        plan: {
          intervalMinutes: 15,
          queues: [{ arrivalsPerHour: rates, ahtSeconds, patienceSeconds, thresholdSeconds: within }],
          groups: [{ agents: rows.map(({ required }) => required ?? 0), skills: [{ queue: 0 }] }],
        },
        targets: [target],
        days: Math.min(
          1000,
          Math.ceil(((patienceSeconds === null && contacts) || 700_000) / (totals.offered as number)),
        ),
        seed: 185,
      });
      const [queue] = queues as [QueueVerdict];
      expect(Math.abs((queue.serviceLevel as number) - (totals.serviceLevel as number))).toBeLessThan(0.01);
      expect(queue.serviceLevel).toBeGreaterThan(target - 0.01);
      for (const [i, { serviceLevel, distribution, offered }] of queue.intervals.entries()) {
        if (offered === 0) continue;
        // Of a hundred intervals in all one may lie so far beyond its own noise.
        const noise = (3 * (distribution?.deviation as number)) / Math.sqrt(days);
        expect(serviceLevel, `interval ${i}`).toBeGreaterThan(target - noise);
        expect(Math.abs((serviceLevel as number) - (rows[i]?.serviceLevel as number))).toBeLessThan(noise + 0.005);
      }
    },
  );
});
