import type { TeachingDay } from '../teachingDays.ts';
import { calendarDesign } from './calendarRegression.ts';
import type { CalendarDay } from './calendarTerms.ts';
import { leftAfterHours, partLeft } from './dayParts.ts';
import { levelMarks } from './levelMarks.ts';
import { type LevelScale, levelScale } from './levelScale.ts';
import { weekdayShares } from './weekdayShares.ts';

/** The levels of days gone by, and which of them teach. */
export interface LevelHistory {
  scale: LevelScale;
  /** On that scale, of whole days: what an eve's afternoon lacks is added. */
  levels: Float64Array;
  /** 1 for each row that teaches the level. */
  used: Uint8Array;
  /** 1 for those that teach weekdays: the calendar says nothing of them. */
  usual: Uint8Array;
  /** 1 for those that teach the day's course: days off and thin ones have their own. */
  ordinary: Uint8Array;
  /** Rows from which on the level is another for good. */
  shifts: number[];
  /** What is left once work has ended on an eve, as a share of what usually comes then. */
  left: number;
}

export interface LevelHistoryInput {
  days: readonly TeachingDay[];
  /** The same days, as the calendar describes them. */
  past: readonly CalendarDay[];
  /** Says the calendar something of the day, by number? */
  named: (day: number) => boolean;
  /** How many of the last days tell shares and shifts. */
  recent: number;
  /** Harmonics of the position in the month that are accounted for when odd days are sought. */
  harmonics: number;
  closedOnDaysOff: boolean;
}

export function levelHistory(input: LevelHistoryInput): LevelHistory {
  const { days, past, recent } = input;
  const from = Math.max(0, days.length - recent);
  const taught = days.map((day) => day.taught);
  const common = Uint8Array.from(past, ({ traits }, row) => (traits.kind === null && !days[row]?.thin ? 1 : 0));
  const weekdays = past.slice(from).map(({ weekday }) => weekday);
  const shares = weekdayShares(taught.slice(from), weekdays, common.subarray(from));
  const left = leftAfterHours(past, taught, shares, input.closedOnDaysOff ? 0 : 1);
  const totals = Float64Array.from(past, (day, row) => {
    const part = partLeft(day, shares(day.weekday), left);
    return (days[row] as TeachingDay).total / Math.max(0.05, part);
  });
  const scale = levelScale(totals);
  const levels = totals.map(scale.of);
  const design = calendarDesign(past, [], { harmonics: input.harmonics, yearly: false });
  const thin = Uint8Array.from(days, (day) => (day.thin ? 1 : 0));
  const named = Uint8Array.from(past, ({ day }) => (input.named(day) ? 1 : 0));
  const { used, shifts } = levelMarks(design, levels, thin, named, scale.noise, recent);
  return {
    ...{ scale, levels, used, shifts, left },
    usual: used.map((is, row) => (named[row] ? 0 : is)),
    ordinary: used.map((is, row) => is & (common[row] as number)),
  };
}
