import { describe, expect, test } from 'vitest';
import { EventHeap } from './eventHeap.ts';
import { exponential, gamma, normal, unitVariate } from './variates.ts';
import { Xoshiro } from './xoshiro.ts';

function moments(draw: (random: Xoshiro) => number, count = 200_000) {
  const random = new Xoshiro(20_250_301);
  let [sum, squares] = [0, 0];
  for (let i = 0; i < count; i++) {
    const value = draw(random);
    sum += value;
    squares += value * value;
  }
  const mean = sum / count;
  return { mean, deviation: Math.sqrt(squares / count - mean * mean) };
}

describe('random numbers', () => {
  test('the same seed and stream give the same numbers, others give others', () => {
    const first = (seed: number, stream?: number) => {
      const random = new Xoshiro(seed, stream);
      return [random.bits(), random.bits(), random.bits()];
    };
    expect(first(1, 7)).toEqual(first(1, 7));
    const all = [first(1), first(1, 1), first(2), first(2 ** 32 + 1), first(0)].flat();
    expect(new Set(all).size).toBe(all.length);
  });

  test('fills every place evenly, also across streams', () => {
    const cells = new Float64Array(256);
    for (let stream = 0; stream < 2560; stream++) {
      const random = new Xoshiro(5, stream);
      for (let i = 0; i < 100; i++) {
        const cell = Math.floor(random.uniform() * 256);
        cells[cell] = (cells[cell] as number) + 1;
      }
    }
    const chiSquare = cells.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // 255 degrees of freedom: mean 255, standard deviation 22.6.
    expect(chiSquare).toBeGreaterThan(255 - 4 * 22.6);
    expect(chiSquare).toBeLessThan(255 + 4 * 22.6);
  });

  test('durations have the mean and the spread of their shape', () => {
    const exp = moments(exponential);
    expect(exp.mean).toBeCloseTo(1, 1.9);
    expect(exp.deviation).toBeCloseTo(1, 1.9);
    const bell = moments(normal);
    expect(bell.mean).toBeCloseTo(0, 1.9);
    expect(bell.deviation).toBeCloseTo(1, 1.9);
    const lognormal = moments(unitVariate({ kind: 'lognormal', cv: 0.7 }));
    expect(lognormal.mean).toBeCloseTo(1, 1.9);
    expect(lognormal.deviation).toBeCloseTo(0.7, 1.9);
    for (const cv of [0.08, 0.5, 1.5]) {
      const { mean, deviation } = moments((random) => gamma(random, cv));
      expect(mean).toBeCloseTo(1, 1.5);
      expect(deviation).toBeCloseTo(cv, 1.3);
    }
    const seen = moments(unitVariate({ kind: 'empirical', seconds: [60, 120, 240, 300] }));
    expect(seen.mean).toBeCloseTo(1, 1.9);
    expect(seen.deviation).toBeCloseTo(Math.sqrt(9000) / 180, 1.9);
    expect(unitVariate({ kind: 'deterministic' })(new Xoshiro(1))).toBe(1);
  });

  test('names what cannot be', () => {
    expect(() => new Xoshiro(-1)).toThrow('seed must be a whole number');
    expect(() => unitVariate({ kind: 'lognormal', cv: 0 })).toThrow('cv of a lognormal shape');
    expect(() => unitVariate({ kind: 'empirical', seconds: [] })).toThrow('seconds of an empirical shape');
  });
});

test('events come out by time', () => {
  const random = new Xoshiro(3);
  const heap = new EventHeap();
  const times = Array.from({ length: 2000 }, () => random.uniform());
  times.forEach((time, code) => {
    heap.push(time, code);
    if (code % 5 === 4) heap.pop();
  });
  let last = Number.NEGATIVE_INFINITY;
  expect(heap.size).toBe(1600);
  while (heap.size > 0) {
    const time = heap.nextTime;
    expect(times[heap.pop()]).toBe(time);
    expect(time).toBeGreaterThanOrEqual(last);
    last = time;
  }
  expect(heap.nextTime).toBe(Number.POSITIVE_INFINITY);
});
