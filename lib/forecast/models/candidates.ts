/**
 * Candidates by name, in the order in which they are told. `level_…`: the day's total by regression on the calendar × the
 * weekday's shares. `shapes_…`: day shapes (singular vectors), the first one's size by the same regression. The number tells
 * the harmonics of the position in the month; `local`: the level may be another in each stretch of some weeks; `yearly`:
 * growth and the season of the year. Where the history does not reach for a term, the candidate does without it.
 */
export const candidateNames = [
  'same_weekday_mean',
  'same_weekday_median',
  'same_weekday_weighted',
  'level_0',
  'level_2',
  'level_2_local',
  'level_3',
  'level_3_yearly',
  'shapes_0',
  'shapes_2',
  'shapes_2_local',
  'shapes_3',
  'shapes_3_yearly',
] as const;
export type CandidateName = (typeof candidateNames)[number];

/** Expected counts of the days asked for, day by day, slot by slot. */
export type CandidateForecasts = Map<CandidateName, Float64Array>;
