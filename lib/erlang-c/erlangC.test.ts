import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ErlangCInput, erlangB, erlangC, requiredAgents, requiredTrunks } from './index.ts';

const load = fc.record({
  arrivalsPerHour: fc.double({ min: 0.01, max: 20_000, noNaN: true }),
  ahtSeconds: fc.double({ min: 5, max: 1800, noNaN: true }),
});

describe('erlangC', () => {
  it('answers an overloaded queue instead of failing', () => {
    for (const agents of [0, 1, 4, 5])
      expect(erlangC({ arrivalsPerHour: 100, ahtSeconds: 180, agents })).toMatchObject({
        waitProbability: 1,
        asaSeconds: Number.POSITIVE_INFINITY,
        serviceLevel: 0,
        occupancy: 1,
        queueLength: Number.POSITIVE_INFINITY,
      });
  });

  it('is frozen, and idle without arrivals', () => {
    const idle = erlangC({ arrivalsPerHour: 0, ahtSeconds: 180, agents: 0 });
    expect(Object.isFrozen(idle)).toBe(true);
    expect(idle).toEqual({
      erlangs: 0,
      waitProbability: 0,
      asaSeconds: 0,
      serviceLevel: 1,
      occupancy: 0,
      queueLength: 0,
      blocking: 0,
    });
    expect(Object.isFrozen(erlangB({ arrivalsPerHour: 0, ahtSeconds: 1, servers: 0 }))).toBe(true);
  });

  it('gets better with every agent, and never leaves its range', () => {
    fc.assert(
      fc.property(load, fc.integer({ min: 1, max: 60 }), fc.nat(120), (given, extra, thresholdSeconds) => {
        const agents = Math.floor((given.arrivalsPerHour * given.ahtSeconds) / 3600) + extra;
        const one = erlangC({ ...given, agents, thresholdSeconds });
        const more = erlangC({ ...given, agents: agents + 1, thresholdSeconds });
        for (const share of [one.serviceLevel, one.waitProbability, one.occupancy]) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
        expect(more.serviceLevel).toBeGreaterThanOrEqual(one.serviceLevel);
        expect(more.waitProbability).toBeLessThanOrEqual(one.waitProbability);
        expect(more.asaSeconds).toBeLessThanOrEqual(one.asaSeconds);
        expect(more.occupancy).toBeLessThanOrEqual(one.occupancy);
        // Little's law.
        expect((given.arrivalsPerHour / 3600) * one.asaSeconds).toBeCloseTo(
          one.queueLength,
          6 - digits(one.queueLength),
        );
      }),
      { seed: 153, numRuns: 300 },
    );
  });

  it('with many lines is Erlang C, with as many lines as agents Erlang B', () => {
    const given = { arrivalsPerHour: 300, ahtSeconds: 200, agents: 20, thresholdSeconds: 20 };
    const unlimited = erlangC(given);
    const wide = erlangC({ ...given, lines: 2000 });
    expect(wide.serviceLevel).toBeCloseTo(unlimited.serviceLevel, 12);
    expect(wide.asaSeconds).toBeCloseTo(unlimited.asaSeconds, 10);
    const loss = erlangC({ ...given, lines: 20 });
    expect(loss.blocking).toBeCloseTo(erlangB({ ...given, servers: 20 }).blocking, 14);
    expect(loss.serviceLevel).toBeCloseTo(1 - loss.blocking, 14);
  });

  it('with lines, agrees with the sum over the states written out', () => {
    for (const [arrivalsPerHour, agents, lines, thresholdSeconds] of [
      [60, 5, 8, 20],
      [120, 10, 20, 45],
      [165, 10, 20, 45],
      [150, 10, 40, 10],
      [151, 10, 60, 600],
    ] as const) {
      const got = erlangC({ arrivalsPerHour, ahtSeconds: 240, agents, lines, thresholdSeconds });
      const exact = writtenOut((arrivalsPerHour * 240) / 3600, agents, lines, (agents * thresholdSeconds) / 240);
      expect(got.blocking).toBeCloseTo(exact.blocking, 13);
      expect(got.serviceLevel).toBeCloseTo(exact.serviceLevel, 12);
    }
  });

  it('survives the extremes', () => {
    expect(erlangC({ arrivalsPerHour: 0.001, ahtSeconds: 3600, agents: 1 }).waitProbability).toBeCloseTo(0.001, 15);
    expect(erlangC({ arrivalsPerHour: 1e9, ahtSeconds: 3600, agents: 1_000_030_000 }).waitProbability).toBeGreaterThan(
      0.2,
    );
    expect(erlangC({ arrivalsPerHour: 1e9, ahtSeconds: 3600, agents: 3, lines: 9 }).blocking).toBeCloseTo(1, 8);
    expect(erlangC({ arrivalsPerHour: 10, ahtSeconds: 60, agents: 0, lines: 4 })).toMatchObject({ blocking: 1 });
    expect(erlangB({ arrivalsPerHour: 1e-300, ahtSeconds: 1, servers: 1e9 }).blocking).toBe(0);
  });

  it('names the parameter and the value that it refuses', () => {
    const good: ErlangCInput = { arrivalsPerHour: 100, ahtSeconds: 180, agents: 8 };
    for (const [bad, words] of [
      [{ arrivalsPerHour: -1 }, /arrivalsPerHour .*-1/],
      [{ arrivalsPerHour: Number.NaN }, /arrivalsPerHour .*NaN/],
      [{ ahtSeconds: 0 }, /ahtSeconds .*0/],
      [{ ahtSeconds: Number.POSITIVE_INFINITY }, /ahtSeconds .*Infinity/],
      [{ agents: 1.5, lines: 9 }, /agents .*1\.5/],
      [{ agents: -2 }, /agents .*-2/],
      [{ thresholdSeconds: -5 }, /thresholdSeconds .*-5/],
      [{ lines: 7 }, /lines .*7/],
    ] as const) {
      expect(() => erlangC({ ...good, ...bad })).toThrow(RangeError);
      expect(() => erlangC({ ...good, ...bad })).toThrow(words);
    }
    expect(() => erlangB({ arrivalsPerHour: 1, ahtSeconds: 1, servers: -1.5 })).toThrow(/servers .*-1\.5/);
    expect(() => requiredTrunks({ arrivalsPerHour: 1, ahtSeconds: 1, blocking: 0 })).toThrow(/blocking .*0/);
  });
});

