import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { erlangA, erlangB, erlangC, requiredAgents, requiredTrunks } from './index.ts';

type Row = Record<string, string>;

function rowsOf(name: string): Row[] {
  const [head = '', ...lines] = readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8')
    .trim()
    .split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i] ?? '', cell])));
}

const figures = [
  'waitProbability',
  'asaSeconds',
  'asaAnsweredSeconds',
  'serviceLevel',
  'serviceLevelOfAnswered',
  'virtualServiceLevel',
  'serviceLevelExcludingShortAbandons',
  'occupancy',
  'abandonment',
  'blocking',
  'queueLength',
] as const;

function answer(row: Row): Partial<Record<(typeof figures)[number], number>> {
  const load = { arrivalsPerHour: Number(row.arrivalsPerHour), ahtSeconds: Number(row.ahtSeconds) };
  if (row.model === 'erlang_b') return erlangB({ ...load, servers: Number(row.servers) });
  const queue = {
    ...load,
    agents: Number(row.servers),
    ...(row.thresholdSeconds ? { thresholdSeconds: Number(row.thresholdSeconds) } : {}),
    ...(row.lines ? { lines: Number(row.lines) } : {}),
  };
  if (row.model?.startsWith('erlang_c')) return erlangC(queue);
  const redialProbability = Number(row.redialProbability || 0);
  return erlangA({ ...queue, patienceSeconds: Number(row.patienceSeconds), redialProbability });
}

describe('values computed in arbitrary precision', () => {
  it.each([
    ['erlang_b', 40],
    ['erlang_c', 90],
    ['erlang_c_k', 30],
    ['erlang_a', 100],
    ['erlang_a_k', 60],
    ['erlang_a_redial', 15],
  ])('%s: every figure of every row within 1e-9', (model, atLeast) => {
    const rows = rowsOf('reference.csv').filter((row) => row.model === model);
    expect(rows.length).toBeGreaterThan(atLeast);
    for (const row of rows) {
      // Within 1e-6 of saturation the double that holds the arrival rate decides the answer no closer than 1e-6.
      const saturating = Number(row.occupancy) > 0.99998 && Number(row.occupancy) < 1;
      const got = answer(row);
      for (const figure of figures) {
        if (!row[figure] || (got[figure] === undefined && model.startsWith('erlang_c'))) continue;
        const exact = row[figure] === 'inf' ? Number.POSITIVE_INFINITY : Number(row[figure]);
        const difference = got[figure] === exact ? 0 : Math.abs((got[figure] ?? Number.NaN) - exact);
        const bound = saturating && model === 'erlang_c' ? 1e-6 : 1e-9;
        // Below the smallest normal double a figure has fewer digits.
        expect(difference, `${figure} of ${Object.values(row).join(',')}`).toBeLessThanOrEqual(
          Math.max(bound * exact, exact < 2.3e-308 ? 1e-322 : 0),
        );
      }
    }
  });

  it('the least servers for a criterion', () => {
    for (const row of rowsOf('staffing.csv')) {
      const load = { arrivalsPerHour: Number(row.arrivalsPerHour), ahtSeconds: Number(row.ahtSeconds) };
      const [, ratio, threshold] = /^sl>=([\d.]+) in (\d+)s$/.exec(row.criterion ?? '') ?? [];
      const [, figure, bound] = /^(\w+)<=([\d.]+)s?$/.exec(row.criterion ?? '') ?? [];
      const model = row.model === 'erlang_a' ? 'erlang-a' : 'erlang-c';
      const patience = row.patienceSeconds ? { patienceSeconds: Number(row.patienceSeconds) } : {};
      const targets = ratio
        ? { serviceLevel: { ratio: Number(ratio), thresholdSeconds: Number(threshold) } }
        : { [figure === 'asa' ? 'asaSeconds' : 'abandonment']: Number(bound) };
      const got =
        row.model === 'erlang_b'
          ? requiredTrunks({ ...load, blocking: Number(bound) })
          : requiredAgents({ model, ...load, ...patience, targets });
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

  it('Garnett, Mandelbaum & Reiman 2002: the same with patience of 2 minutes: 3.1 % hang up, wait 3.7 s, occupancy 93 %', () => {
    const result = erlangA({ arrivalsPerHour: 48 * 60, ahtSeconds: 60, agents: 50, patienceSeconds: 120 });
    expect(result.abandonment).toBeCloseTo(0.0309, 4);
    expect(result.asaSeconds).toBeCloseTo(3.709, 3);
    expect(result.occupancy).toBeCloseTo(0.9303, 4);
  });

  it('pyworkforce, Erlang A guide: 100 calls in 30 minutes, 3 minutes, 13 agents, patience 5 minutes, 20 s', () => {
    const load = { arrivalsPerHour: 200, ahtSeconds: 180, agents: 13, patienceSeconds: 300, thresholdSeconds: 20 };
    const result = erlangA(load);
    expect(result.serviceLevel).toBeCloseTo(0.858, 3);
    expect(result.occupancy).toBeCloseTo(0.75, 3);
    expect(result.abandonment).toBeCloseTo(0.025, 3);
    expect(result.waitProbability).toBeCloseTo(0.226, 3);
    expect(result.asaSeconds / 60).toBeCloseTo(0.125, 3);
  });
});
