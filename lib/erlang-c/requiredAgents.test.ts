import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erlangA, maximumArrivals, type QueueModel, requiredAgents, type Targets } from './index.ts';
import { leastAgents } from './leastAgents.ts';
import { eachTarget } from './targets.ts';

const ratio = (least: number, thresholdSeconds: number) => ({ serviceLevel: { ratio: least, thresholdSeconds } });

/** What the search says, which learns nothing. */
function searched(queue: QueueModel, arrivalsPerHour: number, targets: Targets): number {
  let most = 0;
  eachTarget(targets, (kind, bound, thresholdSeconds) => {
    const erlangs = (arrivalsPerHour * queue.ahtSeconds) / 3600;
    most = Math.max(most, leastAgents(queue, { kind, bound, thresholdSeconds }, arrivalsPerHour, erlangs));
  });
  return most;
}

/** A fixed stream of numbers from 0 to 1. */
function stream(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

describe('requiredAgents with patience', () => {
  it('is the least number that meets every target', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 20_000, noNaN: true }),
        fc.double({ min: 5, max: 1800, noNaN: true }),
        fc.double({ min: 5, max: 1800, noNaN: true }),
        fc.double({ min: 0.5, max: 0.99, noNaN: true }),
        fc.nat(60),
        (arrivalsPerHour, ahtSeconds, patienceSeconds, level, thresholdSeconds) => {
          const queue = { arrivalsPerHour, ahtSeconds, patienceSeconds };
          const targets = { ...ratio(level, thresholdSeconds), asaSeconds: 15, abandonment: 0.05, occupancy: 0.92 };
          const met = (agents: number) => {
            const result = erlangA({ ...queue, agents, thresholdSeconds });
            return (
              result.serviceLevel >= level &&
              result.asaSeconds <= 15 &&
              result.abandonment <= 0.05 &&
              result.occupancy <= 0.92
            );
          };
          const agents = requiredAgents({ model: 'erlang-a', ...queue, targets });
          expect(met(agents)).toBe(true);
          expect(met(agents - 1)).toBe(false);
        },
      ),
      { seed: 2002, numRuns: 300 },
    );
  });

  it.each<[string, Omit<QueueModel, 'ahtSeconds'>, Targets]>([
    ['service level', { model: 'erlang-a', patienceSeconds: 120 }, ratio(0.8, 20)],
    ['a strict one', { model: 'erlang-a', patienceSeconds: 40 }, ratio(0.99, 5)],
    ['speed of answer', { model: 'erlang-a', patienceSeconds: 300 }, { asaSeconds: 4 }],
    ['a target that nobody is needed for', { model: 'erlang-a', patienceSeconds: 15 }, { asaSeconds: 28 }],
    ['hanging up', { model: 'erlang-a', patienceSeconds: 60 }, { abandonment: 0.03 }],
    ['occupancy', { model: 'erlang-a', patienceSeconds: 60 }, { occupancy: 0.85 }],
    ['two at once', { model: 'erlang-a', patienceSeconds: 90 }, { ...ratio(0.9, 10), occupancy: 0.8 }],
    ['redials', { model: 'erlang-a', patienceSeconds: 90, redialProbability: 0.4 }, ratio(0.8, 20)],
    ['Erlang C', { model: 'erlang-c' }, ratio(0.8, 20)],
    ['Erlang C, speed', { model: 'erlang-c' }, { asaSeconds: 10 }],
    ['Erlang C, a queue that ends', { model: 'erlang-c' }, { abandonment: 0.05 }],
    ['lines', { model: 'erlang-a', patienceSeconds: 60, lines: 150 }, ratio(0.8, 20)],
    ['lines and hanging up', { model: 'erlang-a', patienceSeconds: 60, lines: 150 }, { abandonment: 0.05 }],
  ])('what is learnt from many questions answers as the search does: %s', (_, queue, targets) => {
    const random = stream(153);
    for (const changing of [false, true]) {
      for (let i = 0; i < 1200; i++) {
        const ahtSeconds = changing ? 130 + 240 * random() : 170;
        const arrivalsPerHour = ((0.01 + 90 * random() ** 2) * 3600) / ahtSeconds;
        const got = requiredAgents({ ...queue, ahtSeconds, arrivalsPerHour, targets });
        if (i % 4 === 0) expect(got).toBe(searched({ ...queue, ahtSeconds }, arrivalsPerHour, targets));
      }
    }
  });

  it('on the step itself', () => {
    const queue = { model: 'erlang-a', ahtSeconds: 210, patienceSeconds: 100 } as const;
    const targets = ratio(0.8, 20);
    for (let i = 0; i < 50; i++) requiredAgents({ ...queue, arrivalsPerHour: 200 + i, targets });
    for (const agents of [10, 11, 12, 13, 14]) {
      const most = maximumArrivals({ ...queue, agents, targets });
      expect(requiredAgents({ ...queue, arrivalsPerHour: most, targets })).toBe(agents);
      for (const share of [-1e-7, -1e-9, -1e-10, -1e-12, 1e-12, 1e-10, 1e-9, 1e-7]) {
        const arrivalsPerHour = most * (1 + share);
        const expected = searched(queue, arrivalsPerHour, targets);
        expect(requiredAgents({ ...queue, arrivalsPerHour, targets })).toBe(expected);
        if (Math.abs(share) > 1e-11) expect(expected).toBe(share < 0 ? agents : agents + 1);
      }
    }
  });

  it('names what it refuses', () => {
    const given = { model: 'erlang-a', arrivalsPerHour: 100, ahtSeconds: 180, targets: ratio(0.8, 20) } as const;
    expect(() => requiredAgents(given)).toThrow(/patienceSeconds .*undefined/);
    expect(() => requiredAgents({ ...given, patienceSeconds: -1 })).toThrow(/patienceSeconds .*-1/);
    const patient = { ...given, patienceSeconds: 60 };
    expect(() => requiredAgents({ ...patient, targets: { abandonment: 3 } })).toThrow(/abandonment .*3/);
    expect(() => requiredAgents({ ...patient, redialProbability: 1 })).toThrow(/redialProbability .*1/);
    expect(() => requiredAgents({ ...patient, lines: 2 })).toThrow(/lines .*2 are too few/);
  });
});

