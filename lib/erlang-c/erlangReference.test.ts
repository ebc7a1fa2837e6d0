import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { erlangB, erlangC, requiredAgents, requiredTrunks } from './index.ts';

type Row = Record<string, string>;

function rowsOf(name: string): Row[] {
  const [head = '', ...lines] = readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i] ?? '', cell])));
}

const figures = ['waitProbability', 'asaSeconds', 'serviceLevel', 'occupancy', 'blocking', 'queueLength'] as const;

function answer(row: Row): Partial<Record<(typeof figures)[number], number>> {
  const load = { arrivalsPerHour: Number(row.arrivalsPerHour), ahtSeconds: Number(row.ahtSeconds) };
  if (row.model === 'erlang_b') return erlangB({ ...load, servers: Number(row.servers) });
  return erlangC({
    ...load,
    agents: Number(row.servers),
    ...(row.thresholdSeconds ? { thresholdSeconds: Number(row.thresholdSeconds) } : {}),
    ...(row.lines ? { lines: Number(row.lines) } : {}),
  });
}

describe('values computed in arbitrary precision', () => {
  for (const model of ['erlang_b', 'erlang_c', 'erlang_c_k']) {
    it(`${model}: every figure of every row within 1e-9`, () => {
      const rows = rowsOf('reference.csv').filter((row) => row.model === model);
      expect(rows.length).toBeGreaterThan(30);
      for (const row of rows) {
        // Within 1e-6 of saturation the double that holds the arrival rate decides the answer no closer than 1e-6.
        const saturating = Number(row.occupancy) > 0.99998 && Number(row.occupancy) < 1;
        const got = answer(row);
        for (const figure of figures) {
          if (!row[figure]) continue;
          const exact = row[figure] === 'inf' ? Number.POSITIVE_INFINITY : Number(row[figure]);
          const error = got[figure] === exact ? 0 : Math.abs((got[figure] ?? Number.NaN) - exact) / exact;
          expect(error, `${figure} of ${Object.values(row).join(',')}`).toBeLessThanOrEqual(
            saturating && model === 'erlang_c' ? 1e-6 : 1e-9,
          );
        }
      }
    });
  }

  it('the least servers for a criterion', () => {
    for (const row of rowsOf('staffing.csv')) {
      const load = { arrivalsPerHour: Number(row.arrivalsPerHour), ahtSeconds: Number(row.ahtSeconds) };
      const [, ratio, threshold] = /^sl>=([\d.]+) in (\d+)s$/.exec(row.criterion ?? '') ?? [];
      const [, bound] = /<=([\d.]+)s?$/.exec(row.criterion ?? '') ?? [];
      const got =
        row.model === 'erlang_b'
          ? requiredTrunks({ ...load, blocking: Number(bound) })
          : requiredAgents({
              model: 'erlang-c',
              ...load,
              targets: ratio
                ? { serviceLevel: { ratio: Number(ratio), thresholdSeconds: Number(threshold) } }
                : { asaSeconds: Number(bound) },
            });
      expect(got, JSON.stringify(row)).toBe(Number(row.servers));
    }
  });
});

describe('printed values', () => {
  // Tijms, A First Course in Stochastic Models, Table 5.3.2: least servers with P(wait) at most 0.5, 0.2, 0.1.
  it.each([
    [1, 2, 3, 3],
    [5, 7, 8, 9],
    [10, 12, 14, 16],
    [50, 54, 58, 61],
    [100, 106, 111, 115],
    [250, 259, 268, 274],
    [500, 512, 525, 533],
    [1000, 1017, 1034, 1046],
  ])('Tijms, Table 5.3.2, load %d', (erlangs, ...servers) => {
    // With a threshold of 0 s, the service level is 1 − P(wait).
    const least = [0.5, 0.8, 0.9].map((ratio) =>
      requiredAgents({
        model: 'erlang-c',
        arrivalsPerHour: erlangs,
        ahtSeconds: 3600,
        targets: { serviceLevel: { ratio, thresholdSeconds: 0 } },
      }),
    );
    expect(least).toEqual(servers);
  });

  it('Gans, Koole & Mandelbaum 2003 (48 calls a minute, 60 s, 50 agents): wait 20.8 s, occupancy 96 %', () => {
    const { asaSeconds, occupancy } = erlangC({ arrivalsPerHour: 48 * 60, ahtSeconds: 60, agents: 50 });
    expect(asaSeconds).toBeCloseTo(20.834, 3);
    expect(occupancy).toBeCloseTo(0.96, 12);
  });

  it('Herzog, Callcenter-Simulator: 3.5 a minute, 3 minutes, 13 agents wait 26.56 s', () => {
    expect(erlangC({ arrivalsPerHour: 210, ahtSeconds: 180, agents: 13 }).asaSeconds).toBeCloseTo(26.556886, 6);
  });

  it('pyworkforce: 100 calls in 30 minutes, 3 minutes, 14 agents, 20 s', () => {
    const result = erlangC({ arrivalsPerHour: 200, ahtSeconds: 180, agents: 14, thresholdSeconds: 20 });
    expect(result.waitProbability).toBeCloseTo(0.1741319335950498, 12);
    expect(result.serviceLevel).toBeCloseTo(0.8883500191794669, 12);
    expect(result.occupancy).toBeCloseTo(0.7142857142857143, 12);
  });

  it('erlang.com: 15 lines carry 8.108 erlangs at 1 % blocking', () => {
    expect(erlangB({ arrivalsPerHour: 8.1080428, ahtSeconds: 3600, servers: 15 }).blocking).toBeCloseTo(0.01, 8);
  });
});
