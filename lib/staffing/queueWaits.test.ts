import { describe, expect, test } from 'vitest';
import { BirthDeathChain } from './birthDeathChain.ts';
import { waitsByPosition } from './queueWaits.ts';
import { waitsAcross } from './waitsAcross.ts';

describe('waits by position', () => {
  const queue = { agents: 12, service: 1 / 240, abandonment: 1 / 120 };

  test('the first of the line waits an exponential time', () => {
    const { reached, answered } = waitsByPosition(queue, 20, 1);
    expect(reached[0]).toBeCloseTo(1 - Math.exp(-1), 12);
    const gone = 1 / 20 + 1 / 120;
    expect(answered[0]).toBeCloseTo((1 / 20 / gone) * (1 - Math.exp(-20 * gone)), 12);
  });

  test('without giving up it is an Erlang time, also where its terms are no doubles', () => {
    const two = waitsByPosition({ ...queue, abandonment: 0 }, 20, 2);
    expect(two.reached[1]).toBeCloseTo(1 - 2 * Math.exp(-1), 12);
    const many = waitsByPosition({ agents: 10_000, service: 1 / 200, abandonment: 0 }, 20, 1200).reached;
    // 1000 answers are expected within 20 s: the 1000th in line is as likely before as after.
    expect(many[0]).toBe(1);
    expect(many[999]).toBeCloseTo(0.5, 2);
    expect(many[1199]).toBeLessThan(1e-8);
  });

  test('behind calls of agents who are to leave, each of which has to end', () => {
    const { reached, answered } = waitsByPosition({ ...queue, inHand: 14 }, 20, 5);
    const mean = (k: number) => waitsByPosition({ ...queue, abandonment: 1 / 240 }, 20, 5).reached[k] as number;
    // Spaced by one call's end as far as there are calls, then by one caller's patience.
    for (const k of [0, 1, 2]) expect(reached[k]).toBeCloseTo(mean(k), 9);
    expect(reached[3]).toBeGreaterThan(mean(3));
    expect(answered[3]).toBeLessThan(reached[3] as number);
  });

  test('a change that changes nothing leaves the waits as they are', () => {
    for (const abandonment of [0, 1 / 120]) {
      const same = { ...queue, abandonment };
      const across = waitsAcross({ before: same, after: same, lastSeconds: 60 }, 60, 30);
      const plain = waitsByPosition(same, 60, 30);
      for (let k = 0; k < 20; k++) {
        expect(across.reached[k]).toBeCloseTo(plain.reached[k] as number, 6);
        expect(across.answered[k]).toBeCloseTo(plain.answered[k] as number, 6);
      }
    }
  });

  test('agents who come answer at once, agents who leave make the line slower', () => {
    const with20 = { ...queue, agents: 20 };
    const more = waitsAcross({ before: queue, after: with20, lastSeconds: 20 }, 20, 30);
    const fewer = waitsAcross({ before: with20, after: queue, lastSeconds: 20 }, 20, 30);
    const slower = waitsAcross({ before: with20, after: { ...queue, inHand: 20 }, lastSeconds: 20 }, 20, 30);
    // The first eight are answered at the change, unless they gave up before.
    expect(more.reached[7]).toBeCloseTo(1, 9);
    expect(more.reached[8]).toBeLessThan(1);
    expect(more.answered[7]).toBeLessThan(1);
    for (const k of [0, 3, 10]) {
      expect(fewer.reached[k]).toBeLessThan(waitsByPosition(with20, 20, 30).reached[k] as number);
      // Calls end less often than callers give up here.
      expect(slower.reached[k]).toBeLessThan(fewer.reached[k] as number);
    }
  });
});

test('a quarter in one go is a quarter in ninety', () => {
  for (const [agents, load, abandonment, from] of [
    [100, 90, 1 / 120, 0],
    [100, 130, 0, 150],
    [300, 310, 1 / 90, 450],
    [5, 3, 0, 8],
  ] as const) {
    const rates = { arrivals: load / 240, service: 1 / 240, agents, abandonment };
    const start = { from, probabilities: Float64Array.of(1) };
    const once = new BirthDeathChain(start);
    once.pass(rates, 900);
    const often = new BirthDeathChain(start);
    for (let i = 0; i < 90; i++) often.pass(rates, 10);
    const fine = often.state;
    let difference = 0;
    once.state.probabilities.forEach((p, i) => {
      difference += Math.abs(p - (fine.probabilities[once.state.from + i - fine.from] ?? 0));
    });
    expect(difference, `${agents} agents, ${load} erlangs`).toBeLessThan(1e-6);
  }
});
