import { describe, expect, it } from 'vitest';
import { uniform } from '../synthetic/syntheticCentre.ts';
import { solvePositiveDefinite } from './cholesky.ts';
import { correlatedRegressions } from './correlatedRegression.ts';
import { ErrorFilters } from './errorFilters.ts';
import { meanOfRoot, root } from './rootScale.ts';
import { singularVectors } from './singularVectors.ts';

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

describe('solvePositiveDefinite', () => {
  it('solves, and gives 0 where nothing tells', () => {
    const a = Float64Array.from([4, 0, 0, 2, 5, 0, 1, 3, 6]);
    const x = solvePositiveDefinite(a, Float64Array.from([4 + 4 + 3, 2 + 10 + 9, 1 + 6 + 18]), 3);
    expect([...x]).toEqual([1, 2, 3].map((value) => expect.closeTo(value, 12)));
    // The second column is the first again.
    const twice = solvePositiveDefinite(Float64Array.from([2, 0, 2, 2]), Float64Array.from([6, 6]), 2);
    expect([...twice]).toEqual([expect.closeTo(3, 12), 0]);
  });
});

describe('singularVectors', () => {
  it('finds the directions of a matrix of known make', () => {
    const random = uniform(5);
    const size = 12;
    const shapes = [0, 1].map((k) =>
      Float64Array.from(
        { length: size },
        (_, i) => Math.sqrt(2 / size) * Math.cos((Math.PI * (k + 1) * (i + 0.5)) / size),
      ),
    );
    const gram = new Float64Array(size * size);
    for (let row = 0; row < 300; row++) {
      const sizes = [normal(random) * 9, normal(random) * 3];
      const day = Float64Array.from(
        { length: size },
        (_, i) =>
          (sizes[0] as number) * (shapes[0]?.[i] as number) +
          (sizes[1] as number) * (shapes[1]?.[i] as number) +
          0.1 * normal(random),
      );
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++)
          gram[i * size + j] = (gram[i * size + j] as number) + (day[i] as number) * (day[j] as number);
    }
    const found = singularVectors(gram, size, 2);
    for (const k of [0, 1]) {
      let dot = 0;
      for (let i = 0; i < size; i++) dot += (found[k * size + i] as number) * (shapes[k]?.[i] as number);
      expect(Math.abs(dot)).toBeGreaterThan(0.99);
    }
  });
});

describe('correlatedRegressions', () => {
  it('finds effects and the process beneath errors that hang together, passing over rows that do not teach', () => {
    const random = uniform(9);
    const rows = 600;
    const design = new Float64Array(rows * 2);
    const response = new Float64Array(rows);
    let level = 0;
    for (let row = 0; row < rows; row++) {
      level = 0.9 * level + Math.sqrt(1 - 0.81) * normal(random);
      design[row * 2] = 1;
      design[row * 2 + 1] = row % 5 === 0 ? 1 : 0;
      response[row] = 10 + 3 * (design[row * 2 + 1] as number) + level + 0.5 * normal(random);
    }
    const used = new Uint8Array(rows).fill(1);
    for (const row of [100, 101, 102, 400]) {
      used[row] = 0;
      response[row] = 1e6;
    }
    const { coefficients, process } = correlatedRegressions(design, 2, [0, 0], new ErrorFilters(used))(response);
    expect(coefficients[0]).toBeCloseTo(10, 0);
    expect(Math.abs((coefficients[1] as number) - 3)).toBeLessThan(0.15);
    expect(process.persistence).toBeGreaterThanOrEqual(0.8);
    expect(process.share).toBeGreaterThan(0.6);
    expect(process.share).toBeLessThan(1);
  });

  it('tells the level as it stands at the end', () => {
    const rows = 60;
    const design = new Float64Array(rows).fill(1);
    const response = Float64Array.from({ length: rows }, (_, row) => (row < 50 ? Math.sin(row) : 4));
    const { level, coefficients, process } = correlatedRegressions(
      design,
      1,
      [0],
      new ErrorFilters(new Uint8Array(rows).fill(1)),
    )(response);
    expect((coefficients[0] as number) + level * process.persistence).toBeGreaterThan(2.5);
  });
});

describe('meanOfRoot', () => {
  it('takes the mean of roots back to the mean of counts, also where little comes', () => {
    for (const mean of [0, 0.1, 0.7, 3, 11]) {
      let [chance, sum] = [Math.exp(-mean), 0];
      for (let n = 0; n < 60; n++) {
        sum += chance * root(n);
        chance *= mean / (n + 1);
      }
      expect(meanOfRoot(sum)).toBeCloseTo(mean, 2);
    }
    expect(meanOfRoot(30)).toBeCloseTo(900, -1);
    expect(meanOfRoot(0.2)).toBe(0);
  });
});
