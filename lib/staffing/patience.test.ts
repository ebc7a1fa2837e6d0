import { describe, expect, it } from 'vitest';
import { histogramOf } from '../interval/waitHistogram.ts';
import { SeededRandom } from '../pbx/demo/seededRandom.ts';
import { patience } from './patience.ts';
import { medianPatience, patienceCurve, survivalAt } from './patienceCurve.ts';
import { patiences } from './patiences.ts';
import { joinedWaits, patienceWaits, waitsOfHistograms } from './patienceWaits.ts';
import { normalBelow, normalQuantile, poissonInterval } from './poissonInterval.ts';

/** Callers with the given patience, answered after an exponential time; waits as an exchange's clock of whole seconds has them. */
function callers(random: SeededRandom, count: number, meanAnswer: number, patienceOf: () => number) {
  return Array.from({ length: count }, () => {
    const patient = patienceOf();
    const answered = random.exponential(meanAnswer);
    const began = random.uniform();
    return { waitSeconds: Math.floor(began + Math.min(patient, answered)), abandoned: patient < answered };
  });
}

describe('patience', () => {
  it('finds the truth where nine of ten are answered first', () => {
    const random = new SeededRandom(153);
    const waits = patienceWaits(callers(random, 40_000, 15, () => random.exponential(120)));
    const found = patience(waits);
    expect(found.abandoned / found.callers).toBeLessThan(0.12);
    expect(found.interval.low).toBeLessThan(120);
    expect(found.interval.high).toBeGreaterThan(120);
    expect(Math.abs((found.patienceSeconds ?? 0) / 120 - 1)).toBeLessThan(0.05);
    expect(found.fit.verdict).toBe('close');
    expect(found.immediateShare).toBeLessThan(0.01);
    expect(survivalAt(found.curve, 30)).toBeCloseTo(Math.exp(-30 / 120), 1);
    expect(medianPatience(found.curve)).toBeGreaterThan(70);
  });

  it('holds the truth in about 95 of 100 intervals', () => {
    const random = new SeededRandom(185);
    let held = 0;
    for (let i = 0; i < 200; i++) {
      const { interval } = patience(patienceWaits(callers(random, 400, 30, () => random.exponential(90))));
      if (interval.low <= 90 && (interval.high ?? Number.POSITIVE_INFINITY) >= 90) held += 1;
    }
    expect(held).toBeGreaterThanOrEqual(182);
  });

  it('does not take hang-ups of the first seconds for impatience', () => {
    const random = new SeededRandom(7);
    const mixed = () => (random.uniform() < 0.1 ? random.uniform() * 3 : random.exponential(200));
    const found = patience(patienceWaits(callers(random, 30_000, 40, mixed)));
    expect(Math.abs((found.patienceSeconds ?? 0) / 200 - 1)).toBeLessThan(0.06);
    expect(found.immediateShare).toBeCloseTo(0.1, 1);
    // Counted along they would make callers look much less patient.
    expect(patience(patienceWaits(callers(random, 30_000, 40, mixed)), 0).patienceSeconds).toBeLessThan(170);
  });

  it('says when callers are not exponential', () => {
    const random = new SeededRandom(11);
    const found = patience(patienceWaits(callers(random, 20_000, 80, () => 60 + random.uniform() * 20)));
    expect(found.fit.verdict).toBe('poor');
    expect(found.fit.distance).toBeGreaterThan(0.15);
    const [first] = found.fit.bands;
    expect(first).toMatchObject({ from: 5, to: 10, abandoned: 0 });
    expect(first?.expected).toBeGreaterThan(100);
  });

  it('knows nothing where nobody gave up, and says from how long on', () => {
    const found = patience([{ from: 10, to: 10, abandoned: 0, censored: 100 }]);
    expect(found).toMatchObject({ patienceSeconds: null, abandoned: 0, waitedSeconds: 500, immediateShare: 0 });
    expect(found.interval.low).toBeCloseTo(500 / 3.689, 1);
    expect(found.interval.high).toBeNull();
    expect(patience([])).toMatchObject({ patienceSeconds: null, callers: 0, curve: [] });
  });

  it('takes rollups for what visits say', () => {
    const random = new SeededRandom(3);
    const visits = callers(random, 20_000, 60, () => random.exponential(150));
    const of = (abandoned: boolean) =>
      histogramOf(visits.filter((visit) => visit.abandoned === abandoned).map(({ waitSeconds }) => waitSeconds));
    const exact = patience(patienceWaits(visits));
    const rolled = patience(waitsOfHistograms(of(true), of(false)));
    expect(rolled.patienceSeconds).toBeCloseTo(exact.patienceSeconds ?? 0, 0);
    expect(survivalAt(rolled.curve, 300)).toBeCloseTo(survivalAt(exact.curve, 300), 2);
  });
});

