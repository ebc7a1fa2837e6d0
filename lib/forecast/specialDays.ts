import { type DateSpan, holds } from './holidays/schoolTerms.ts';

/**
 * Days that are special at one site: a water cut, an election, snow. Their effect is either set by hand, as a ratio to
 * the demand of a usual day, or learned from earlier days of the same id.
 */
export interface SpecialDay {
  /** Under it the earlier days of its kind are found. */
  id: string;
  label: string;
  /** The centre it holds for; null: every one. */
  centre: string | null;
  /** Queues it holds for, by their names at the exchange; null: every one of the centre. */
  queues: readonly string[] | null;
  dates: readonly DateSpan[];
  /** Minutes on the wall clock from which on and before which it holds; 0 and 1440 the whole day. */
  fromMinute: number;
  toMinute: number;
  /** Demand ÷ usual demand, set by hand; null: learned. */
  ratio: number | null;
}

/** The special days that hold for a queue, or, with no queue named, for the centre as a whole. */
export function specialDaysOf(days: readonly SpecialDay[], centre: string, queue: string | null): SpecialDay[] {
  return days.filter(
    (day) =>
      (day.centre === null || day.centre === centre) &&
      (day.queues === null || (queue !== null && day.queues.includes(queue))),
  );
}

/** Ids of the special days that hold on a date and whose effect is learned: `DayTraits.special`. */
export function learnedOn(days: readonly SpecialDay[], date: string): string[] {
  return [...new Set(days.filter((day) => day.ratio === null && isOn(day, date)).map(({ id }) => id))];
}

/**
 * The ratio that is set by hand for an interval; where several special days meet, their product.
 *
 * A forecast multiplies the usual demand by it. History is divided by it before a model learns from it; by 0 it cannot
 * be, and such an interval teaches nothing.
 *
 * @param minuteOfDay minutes on the wall clock at the interval's start
 * @returns null where nothing is set
 */
export function setEffect(days: readonly SpecialDay[], date: string, minuteOfDay: number): number | null {
  const ratios = days
    .filter((day) => day.ratio !== null && isOn(day, date, minuteOfDay))
    .map(({ ratio }) => ratio ?? 1);
  return ratios.length === 0 ? null : ratios.reduce((product, ratio) => product * ratio, 1);
}

function isOn(day: SpecialDay, date: string, minuteOfDay?: number): boolean {
  if (minuteOfDay !== undefined && (minuteOfDay < day.fromMinute || minuteOfDay >= day.toMinute)) return false;
  return day.dates.some((span) => holds(span, date));
}
