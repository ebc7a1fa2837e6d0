import { erlangA } from 'erlang-c';
import { describe, expect, it } from 'vitest';
import { firstAttempts } from './firstAttempts.ts';
import { atRedials } from './redials.ts';

describe('atRedials', () => {
  it('finds the attempts at which all who hang up and call again are counted, wherever it begins', () => {
    for (const agents of [1, 10, 30, 55, 80])
      for (const redialProbability of [0, 0.2, 0.5, 0.9, 0.99])
        for (const guess of [1, 1.3, 50]) {
          const load = { ahtSeconds: 180, agents, patienceSeconds: 90 };
          const { attemptsPerFirst, figures } = atRedials(
            redialProbability,
            { attemptsPerFirst: guess, slope: null },
            (attempts) => erlangA({ ...load, arrivalsPerHour: 1000 * attempts }),
          );
          expect(attemptsPerFirst * (1 - redialProbability * figures.abandonment)).toBeCloseTo(1, 7);
          const packaged = erlangA({ ...load, arrivalsPerHour: 1000, redialProbability });
          expect(figures.abandonment).toBeCloseTo(packaged.abandonment, 6);
          expect(figures.serviceLevel).toBeCloseTo(packaged.serviceLevel, 6);
        }
  });

  it('needs few steps from a neighbour', () => {
    const load = { ahtSeconds: 180, agents: 50, patienceSeconds: 90 };
    let steps = 0;
    const at = (attempts: number) => {
      steps += 1;
      return erlangA({ ...load, arrivalsPerHour: 1000 * attempts });
    };
    const { attemptsPerFirst, slope } = atRedials(0.5, { attemptsPerFirst: 1, slope: null }, at);
    steps = 0;
    atRedials(0.5, { attemptsPerFirst: attemptsPerFirst * 1.005, slope }, at);
    expect(steps).toBeLessThanOrEqual(4);
  });
});

describe('firstAttempts', () => {
  it('takes out who had called again', () => {
    expect(firstAttempts(100, 0.5, 0.2)).toBeCloseTo(90, 12);
    expect(firstAttempts(100, 0.5, null)).toBe(100);
    expect(() => firstAttempts(100, 0.5, 20)).toThrow(/pastAbandonment .*20/);
  });
});