describe('maximumArrivals', () => {
  it('is the inverse of requiredAgents', () => {
    const random = stream(185);
    for (let i = 0; i < 120; i++) {
      const queue: QueueModel =
        i % 3 === 0
          ? { model: 'erlang-c', ahtSeconds: 30 + 500 * random() }
          : { model: 'erlang-a', ahtSeconds: 30 + 500 * random(), patienceSeconds: 20 + 400 * random() };
      const agents = 1 + Math.floor(10 ** (3 * random()));
      const targets = { ...ratio(0.5 + 0.45 * random(), 30 * random()), occupancy: 0.6 + 0.39 * random() };
      const most = maximumArrivals({ ...queue, agents, targets });
      expect(searched(queue, most * (1 - 1e-9), targets)).toBeLessThanOrEqual(agents);
      expect(searched(queue, most * (1 + 1e-9), targets)).toBeGreaterThan(agents);
    }
  });

  it('real agents, none, and no load too much', () => {
    const queue = { model: 'erlang-a', ahtSeconds: 180, patienceSeconds: 60 } as const;
    const most = (agents: number) => maximumArrivals({ ...queue, agents, targets: ratio(0.8, 20) });
    expect(most(7.5)).toBeGreaterThan(most(7));
    expect(most(7.5)).toBeLessThan(most(8));
    expect(most(0)).toBe(0);
    expect(maximumArrivals({ ...queue, agents: 3, targets: { asaSeconds: 61 } })).toBe(Number.POSITIVE_INFINITY);
    expect(() => maximumArrivals({ ...queue, agents: 3, lines: 9, targets: { abandonment: 0.1 } })).toThrow(/0\.1/);
  });
});