describe('patienceCurve', () => {
  it("is the textbook's: remission of 21 patients under 6-MP (Freireich 1963; Kalbfleisch and Prentice, table 1.2)", () => {
    const gone = [6, 6, 6, 7, 10, 13, 16, 22, 23];
    const censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
    const curve = patienceCurve(
      patienceWaits([
        ...gone.map((waitSeconds) => ({ waitSeconds, abandoned: true })),
        ...censored.map((waitSeconds) => ({ waitSeconds, abandoned: false })),
      ]),
    );
    expect(curve.map(({ seconds, survival }) => [seconds, Number(survival.toFixed(3))])).toEqual([
      [6, 0.857],
      [7, 0.807],
      [10, 0.753],
      [13, 0.69],
      [16, 0.627],
      [22, 0.538],
      [23, 0.448],
    ]);
    expect(curve[0]?.error).toBeCloseTo(0.0764, 4);
    expect(curve.at(-1)?.error).toBeCloseTo(0.1346, 4);
    expect(medianPatience(curve)).toBe(23);
    expect(survivalAt(curve, 5.9)).toBe(1);
  });

  it('refuses waits cut differently', () => {
    const one = [{ from: 121, to: 125, abandoned: 1, censored: 0 }];
    expect(() => joinedWaits([one, [{ ...one[0], from: 121, to: 130, abandoned: 0, censored: 1 }]])).toThrow(
      /cut alike: from 121/,
    );
    expect(() => patienceWaits([{ waitSeconds: -1, abandoned: true }])).toThrow(/waitSeconds .*-1/);
  });
});

describe('patiences', () => {
  const group = (queue: string, hour: number, abandoned: number, patient: number) => ({
    queue,
    hour,
    waits: [{ from: 25, to: 25, abandoned, censored: Math.round((abandoned * patient) / 20) - abandoned }],
  });

  it('lets a large queue be itself and a small one lean on the centre', () => {
    const { centre, queues } = patiences([
      group('genel', 10, 3000, 120),
      group('ariza', 10, 3000, 60),
      group('yeni', 10, 2, 400),
      { queue: 'bos', hour: 10, waits: [] },
    ]);
    const of = (queue: string) => queues.find((one) => one.queue === queue);
    expect(of('genel')?.patienceSeconds).toBeCloseTo(120, 0);
    expect(of('ariza')?.patienceSeconds).toBeCloseTo(60, 0);
    expect(of('yeni')?.estimate.patienceSeconds).toBeCloseTo(400, 0);
    expect(of('yeni')?.patienceSeconds).toBeLessThan(200);
    expect(of('yeni')?.own).toBeLessThan(0.7);
    expect(of('bos')).toMatchObject({ own: 0, estimate: { patienceSeconds: null } });
    expect(of('bos')?.patienceSeconds).toBeCloseTo(centre.patienceSeconds ?? 0, 9);
  });

  it('tells hours apart only where they differ', () => {
    const same = patiences(Array.from({ length: 12 }, (_, i) => group('genel', 8 + i, 50 + (i % 3), 100)));
    expect(same.queues[0]?.byHour[9]?.patienceSeconds).toBeCloseTo(100, 0);
    expect(same.queues[0]?.byHour[9]?.own).toBeLessThan(0.1);
    const apart = patiences(Array.from({ length: 12 }, (_, i) => group('genel', 8 + i, 500, i < 6 ? 60 : 180)));
    expect(apart.queues[0]?.byHour[9]?.patienceSeconds).toBeCloseTo(60, -1);
    expect(apart.queues[0]?.byHour[17]?.patienceSeconds).toBeCloseTo(180, -1);
    expect(apart.queues[0]?.byHour[3]).toMatchObject({ own: 0 });
  });

  it('has no figure where nobody ever gave up', () => {
    const { queues } = patiences([{ queue: 'a', hour: 1, waits: [{ from: 9, to: 9, abandoned: 0, censored: 9 }] }]);
    expect(queues[0]).toMatchObject({ patienceSeconds: null, own: 0 });
    expect(queues[0]?.byHour).toHaveLength(24);
  });
});

describe('poissonInterval', () => {
  it("is Garwood's", () => {
    for (const [count, low, high] of [
      [0, 0, 3.689],
      [3, 0.619, 8.767],
      [10, 4.795, 18.39],
      [100, 81.36, 121.63],
    ] as const) {
      const interval = poissonInterval(count);
      expect(interval.low).toBeCloseTo(low, 1);
      expect(Math.abs(interval.high / high - 1)).toBeLessThan(0.005);
    }
    expect(() => poissonInterval(-1)).toThrow(/count .*-1/);
    expect(() => poissonInterval(1, 1)).toThrow(/confidence .*1/);
  });

  it('rests on the normal distribution', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 9);
    expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167813, 8);
    expect(normalBelow(1)).toBeCloseTo(0.8413447460685429, 12);
    expect(normalBelow(-6)).toBeCloseTo(9.86587645e-10, 15);
    expect(() => normalQuantile(0)).toThrow(/p .*0/);
  });
});
