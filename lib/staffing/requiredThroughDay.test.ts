import { requiredAgents } from 'erlang-c';
import { describe, expect, test } from 'vitest';
import { carriedLoads } from './effectiveLoad.ts';
import { requiredThroughDay } from './requiredThroughDay.ts';
import { transientQueue } from './transientQueue.ts';

const target = { ratio: 0.8, thresholdSeconds: 20 };
const rates = [...Array(8).fill(150), 300, 450, 600, 600, 450, 300, ...Array(8).fill(150)] as number[];
const day = (ahtSeconds: number) => rates.map((arrivalsPerHour) => ({ arrivalsPerHour, ahtSeconds, minutes: 15 }));

describe('agents through a day', () => {
  test('a flat day is Erlang', () => {
    const intervals = Array.from({ length: 6 }, () => ({ arrivalsPerHour: 100, ahtSeconds: 180, minutes: 30 }));
    const load = { arrivalsPerHour: 100, ahtSeconds: 180, targets: { serviceLevel: target } };
    expect(requiredThroughDay({ intervals, patienceSeconds: null, target })).toEqual(
      Array(6).fill(requiredAgents({ ...load, model: 'erlang-c' })),
    );
    expect(requiredThroughDay({ intervals, patienceSeconds: 90, target })).toEqual(
      Array(6).fill(requiredAgents({ ...load, model: 'erlang-a', patienceSeconds: 90 })),
    );
  });

  test.each([
    [240, null],
    [240, 120],
    [900, 120],
  ])(
    'the promise is kept in every interval of a peak, for less than its highest loads: %j s, patience %j',
    (aht, patienceSeconds) => {
      const intervals = day(aht);
      const agents = requiredThroughDay({ intervals, patienceSeconds, target });
      const { intervals: figures } = transientQueue({
        intervals: intervals.map((interval, i) => ({ ...interval, agents: agents[i] as number })),
        patienceSeconds,
        thresholdSeconds: 20,
      });
      // What the next interval's agents change in the last seconds is not foreseen.
      for (const { serviceLevel } of figures) expect(serviceLevel).toBeGreaterThan(0.785);
      const highest = carriedLoads(intervals).map(({ most }) =>
        requiredAgents({
          ...(patienceSeconds === null ? { model: 'erlang-c' } : { model: 'erlang-a', patienceSeconds }),
          arrivalsPerHour: (most * 3600) / aht,
          ahtSeconds: aht,
          targets: { serviceLevel: target },
        }),
      );
      const sum = (counts: number[]) => counts.reduce((a, b) => a + b);
      expect(sum(agents)).toBeLessThan(sum(highest));
    },
  );

  test('nobody is needed where nobody calls', () => {
    const quiet = { arrivalsPerHour: 0, ahtSeconds: 0, minutes: 15 };
    const agents = requiredThroughDay({
      intervals: [quiet, ...day(240).slice(0, 2), quiet],
      patienceSeconds: 60,
      target,
    });
    expect(agents[0]).toBe(0);
    expect(agents[3]).toBe(0);
    expect(agents[1]).toBeGreaterThan(5);
  });
});
