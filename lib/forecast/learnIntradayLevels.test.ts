import { describe, expect, it } from 'vitest';
import { reforecastDay } from './intraday.ts';
import { type ForecastedDay, usualLevels } from './intradayLevels.ts';
import { learnIntradayLevels } from './learnIntradayLevels.ts';
import { uniform } from './synthetic/syntheticCentre.ts';

const minutes = 30;
const length = 28;
interface Law {
  seed: number;
  day: number;
  drift: number;
  driftHours: number;
  noise: number;
  size: number;
}

/** Days whose departures follow the law exactly: a level, a drift that fades, noise, Poisson counts. */
function drawn(days: number, law: Law): ForecastedDay[] {
  const random = uniform(law.seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const fade = Math.exp(-minutes / 60 / law.driftHours);
  return Array.from({ length: days }, () => {
    const level = law.day * normal();
    let drift = law.drift * normal();
    return {
      intervals: Array.from({ length }, (_, i) => {
        const mean = law.size * (0.4 + Math.sin((Math.PI * (i + 0.5)) / length));
        drift = fade * drift + Math.sqrt(1 - fade * fade) * law.drift * normal();
        const rate = mean * Math.exp(level + drift + law.noise * normal());
        return { mean, seen: Math.max(0, Math.round(rate + Math.sqrt(rate) * normal())) };
      }),
    };
  });
}

describe('what past days tell of today', () => {
  const law = { seed: 7, day: 0.1, drift: 0.06, driftHours: 2, noise: 0.03, size: 300 };

  it('finds the law that the days follow', () => {
    const levels = learnIntradayLevels(drawn(120, law), minutes);
    expect(Math.sqrt(levels.dayVariance)).toBeGreaterThan(0.07);
    expect(Math.sqrt(levels.dayVariance)).toBeLessThan(0.14);
    expect(Math.sqrt(levels.driftVariance)).toBeGreaterThan(0.035);
    expect(Math.sqrt(levels.driftVariance)).toBeLessThan(0.09);
    expect(Math.sqrt(levels.noiseVariance)).toBeLessThan(0.05);
  });

  it('of steady days learns that a busy morning means little, of days that differ as a whole that it means much', () => {
    const weightAfterTwoHours = (law: Law) => {
      const levels = learnIntradayLevels(drawn(60, law), minutes);
      const intervals = (drawn(1, law)[0]?.intervals ?? []).map(({ mean }, i) => ({
        mean,
        seen: i < 4 ? mean * 1.15 : null,
      }));
      return reforecastDay({ intervals, elapsed: 4, minutes, levels }).weight ?? 0;
    };
    const steady = weightAfterTwoHours({ ...law, day: 0.01, drift: 0.08, driftHours: 1 });
    const whole = weightAfterTwoHours({ ...law, day: 0.15, drift: 0.02 });
    expect(steady).toBeLessThan(0.25);
    expect(whole).toBeGreaterThan(0.75);
  });

  it.each([
    ['a large centre', law],
    ['a small one', { ...law, seed: 11, size: 6 }],
    ['one whose mornings mislead', { ...law, seed: 13, day: 0.05, drift: 0.12, driftHours: 1 }],
  ])(
    'in %s the rest of the day is better than the forecast and than the plain ratio, and bands hold 80 %%',
    (_, law) => {
      const levels = learnIntradayLevels(drawn(60, law), minutes);
      const days = drawn(400, { ...law, seed: law.seed + 1 });
      let [within, made] = [0, 0];
      for (const elapsed of [2, 6, 10, 16, 22]) {
        const errors = { none: 0, plain: 0, ours: 0 };
        for (const { intervals } of days) {
          const now = reforecastDay({ intervals, elapsed, minutes, levels });
          const ratio = now.expected > 0 ? now.seen / now.expected : 1;
          const tonight = intervals.reduce((sum, { seen }) => sum + (seen ?? 0), 0);
          if (now.byTonight.p10 <= tonight && tonight <= now.byTonight.p90) within += 1;
          made += 1;
          // Errors of the rest as a whole: interval by interval the noise of small counts would hide them.
          const rest = intervals.slice(elapsed);
          const actual = rest.reduce((sum, { seen }) => sum + (seen ?? 0), 0);
          const usual = rest.reduce((sum, { mean }) => sum + mean, 0);
          errors.none += Math.abs(usual - actual);
          errors.plain += Math.abs(usual * ratio - actual);
          errors.ours += Math.abs(usual * now.restFactor - actual);
        }
        expect(errors.ours, `after ${elapsed} intervals`).toBeLessThan(errors.none);
        expect(errors.ours, `after ${elapsed} intervals`).toBeLessThan(errors.plain);
      }
      expect(within / made).toBeGreaterThan(0.74);
      expect(within / made).toBeLessThan(0.86);
    },
  );
});

describe('days that tell nothing', () => {
  it('no days, and days that were odd, leave the usual levels', () => {
    expect(learnIntradayLevels([], minutes)).toEqual(usualLevels);
    const odd = { intervals: [{ mean: 100, seen: 900 }] };
    const closed = { intervals: [{ mean: 0, seen: 0 }] };
    const unseen = { intervals: [{ mean: 10, seen: null }] };
    expect(learnIntradayLevels([odd, closed, unseen], minutes)).toEqual(usualLevels);
  });

  it('holes are passed over', () => {
    const law = { seed: 3, day: 0.1, drift: 0.06, driftHours: 2, noise: 0.03, size: 300 };
    const holed = drawn(60, law).map(({ intervals }, d) => ({
      intervals: intervals.map((interval, i) =>
        d % 3 === 0 && i > 5 && i < 12 ? { ...interval, seen: null } : interval,
      ),
    }));
    const levels = learnIntradayLevels(holed, minutes);
    expect(Math.sqrt(levels.dayVariance)).toBeGreaterThan(0.06);
    expect(Math.sqrt(levels.dayVariance)).toBeLessThan(0.15);
  });

  it('two days move the usual levels little', () => {
    const wild = drawn(2, { seed: 5, day: 0.3, drift: 0.01, driftHours: 2, noise: 0.01, size: 300 });
    const levels = learnIntradayLevels(wild, minutes);
    expect(Math.sqrt(levels.dayVariance)).toBeLessThan(0.25);
  });
});
