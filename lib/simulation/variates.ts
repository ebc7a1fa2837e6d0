import type { Xoshiro } from './xoshiro.ts';

/** How durations spread around their mean, which stands beside. */
export type Shape =
  | { kind: 'exponential' }
  | { kind: 'deterministic' }
  /** `cv`: standard deviation ÷ mean. */
  | { kind: 'lognormal'; cv: number }
  /** Drawn from these, scaled to the mean. */
  | { kind: 'empirical'; seconds: readonly number[] };

/** Draws a value with mean 1. */
export type UnitVariate = (random: Xoshiro) => number;

export function exponential(random: Xoshiro): number {
  return -Math.log(random.uniform());
}

/** @throws RangeError naming the shape's parameter */
export function unitVariate(shape: Shape): UnitVariate {
  switch (shape.kind) {
    case 'exponential':
      return exponential;
    case 'deterministic':
      return () => 1;
    case 'lognormal': {
      if (!(shape.cv > 0 && shape.cv < Number.POSITIVE_INFINITY))
        throw new RangeError(`cv of a lognormal shape must be above 0 and finite, not ${shape.cv}`);
      const variance = Math.log1p(shape.cv ** 2);
      const sigma = Math.sqrt(variance);
      return (random) => Math.exp(sigma * normal(random) - variance / 2);
    }
    case 'empirical': {
      const values = Float64Array.from(shape.seconds);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      if (!values.every((value) => value >= 0) || !(mean > 0 && mean < Number.POSITIVE_INFINITY))
        throw new RangeError('seconds of an empirical shape must be finite, 0 or more, and some above 0');
      for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) / mean;
      return (random) => values[random.below(values.length)] as number;
    }
  }
}

/** Standard normal: Marsaglia & Bray, "A convenient method for generating normal variables", SIAM Review 6 (1964). */
export function normal(random: Xoshiro): number {
  for (;;) {
    const u = 2 * random.uniform() - 1;
    const v = 2 * random.uniform() - 1;
    const square = u * u + v * v;
    if (square < 1) return u * Math.sqrt((-2 * Math.log(square)) / square);
  }
}

/**
 * Gamma with mean 1 and standard deviation `cv`; cv 0 gives 1. Marsaglia & Tsang, "A simple method for generating gamma
 * variables", ACM Transactions on Mathematical Software 26 (2000) 363–372.
 */
export function gamma(random: Xoshiro, cv: number): number {
  if (cv === 0) return 1;
  const shape = 1 / (cv * cv);
  if (shape < 1) return gammaOfShape(random, shape + 1) * random.uniform() ** (1 / shape) * (1 / shape);
  return gammaOfShape(random, shape) / shape;
}

function gammaOfShape(random: Xoshiro, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(random.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}