describe('requiredAgents', () => {
  it('is the least number that meets every target', () => {
    fc.assert(
      fc.property(
        load,
        fc.double({ min: 0.05, max: 0.999, noNaN: true }),
        fc.nat(60),
        fc.double({ min: 0.3, max: 1, noNaN: true }),
        (given, ratio, thresholdSeconds, occupancy) => {
          const targets = { serviceLevel: { ratio, thresholdSeconds }, asaSeconds: 30, occupancy };
          const agents = requiredAgents({ model: 'erlang-c', ...given, targets });
          const met = (n: number) => {
            const result = erlangC({ ...given, agents: n, thresholdSeconds });
            return result.serviceLevel >= ratio && result.asaSeconds <= 30 && result.occupancy <= occupancy;
          };
          expect(met(agents)).toBe(true);
          expect(met(agents - 1)).toBe(false);
        },
      ),
      { seed: 185, numRuns: 300 },
    );
  });

  it('needs nobody for no arrivals', () => {
    expect(
      requiredAgents({ model: 'erlang-c', arrivalsPerHour: 0, ahtSeconds: 180, targets: { occupancy: 0.85 } }),
    ).toBe(0);
  });

  it('with lines', () => {
    const given = { model: 'erlang-c', arrivalsPerHour: 120, ahtSeconds: 240 } as const;
    const targets = { serviceLevel: { ratio: 0.9, thresholdSeconds: 20 } };
    const agents = requiredAgents({ ...given, lines: 20, targets });
    const level = (n: number) => erlangC({ ...given, agents: n, lines: 20, thresholdSeconds: 20 }).serviceLevel;
    expect(level(agents)).toBeGreaterThanOrEqual(0.9);
    expect(level(agents - 1)).toBeLessThan(0.9);
    expect(() => requiredAgents({ ...given, lines: 3, targets })).toThrow(/lines .*3 are too few/);
  });

  it('names the parameter and the value that it refuses', () => {
    const given = { model: 'erlang-c', arrivalsPerHour: 100, ahtSeconds: 180 } as const;
    expect(() => requiredAgents({ ...given, targets: {} })).toThrow(/targets/);
    expect(() => requiredAgents({ ...given, targets: { occupancy: 1.2 } })).toThrow(/occupancy .*1\.2/);
    expect(() => requiredAgents({ ...given, targets: { serviceLevel: { ratio: 80, thresholdSeconds: 20 } } })).toThrow(
      /ratio .*80/,
    );
    // @ts-expect-error the type already refuses it
    expect(() => requiredAgents({ ...given, model: 'erlang-x', targets: { asaSeconds: 5 } })).toThrow(/erlang-x/);
  });
});

function digits(value: number): number {
  return Math.max(0, Math.ceil(Math.log10(value + 1)));
}

/** M/M/n/K as in the textbook, state by state, for small systems. */
function writtenOut(erlangs: number, agents: number, lines: number, x: number) {
  const weights = [1];
  for (let k = 1; k <= lines; k++) weights.push(((weights[k - 1] ?? 0) * erlangs) / Math.min(k, agents));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let inTime = 0;
  for (let k = 0; k < lines; k++) inTime += (weights[k] ?? 0) * (k < agents ? 1 : moreThan(k - agents, x));
  return { blocking: (weights[lines] ?? 0) / total, serviceLevel: inTime / total };
}

function moreThan(j: number, x: number): number {
  let term = Math.exp(-x);
  let atMost = term;
  for (let i = 1; i <= j; i++) {
    term *= x / i;
    atMost += term;
  }
  return 1 - atMost;
}
