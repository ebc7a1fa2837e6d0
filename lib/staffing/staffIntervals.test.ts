import { erlangA, requiredAgents } from 'erlang-c';
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
    expect(rows[0]?.serviceLevel).toBeCloseTo(0.880148, 2);
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
    expect(bound).toMatchObject({ required: 125, occupancy: expect.closeTo(0.8, 9) });
  });

  it('staffs by Erlang A where patience is known, and promises less waiting for less than Erlang C', () => {
    const intervals = [{ start: 0, offered: 250, ahtSeconds: 180 }];
    const of = (more: object) =>
      staffIntervals({ intervals, intervalMinutes: 15, rules: { ...rules, ...more } }).rows[0];
    const patient = of({});
    const impatient = of({ patienceSeconds: 120 });
    const load = { arrivalsPerHour: 1000, ahtSeconds: 180, patienceSeconds: 120 };
    const required = requiredAgents({ model: 'erlang-a', ...load, targets: { serviceLevel: rules.target } });
    expect(impatient?.required).toBe(required);
    const stationary = erlangA({ ...load, agents: required });
    expect(impatient?.serviceLevel).toBeCloseTo(stationary.serviceLevel, 8);
    expect(impatient?.abandonment).toBeCloseTo(stationary.abandonment, 8);
    expect(impatient?.required).toBeLessThan(patient?.required ?? 0);
    expect(patient?.abandonment).toBe(0);
    expect(of({ patienceSeconds: 120, model: 'erlang-c' })).toEqual(patient);
  });

  it('keeps every promise at once', () => {
    const intervals = [{ start: 0, offered: 250, ahtSeconds: 180, patienceSeconds: 60 }];
    const of = (more: object) =>
      staffIntervals({ intervals, intervalMinutes: 15, rules: { ...rules, maxOccupancy: 0.95, ...more } }).rows[0];
    const each = [{ maxAsaSeconds: 4 }, { maxAbandonment: 0.01 }, { maxOccupancy: 0.7 }];
    const all = of(Object.assign({}, ...each));
    expect(all?.required).toBe(Math.max(...each.map((one) => of(one)?.required ?? 0)));
    expect(all?.asaSeconds).toBeLessThanOrEqual(4);
    expect(all?.abandonment).toBeLessThanOrEqual(0.01);
    const nothing = of({ target: { ratio: 0, thresholdSeconds: 20 }, maxOccupancy: 1, maxAbandonment: 0.2 });
    expect(nothing?.required).toBeLessThan(50);
    expect(nothing?.abandonment).toBeCloseTo(0.2, 1);
  });

  it('counts who calls again, and not twice who had called again before', () => {
    const of = (pastAbandonment: number | null, redialProbability: number) =>
      staffIntervals({
        intervals: [{ start: 0, offered: 200, ahtSeconds: 180, patienceSeconds: 90, pastAbandonment }],
        intervalMinutes: 15,
        rules: { ...rules, target: { ratio: 0.5, thresholdSeconds: 20 }, redialProbability },
      }).rows[0];
    const none = of(null, 0);
    const again = of(null, 0.6);
    expect(none?.attempts).toBe(200);
    expect(again?.attempts).toBeGreaterThan(205);
    // The fixed point: every attempt that hangs up calls again with probability 0.6.
    expect(again?.attempts).toBeCloseTo(200 + 0.6 * (again?.abandonment ?? 0) * (again?.attempts ?? 0), 4);
    // As many hung up in the past as will: what was counted then will be counted again.
    const same = of(again?.abandonment ?? 0, 0.6);
    expect(Math.abs((same?.attempts ?? 0) / 200 - 1)).toBeLessThan(0.01);
    expect(of(0.3, 0.6)?.attempts).toBeLessThan(190);
  });

  it('meets in the next interval the calls that last into it', () => {
    const day = [10, 10, 100, 100, 10, 0].map((offered, i) => ({ start: i * 900_000, offered, ahtSeconds: 900 }));
    const { rows } = staffIntervals({ intervals: day, intervalMinutes: 15, rules });
    const each = staffIntervals({ intervals: day, intervalMinutes: 15, rules: { ...rules, carryOver: false } }).rows;
    expect(rows[0]?.required).toBe(each[0]?.required);
    expect(rows[2]?.required).toBeLessThan(each[2]?.required ?? 0);
    expect(rows[4]?.required).toBeGreaterThan(each[4]?.required ?? 0);
    expect(rows[4]?.carriedErlangs).toBeGreaterThan(rows[4]?.erlangs ?? 0);
    expect(rows[5]).toMatchObject({ required: 0, serviceLevel: null });
    // A gap breaks the carrying: nothing is known of what came before it.
    const apart = day.map((interval, i) => ({ ...interval, start: i * 1_800_000 }));
    const broken = staffIntervals({ intervals: apart, intervalMinutes: 15, rules });
    expect(broken.rows.map(({ required }) => required)).toEqual(each.map(({ required }) => required));
  });

  it('promises what the day gives, not what each interval would give by itself', () => {
    const day = Array.from({ length: 48 }, (_, i) => ({
      start: i * 900_000,
      offered: 10 + 60 * Math.exp(-(((i - 20) / 3) ** 2)),
      ahtSeconds: 400,
    }));
    const input = { intervals: day, intervalMinutes: 15, rules: { ...rules, patienceSeconds: 120 } };
    const exact = staffIntervals(input);
    const quick = staffIntervals({ ...input, figures: 'quick' });
    const ofRise = (staffing: typeof exact) =>
      staffing.rows.slice(12, 20).reduce((sum, { required }) => sum + (required ?? 0), 0);
    expect(ofRise(exact)).toBeGreaterThan(ofRise(quick));
    expect((exact.totals.requiredHours ?? 0) / (quick.totals.requiredHours ?? 0)).toBeCloseTo(1, 1);
    for (const { serviceLevel } of exact.rows) expect(serviceLevel).toBeGreaterThanOrEqual(0.8);
    expect([exact.approximate, quick.approximate]).toEqual([0, 0]);
  });

  it('says how many intervals are too large to be followed exactly', () => {
    const intervals = [100, 200_000, 100].map((offered, i) => ({
      start: i * 900_000 * (i === 2 ? 2 : 1),
      offered,
      ahtSeconds: 180,
    }));
    const { rows, approximate } = staffIntervals({ intervals, intervalMinutes: 15, rules });
    const quick = staffIntervals({ intervals, intervalMinutes: 15, rules, figures: 'quick' });
    expect(approximate).toBe(2);
    expect(rows.slice(0, 2)).toEqual(quick.rows.slice(0, 2));
  });

  it('gives several contacts at once to an agent who can', () => {
    const intervals = [{ start: 0, offered: 30, ahtSeconds: 600 }];
    const of = (more: object) =>
      staffIntervals({ intervals, intervalMinutes: 15, rules: { ...rules, ...more } }).rows[0];
    const one = of({});
    const three = of({ concurrency: 3, concurrencyInflation: 0.2 });
    const places = requiredAgents({
      model: 'erlang-c',
      arrivalsPerHour: 120,
      ahtSeconds: 840,
      targets: { serviceLevel: rules.target },
    });
    expect(three?.required).toBe(Math.ceil(places / 3));
    expect(three?.required).toBeLessThan((one?.required ?? 0) / 1.8);
    expect(three?.serviceLevel).toBeGreaterThanOrEqual(0.8);
    expect(() => of({ concurrency: 1.5 })).toThrow(/concurrency .*1\.5/);
  });

  it.each([
    [{ patienceSeconds: 0 }, /patienceSeconds .*0/],
    [{ patienceSeconds: Number.NaN }, /patienceSeconds .*NaN/],
    [{ redialProbability: 1 }, /redialProbability .*1/],
    [{ concurrencyInflation: -0.1 }, /concurrencyInflation .*-0\.1/],
    [{ model: 'erlang-x' }, /model .*erlang-x/],
    [{ maxOccupancy: 0 }, /occupancy .*0/],
  ])('refuses %j', (wrong, words) => {
    const input = { intervals: [{ start: 0, offered: 1, ahtSeconds: 1 }], intervalMinutes: 15 };
    expect(() => staffIntervals({ ...input, rules: { ...rules, ...(wrong as object) } })).toThrow(words);
  });

  it('refuses demand that is none', () => {
    const of = (offered: number, ahtSeconds: number) =>
      staffIntervals({ intervals: [{ start: 0, offered, ahtSeconds }], intervalMinutes: 15, rules });
    expect(() => of(-1, 180)).toThrow(/offered .*-1/);
    expect(() => of(Number.NaN, 180)).toThrow(/offered .*NaN/);
    expect(() => of(1, 0)).toThrow(/ahtSeconds .*0/);
    const bad = (interval: object, intervalMinutes = 15) =>
      staffIntervals({ intervals: [{ start: 0, offered: 1, ahtSeconds: 60, ...interval }], intervalMinutes, rules });
    expect(() => bad({ start: Number.NaN })).toThrow(/start .*NaN/);
    expect(() => bad({ minutes: 0 })).toThrow(/minutes .*0/);
    expect(() => bad({ patienceSeconds: -1 })).toThrow(/patienceSeconds .*-1/);
    expect(() => bad({ pastAbandonment: 2 })).toThrow(/pastAbandonment .*2/);
    expect(() => bad({}, Number.POSITIVE_INFINITY)).toThrow(/intervalMinutes .*Infinity/);
    expect(staffIntervals({ intervals: [], intervalMinutes: 15, rules }).rows).toEqual([]);
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
