/**
 * Service level has named variants; a centre picks one and every screen names it. Figures are for visits offered in the
 * window; "in time" means a wait of at most the threshold.
 */
export const serviceLevelFormulas = [
  'of_answered',
  'answered_or_abandoned_in_time_of_offered',
  'of_offered_less_abandoned_in_time',
  'crediting_short_abandons',
  'excluding_short_abandons',
  'strict',
] as const;
export type ServiceLevelFormula = (typeof serviceLevelFormulas)[number];

export interface ServiceLevelCounts {
  offered: number;
  answered: number;
  answeredInTime: number;
  abandonedInTime: number;
  /** Abandoned within the short-abandon limit (5 s by custom); null where it is not known. */
  abandonedShort: number | null;
}

/**
 * The share 0–1, or null when nothing could be measured (a zero denominator, or a count that the formula needs is
 * unknown).
 *
 * @example serviceLevel('strict', {offered: 1060, answered: 1000, answeredInTime: 860, abandonedInTime: 20, abandonedShort: 10}) // 0.8113
 */
export function serviceLevel(formula: ServiceLevelFormula, counts: ServiceLevelCounts): number | null {
  const { offered, answered, answeredInTime, abandonedInTime, abandonedShort } = counts;
  switch (formula) {
    case 'of_answered':
      return ratio(answeredInTime, answered);
    case 'answered_or_abandoned_in_time_of_offered':
      return ratio(answeredInTime + abandonedInTime, offered);
    case 'of_offered_less_abandoned_in_time':
      return ratio(answeredInTime, offered - abandonedInTime);
    case 'crediting_short_abandons':
      return abandonedShort === null ? null : ratio(answeredInTime + abandonedShort, offered);
    case 'excluding_short_abandons':
      return abandonedShort === null ? null : ratio(answeredInTime, offered - abandonedShort);
    case 'strict':
      return ratio(answeredInTime, offered);
  }
}

function ratio(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}
