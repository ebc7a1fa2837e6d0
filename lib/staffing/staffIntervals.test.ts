import { requiredAgents } from 'erlang-c';
import { describe, expect, it } from 'vitest';
import { scheduledAgents, staffIntervals } from './staffIntervals.ts';

const rules = { target: { ratio: 0.8, thresholdSeconds: 20 }, maxOccupancy: 1, shrinkage: 0.3 };

describe('staffIntervals', () => {
  it('turns demand into agents at their desks and on the roster', () => {
    const { rows, totals } = staffIntervals({
      intervals: [
        { start: 0, offered: 25, ahtSeconds: 180 }, // 100 an hour: Erlang C asks for 8
        { start: 900_000, offered: 0, ahtSeconds: 180 },
        { start: 1_800_000, offered: null, ahtSeconds: null },
        { start: 2_700_000, offered: 75, ahtSeconds: 240 },
      ],
      intervalMinutes: 15,
      rules,
    });
    expect(rows[0]).toMatchObject({ erlangs: 5, required: 8, scheduled: 12 });
    expect(rows[0]?.serviceLevel).toBeCloseTo(0.880148, 6);
    expect(rows[1]).toMatchObject({ erlangs: 0, required: 0, scheduled: 0, serviceLevel: null });
    expect(rows[2]).toMatchObject({ required: null, scheduled: null, serviceLevel: null, occupancy: null });
    const second = requiredAgents({
      model: 'erlang-c',
      arrivalsPerHour: 300,
      ahtSeconds: 240,
      targets: { serviceLevel: rules.target },
    });
    expect(rows[3]?.required).toBe(second);
    expect(totals).toMatchObject({
      offered: 100,
      ahtSeconds: 225,
      workHours: (100 * 225) / 3600,
      requiredHours: (8 + second) / 4,
      scheduledHours: (12 + scheduledAgents(second, 0.3)) / 4,
      requiredPeak: second,
      unknownIntervals: 1,
    });
    expect(totals.serviceLevel).toBeCloseTo(
      (25 * (rows[0]?.serviceLevel ?? 0) + 75 * (rows[3]?.serviceLevel ?? 0)) / 100,
      12,
    );
    expect(totals.occupancy).toBeCloseTo((5 + 20) / (8 + second), 12);
  });

  it('holds the bound of occupancy', () => {
    const intervals = [{ start: 0, offered: 500, ahtSeconds: 180 }];
    const free = staffIntervals({ intervals, intervalMinutes: 15, rules }).rows[0];
    const bound = staffIntervals({ intervals, intervalMinutes: 15, rules: { ...rules, maxOccupancy: 0.8 } }).rows[0];
    expect(free?.occupancy).toBeGreaterThan(0.9);
    expect(bound).toMatchObject({ required: 125, occupancy: 0.8 });
  });

  it('has unknown totals for no known interval', () => {
    const { totals } = staffIntervals({
      intervals: [{ start: 0, offered: null, ahtSeconds: null }],
      intervalMinutes: 30,
      rules,
    });
    expect(totals).toEqual({
      offered: null,
      attempts: null,
      ahtSeconds: null,
      workHours: null,
      requiredHours: null,
      scheduledHours: null,
      serviceLevel: null,
      asaSeconds: null,
      abandonment: null,
      occupancy: null,
      requiredPeak: null,
      scheduledPeak: null,
      unknownIntervals: 1,
    });
  });

  it('rounds the roster up, but not for a rounding error', () => {
    expect([scheduledAgents(7, 0.3), scheduledAgents(8, 0.3), scheduledAgents(1, 0), scheduledAgents(0, 0.5)]).toEqual([
      10, 12, 1, 0,
    ]);
    expect(() => staffIntervals({ intervals: [], intervalMinutes: 15, rules: { ...rules, shrinkage: 1 } })).toThrow(
      /shrinkage .*1/,
    );
  });
});
