import { meanOfRoot } from './rootScale.ts';

/** The scale on which a day's level is reckoned with. */
export interface LevelScale {
  of(total: number): number;
  back(value: number): number;
  /** Standard deviation that chance alone gives a usual day's level. */
  noise: number;
}

/** Effects multiply where there is enough to tell; where days bring a handful the logarithm of chance would rule. */
const fewForLogarithm = 40;

export function levelScale(totals: Float64Array): LevelScale {
  const usual = Float64Array.from(totals).sort()[totals.length >> 1] ?? 0;
  if (usual < fewForLogarithm)
    return {
      of: (total) => Math.sqrt(total + 0.25),
      back: (value) => meanOfRoot(Math.max(0, value)),
      noise: 0.5,
    };
  return {
    of: (total) => Math.log(total + 0.5),
    back: (value) => Math.max(0, Math.exp(value) - 0.5),
    noise: 1 / Math.sqrt(usual),
  };
}
