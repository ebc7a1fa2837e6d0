import { type IntradayLevels, usualLevels } from './intradayLevels.ts';

/** 80 % of a normal distribution lie within this many standard deviations. */
const z80 = 1.2815515655446004;

/** An expected count and how far it may be off beyond the noise that every count has. */
export interface Uncertain {
  mean: number;
  /**
   * Variance beyond the Poisson noise, towards fewer and towards more; negative where a band is narrower than the noise, as
   * bands of few counts may be.
   */
  below: number;
  above: number;
}

export interface Band {
  p10: number;
  p90: number;
}

/** What an 80 % band says beyond the noise of counting: the level itself may be off. */
export function uncertain(mean: number, { p10, p90 }: Band): Uncertain {
  const beyond = (width: number) => (Math.max(0, width) / z80) ** 2 - mean;
  return { mean, below: beyond(mean - p10), above: beyond(p90 - mean) };
}

/**
 * The 80 % band of a sum. Each part's counting noise is its own; the levels are off together: queues of one centre and
 * quarters of one hour wholly, hours of a day as far as `alike` says. A sum of the bands' ends would be too wide, a root of
 * squares much too narrow. A single interval is off farther towards more, since bursts come and go; over many hours that
 * evens out, and the sum is off as far to both sides.
 *
 * @param alike correlation 0–1 of the levels of parts i and j; default: wholly
 */
export function jointBand(parts: readonly Uncertain[], alike?: (i: number, j: number) => number): Band {
  const mean = parts.reduce((sum, part) => sum + part.mean, 0);
  const width = (of: (part: Uncertain) => number) => z80 * Math.sqrt(Math.max(0, mean + beyondNoise(parts, of, alike)));
  if (alike) {
    const both = width(({ below, above }) => (below + above) / 2);
    return { p10: Math.max(0, mean - both), p90: mean + both };
  }
  return { p10: Math.max(0, mean - width((part) => part.below)), p90: mean + width((part) => part.above) };
}

/** Parts that are off together, as one. */
export function joined(parts: readonly Uncertain[]): Uncertain {
  return {
    mean: parts.reduce((sum, part) => sum + part.mean, 0),
    below: beyondNoise(parts, (part) => part.below),
    above: beyondNoise(parts, (part) => part.above),
  };
}

/** By how much a day's demand may be off altogether: standard deviation ÷ mean, counting noise aside. */
export function levelDeviation(parts: readonly Uncertain[], alike?: (i: number, j: number) => number): number {
  const { mean } = joined(parts);
  const variance = beyondNoise(parts, (part) => (part.below + part.above) / 2, alike);
  return mean > 0 ? Math.sqrt(Math.max(0, variance)) / mean : 0;
}

/** How alike the levels of two intervals of a day are, so many hours apart. */
export function levelsAlike(hours: number, levels: IntradayLevels = usualLevels): number {
  if (hours === 0) return 1;
  const { dayVariance, driftVariance, driftHours, noiseVariance } = levels;
  const common = dayVariance + driftVariance * Math.exp(-Math.abs(hours) / driftHours);
  return common / (dayVariance + driftVariance + noiseVariance);
}

function beyondNoise(
  parts: readonly Uncertain[],
  of: (part: Uncertain) => number,
  alike?: (i: number, j: number) => number,
): number {
  const off = parts.map((part) => Math.sqrt(Math.max(0, of(part))));
  const less = parts.reduce((sum, part) => sum + Math.min(0, of(part)), 0);
  if (!alike) return less + off.reduce((sum, one) => sum + one, 0) ** 2;
  let sum = less;
  for (const [i, one] of off.entries()) {
    if (one === 0) continue;
    sum += one * one;
    for (let j = 0; j < i; j++) sum += 2 * one * (off[j] as number) * alike(i, j);
  }
  return sum;
}
