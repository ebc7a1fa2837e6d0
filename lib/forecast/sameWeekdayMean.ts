import { dayStart, placeOf, plusDays, timesShown, zoneOf } from './calendar.ts';
import { type DemandByDate, type DemandInterval, demandByDate, type UnobservedSpan } from './demandByDate.ts';
import { type HandlingTimeFrom, handlingTimes } from './handlingTime.ts';

export interface ForecastInput {
  history: Iterable<DemandInterval>;
  /** First and last day predicted, ISO dates on the centre's calendar. */
  from: string;
  to: string;
  /** IANA zone of the centre. */
  zone: string;
  /** The first day that is not wholly known (today), ISO date; nothing on or after it teaches. */
  today: string;
  /** How many weeks back to look, 1 or more; default 6. */
  weeks?: number;
  unobserved?: readonly UnobservedSpan[];
}

export interface ForecastInterval {
  /** Epoch ms; 15 minutes. */
  start: number;
  /** Expected contacts in the interval; null: no history for it. */
  mean: number | null;
  /** Weeks that the mean was taken of. */
  weeksUsed: number;
  /** Expected handling time in seconds; null: never seen. */
  ahtSeconds: number | null;
  /** What the handling time was taken of. */
  ahtFrom: HandlingTimeFrom | null;
}

export interface Forecast {
  method: 'same_weekday_mean';
  /** Weeks looked back. */
  weeks: number;
  intervals: ForecastInterval[];
  /** Dates that the forecast was taken of, oldest first. */
  basedOn: string[];
  /** Dates that should have served but hold nothing. */
  missing: string[];
}

/**
 * Demand expected in each 15-minute interval: the mean of the same weekday and wall-clock quarter over the last weeks
 * before the day (before today, for days further ahead). Weeks without data are left out, not counted as zero. Holidays
 * are not told apart yet.
 *
 * @throws RangeError on an unknown zone or fewer than one week
 */
export function sameWeekdayMean(input: ForecastInput): Forecast {
  const { from, to, today, weeks = 6 } = input;
  if (!Number.isInteger(weeks) || weeks < 1)
    throw new RangeError(`weeks must be a whole number of 1 or more, not ${weeks}`);
  const zone = zoneOf(input.zone);
  const known = demandByDate(untilDay(input.history, dayStart(today, zone)), zone, input.unobserved);
  const aht = handlingTimes(known);
  const basedOn = new Set<string>();
  const missing = new Set<string>();
  const intervals: ForecastInterval[] = [];
  for (let date = from; date <= to; date = plusDays(date, 1)) {
    const past = pastWeeks(date, today, weeks);
    const used = past.filter((day) => known.day(day));
    for (const day of past) (known.day(day) ? basedOn : missing).add(day);
    const end = dayStart(plusDays(date, 1), zone);
    for (let start = dayStart(date, zone); start < end; start += 15 * 60_000) {
      const { minuteOfDay } = placeOf(start, zone);
      const past = used.map((day) => ({ day, times: timesShown(day, minuteOfDay, zone) }));
      intervals.push({ start, ...meanOf(known, past, minuteOfDay), ...aht.at(date, minuteOfDay) });
    }
  }
  return {
    method: 'same_weekday_mean',
    weeks,
    intervals,
    basedOn: [...basedOn].sort(),
    missing: [...missing].sort(),
  };
}

/** The same weekday's dates that lie before both the day and today, newest first. */
function pastWeeks(date: string, today: string, weeks: number): string[] {
  let day = plusDays(date, -7);
  while (day >= today) day = plusDays(day, -7);
  return Array.from({ length: weeks }, (_, i) => plusDays(day, -7 * i));
}

interface PastDay {
  day: string;
  /** How often that day's clock showed the quarter. */
  times: number;
}

function meanOf(
  known: DemandByDate,
  past: readonly PastDay[],
  minuteOfDay: number,
): { mean: number | null; weeksUsed: number } {
  let sum = 0;
  let weeksUsed = 0;
  for (const { day, times } of past) {
    const slot = times > 0 ? known.slot(day, minuteOfDay) : null;
    if (!slot) continue;
    sum += slot.offered / times;
    weeksUsed += 1;
  }
  return { mean: weeksUsed === 0 ? null : sum / weeksUsed, weeksUsed };
}

function* untilDay(history: Iterable<DemandInterval>, end: number): Generator<DemandInterval> {
  for (const interval of history) if (interval.start < end) yield interval;
}
