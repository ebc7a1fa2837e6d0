import { describe, expect, test } from 'vitest';
import { type ArrivalInterval, carriedLoads, effectiveArrivals } from './effectiveLoad.ts';

const quarter = (arrivalsPerHour: number, ahtSeconds = 600): ArrivalInterval => ({
  arrivalsPerHour,
  ahtSeconds,
  minutes: 15,
});

describe('load carried over', () => {
  test('a flat day is staffed as it is', () => {
    expect(effectiveArrivals([quarter(60), quarter(60), quarter(60)])).toEqual([60, 60, 60]);
  });

  test('the load lags behind a jump of the arrivals and comes to it', () => {
    const [, jump, after, late] = carriedLoads([quarter(60), quarter(240), quarter(240), quarter(240)]);
    // m(t) = 40 − 30·exp(−t/600): its mean over 900 s is 40 − 30·(1 − e^−1.5)/1.5.
    expect(jump?.mean).toBeCloseTo(40 - (30 * (1 - Math.exp(-1.5))) / 1.5, 12);
    expect(jump?.least).toBe(10);
    expect(jump?.most).toBeCloseTo(40 - 30 * Math.exp(-1.5), 12);
    expect(after?.end).toBeCloseTo(40 - 30 * Math.exp(-3), 12);
    expect(late?.end).toBeCloseTo(40 - 30 * Math.exp(-4.5), 12);
    expect(effectiveArrivals([quarter(60), quarter(240)])[1]).toBeCloseTo(146.776, 3);
  });

  test('agrees with a fine Euler integration through changes of arrivals and handling time', () => {
    const day = [quarter(30), quarter(90, 300), quarter(400, 450), quarter(0, 450), quarter(10, 900)];
    let load = (30 * 600) / 3600;
    const means = day.map(({ arrivalsPerHour, ahtSeconds, minutes }) => {
      let sum = 0;
      const steps = 200_000;
      const dt = (minutes * 60) / steps;
      for (let k = 0; k < steps; k++) {
        const middle = load + (arrivalsPerHour / 3600 - load / ahtSeconds) * (dt / 2);
        load += (arrivalsPerHour / 3600 - middle / ahtSeconds) * dt;
        sum += middle * dt;
      }
      return sum / (minutes * 60);
    });
    carriedLoads(day).forEach(({ mean }, i) => {
      expect(mean).toBeCloseTo(means[i] as number, 6);
    });
  });

  test('an hour in which nothing arrives still meets the calls before it', () => {
    const [, quiet] = effectiveArrivals([quarter(60), { arrivalsPerHour: 0, ahtSeconds: 0, minutes: 15 }]);
    expect(quiet).toBeCloseTo((60 * (1 - Math.exp(-1.5))) / 1.5, 12);
    expect(effectiveArrivals([{ arrivalsPerHour: 0, ahtSeconds: 0, minutes: 15 }, quarter(60)])[0]).toBe(0);
  });

  test('names the interval and the value that cannot be', () => {
    expect(() => effectiveArrivals([quarter(1), quarter(-1)])).toThrow(
      'arrivalsPerHour of interval 1 must be 0 or more and finite, not -1',
    );
    expect(() => effectiveArrivals([quarter(1, 0)])).toThrow('ahtSeconds of interval 0 must be above 0');
    expect(() => effectiveArrivals([{ ...quarter(1), minutes: 0 }])).toThrow('minutes of interval 0');
  });
});
