import { type AccuracyFigures, accuracyFigures, addedSums } from '#lib/forecast/accuracyFigures.ts';
import type { JudgedDay } from './judgedDays.ts';

/** How forecasts did together: by half hour, and by the day's total. */
export interface Accuracy extends AccuracyFigures {
  dayWape: number | null;
  /** Days of queues that are judged, and how many of their forecasts were worked out afterwards. */
  days: number;
  hindcasts: number;
}

/** Weighted from the parts, never means of means. */
export function accuracyOfDays(days: readonly JudgedDay[]): Accuracy {
  return {
    ...accuracyFigures(addedSums(days.map(({ halfHours }) => halfHours))),
    dayWape: accuracyFigures(addedSums(days.map(({ wholeDay }) => wholeDay))).wape,
    days: days.length,
    hindcasts: days.filter(({ hindcast }) => hindcast).length,
  };
}
