import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ErlangAInput,
  erlangA,
  erlangB,
  erlangC,
  extendedErlangB,
  maximumArrivals,
  requiredAgents,
} from './index.ts';

const given: ErlangAInput = { arrivalsPerHour: 300, ahtSeconds: 200, agents: 17, patienceSeconds: 90 };

describe('erlangA', () => {
  it('between its limits: patience without end is Erlang C, none at all Erlang B', () => {
    const patient = erlangA({ ...given, agents: 20, patienceSeconds: 1e10 });
    const unlimited = erlangC({ ...given, agents: 20 });
    expect(patient.serviceLevel).toBeCloseTo(unlimited.serviceLevel, 7);
    expect(patient.asaSeconds).toBeCloseTo(unlimited.asaSeconds, 5);
    const hasty = erlangA({ ...given, patienceSeconds: 1e-7 });
    expect(hasty.abandonment).toBeCloseTo(erlangB({ ...given, servers: 17 }).blocking, 7);
  });

  it('takes callers who never hang up, with lines and with too few agents as well', () => {
    const close = (one: ErlangAInput) => {
      const never = erlangA({ ...one, patienceSeconds: Number.POSITIVE_INFINITY, redialProbability: 0.5 });
      const long = erlangA({ ...one, patienceSeconds: 1e12, redialProbability: 0.5 });
      expect(Object.isFrozen(never)).toBe(true);
      expect(Object.keys(never).sort()).toEqual(Object.keys(long).sort());
      for (const figure of Object.keys(long) as (keyof typeof long)[])
        expect(never[figure], figure).toBeCloseTo(long[figure], 6);
    };
    close({ ...given, agents: 20 });
    close({ ...given, agents: 17, lines: 30 });
    close({ ...given, agents: 10, lines: 12 });
    const few = erlangA({ ...given, agents: 10, patienceSeconds: Number.POSITIVE_INFINITY });
    expect(few).toMatchObject({ asaSeconds: Number.POSITIVE_INFINITY, serviceLevel: 0, abandonment: 0 });
    const asked = { ...given, targets: { serviceLevel: { ratio: 0.8, thresholdSeconds: 20 } } };
    const patient = { ...asked, patienceSeconds: Number.POSITIVE_INFINITY };
    expect(requiredAgents({ ...patient, model: 'erlang-a' })).toBe(requiredAgents({ ...asked, model: 'erlang-c' }));
    expect(maximumArrivals({ ...patient, model: 'erlang-a' })).toBe(maximumArrivals({ ...asked, model: 'erlang-c' }));
  });

  it('with as many lines as agents is Erlang B; with very many, without limit', () => {
    const loss = erlangA({ ...given, lines: 17 });
    expect(loss.blocking).toBeCloseTo(erlangB({ ...given, servers: 17 }).blocking, 14);
    expect(loss.abandonment).toBe(0);
    const wide = erlangA({ ...given, lines: 100_000 });
    const free = erlangA(given);
    for (const figure of Object.keys(free) as (keyof typeof free)[])
      expect(wide[figure], figure).toBeCloseTo(free[figure], 12);
  });

  it('its figures agree with each other', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 20_000, noNaN: true }),
        fc.double({ min: 5, max: 1800, noNaN: true }),
        fc.integer({ min: 1, max: 500 }),
        fc.double({ min: 1, max: 3600, noNaN: true }),
        fc.nat(120),
        fc.option(fc.nat(200), { nil: undefined }),
        (arrivalsPerHour, ahtSeconds, agents, patienceSeconds, thresholdSeconds, places) => {
          const lines = places === undefined ? {} : { lines: agents + places };
          const load = { arrivalsPerHour, ahtSeconds, patienceSeconds, thresholdSeconds, ...lines };
          const one = erlangA({ ...load, agents });
          const rate = arrivalsPerHour / 3600;
          // Little's law, the hanging up as a rate, and every call answered, hung up or blocked.
          expect(one.queueLength).toBeCloseTo(rate * (1 - one.blocking) * one.asaSeconds, 6);
          expect(rate * one.abandonment).toBeCloseTo(one.queueLength / patienceSeconds, 8);
          const answered = (one.occupancy * agents) / one.erlangs;
          expect(answered + one.abandonment + one.blocking).toBeCloseTo(1, 9);
          expect(one.serviceLevel).toBeLessThanOrEqual(one.serviceLevelOfAnswered);
          expect(one.serviceLevel).toBeLessThanOrEqual(one.serviceLevelExcludingShortAbandons + 1e-15);
          expect(one.serviceLevel).toBeLessThanOrEqual(one.virtualServiceLevel + 1e-15);
          if (places === 0) return;
          const more = erlangA({ ...load, agents: agents + 1 });
          expect(more.serviceLevel).toBeGreaterThanOrEqual(one.serviceLevel - 1e-14);
          expect(more.abandonment).toBeLessThanOrEqual(one.abandonment + 1e-14);
        },
      ),
      { seed: 185, numRuns: 400 },
    );
  });

  it('redials: the attempts are the first ones and those after hanging up', () => {
    for (const redialProbability of [0.1, 0.5, 0.9, 0.99]) {
      const result = erlangA({ ...given, redialProbability });
      const attempts = (result.queueLength * 3600) / (result.abandonment * given.patienceSeconds);
      expect(attempts * (1 - redialProbability * result.abandonment)).toBeCloseTo(300, 8);
      expect(result.erlangs).toBe(erlangA(given).erlangs);
      const same = erlangA({ ...given, arrivalsPerHour: attempts });
      expect(same.serviceLevel).toBeCloseTo(result.serviceLevel, 12);
    }
  });

  it('agents may be any real number, in between and smoothly', () => {
    for (const [less, between, more] of [
      [16, 16.5, 17],
      [0.5, 0.75, 1],
      [0, 0.001, 0.5],
    ] as const) {
      const level = (agents: number) => erlangA({ ...given, agents }).serviceLevel;
      expect(level(between)).toBeGreaterThan(level(less));
      expect(level(between)).toBeLessThan(level(more));
      expect(erlangB({ ...given, servers: between }).blocking).toBeLessThan(
        erlangB({ ...given, servers: less }).blocking,
      );
    }
    expect(erlangC({ ...given, agents: 17.5 }).asaSeconds).toBeGreaterThan(
      erlangC({ ...given, agents: 18 }).asaSeconds,
    );
  });

  it('nobody there, nobody calling', () => {
    expect(erlangA({ ...given, agents: 0 })).toMatchObject({
      waitProbability: 1,
      asaSeconds: 90,
      asaAnsweredSeconds: Number.POSITIVE_INFINITY,
      serviceLevel: 0,
      abandonment: 1,
      queueLength: 7.5,
    });
    expect(erlangA({ ...given, agents: 0, lines: 5 }).blocking).toBeCloseTo(
      erlangB({ arrivalsPerHour: 300, ahtSeconds: 90, servers: 5 }).blocking,
      14,
    );
    const idle = erlangA({ ...given, arrivalsPerHour: 0 });
    expect(idle).toMatchObject({ erlangs: 0, serviceLevel: 1, asaAnsweredSeconds: 0, abandonment: 0 });
    expect(Object.isFrozen(idle) && Object.isFrozen(erlangA(given))).toBe(true);
  });

  it('stays in range where doubles end', () => {
    const wild = fc.tuple(
      fc.double({ min: -6, max: 6, noNaN: true }),
      fc.double({ min: -6, max: 9, noNaN: true }),
      fc.double({ min: -3, max: 8, noNaN: true }),
      fc.integer({ min: 1, max: 20_000 }),
      fc.option(fc.nat(5000), { nil: undefined }),
    );
    fc.assert(
      fc.property(wild, ([load, patience, threshold, agents, places]) => {
        const result = erlangA({
          arrivalsPerHour: (agents * 3600 * 10 ** load) / 180,
          ahtSeconds: 180,
          agents,
          patienceSeconds: 10 ** patience,
          thresholdSeconds: 10 ** threshold,
          ...(places === undefined ? {} : { lines: agents + places }),
        });
        for (const [figure, value] of Object.entries(result)) {
          expect(value, figure).toBeGreaterThanOrEqual(0);
          const share = !/Seconds|erlangs|queueLength/.test(figure);
          expect(value, figure).toBeLessThanOrEqual(share ? 1 : Number.MAX_VALUE);
        }
      }),
      { seed: 153, numRuns: 500 },
    );
  });

  it('names the parameter and the value that it refuses', () => {
    for (const [bad, words] of [
      [{ arrivalsPerHour: -1 }, /arrivalsPerHour .*-1/],
      [{ ahtSeconds: Number.NaN }, /ahtSeconds .*NaN/],
      [{ agents: -2 }, /agents .*-2/],
      [{ patienceSeconds: 0 }, /patienceSeconds .*0/],
      [{ patienceSeconds: Number.NaN }, /patienceSeconds .*NaN/],
      [{ thresholdSeconds: -5 }, /thresholdSeconds .*-5/],
      [{ lines: 16 }, /lines .*16/],
      [{ agents: 2.5, lines: 9 }, /agents .*2\.5/],
      [{ redialProbability: 1 }, /redialProbability .*1/],
    ] as const) {
      expect(() => erlangA({ ...given, ...bad })).toThrow(RangeError);
      expect(() => erlangA({ ...given, ...bad })).toThrow(words);
    }
  });
});

describe('extendedErlangB', () => {
  it('repeats what is blocked', () => {
    const load = { arrivalsPerHour: 100, ahtSeconds: 180, servers: 6 };
    expect(extendedErlangB({ ...load, retryProbability: 0 })).toMatchObject(erlangB(load));
    const again = extendedErlangB({ ...load, retryProbability: 0.6 });
    expect(again.attemptsPerHour * (1 - 0.6 * again.blocking)).toBeCloseTo(100, 9);
    expect(again.occupancy * 6).toBeCloseTo(5 * (1 - again.lost), 12);
    expect(() => extendedErlangB({ ...load, retryProbability: -0.1 })).toThrow(/retryProbability .*-0\.1/);
  });
});
